"""Property tests look at the same texts each time, so that a run says something of the change; GORAE_FUZZ=1 at new ones."""

from __future__ import annotations

import os

from hypothesis import settings
from hypothesis.internal.conjecture import providers

settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("fuzz", deadline=None, max_examples=2000)
if not os.environ.get("GORAE_FUZZ"):
    # Hypothesis also draws the numbers and strings that it reads in whatever modules of ours are imported by then, even where it
    # is to draw the same: what a test saw went by the tests that its worker had run before it.
    providers._get_local_constants = lambda: providers._local_constants
# Results of earlier runs are of those tests that ask for a folder of their own.
os.environ["GORAE_CACHE_DIR"] = ""
settings.load_profile("fuzz" if os.environ.get("GORAE_FUZZ") else "same")
