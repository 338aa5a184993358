"""Starts the server that the extension carries, or (GORAE_IMPORT_STRATEGY=fromEnvironment) this Python's own gorae."""

import os
import sys

OLDEST = (3, 10)


def add_bundled_libraries():
    """Put the extension's libraries first: the pure ones, and those compiled for this Python."""
    here = os.path.dirname(os.path.abspath(__file__))
    compiled = "cp%d%d" % sys.version_info[:2]
    sys.path[:0] = [os.path.join(here, "libs", name) for name in (compiled, "common")]


if sys.version_info < OLDEST:
    sys.exit("gorae needs Python %d.%d or newer, this is %s" % (*OLDEST, sys.version.split()[0]))
if os.environ.get("GORAE_IMPORT_STRATEGY") != "fromEnvironment":
    add_bundled_libraries()

from gorae.cli.main import main  # noqa: E402 - only findable from here on

sys.exit(main())
