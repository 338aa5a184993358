"""Which Dockerfiles are for development and tests: images that nobody ships."""

from __future__ import annotations

import fnmatch
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Patterns of a file's name, and, ending in `/`, of a folder that holds it. The letter case does not count.
DEVELOPMENT_FILES = (
    "*.dev", "*.dev.*", "*-dev", "*_dev", "*.dev-*", "dev.*", "dev-*", "*.devel", "*.develop", "*.development", "development.*", "*.devcontainer",
    "*.local", "local.*", "*-local", "*.test", "*.tests", "*.testing", "test.*", "*-test", "*_test", "*.e2e", "*.debug", "debug.*",
    "*.test[0-9]", "*.dapper", ".devcontainer/", "dev/", "*-dev/", "*_dev/", "develop/", "development/", "developement/", "local/", "test/", "tests/", "_test/", "*_tests/", "*-tests/", "__tests__/",
    "testdata/", "e2e/",
)  # fmt: skip
_FILES, _FOLDERS = (
    re.compile(
        "|".join(fnmatch.translate(one.rstrip("/")) for one in DEVELOPMENT_FILES if one.endswith("/") is is_folder)
    )
    for is_folder in (False, True)
)


def is_for_development(path: str, patterns: Sequence[str] | None = None) -> bool:
    """Whether a file is for development or tests. `path` has `/`; `patterns` None: the usual ones."""
    *folders, name = path.lower().split("/")
    if patterns is None:
        return bool(_FILES.match(name)) or any(map(_FOLDERS.match, folders))
    for pattern in patterns:
        wanted = pattern.lower()
        if wanted.endswith("/"):
            if any(fnmatch.fnmatchcase(folder, wanted[:-1]) for folder in folders):
                return True
        elif fnmatch.fnmatchcase(name, wanted):
            return True
    return False
