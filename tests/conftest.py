"""Property tests look at the same texts each time, so that a run says something of the change; GORAE_FUZZ=1 at new ones."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None, database=None)
settings.register_profile("fuzz", deadline=None, max_examples=2000)
# Results of earlier runs are of those tests that ask for a folder of their own.
os.environ["GORAE_CACHE_DIR"] = ""
settings.load_profile("fuzz" if os.environ.get("GORAE_FUZZ") else "same")
