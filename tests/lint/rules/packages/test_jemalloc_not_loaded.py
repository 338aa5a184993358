"""`jemalloc-not-loaded`: what the start script of the project does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, write_files

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """FROM ruby:3.4-slim
RUN apt-get update && apt-get install -y libjemalloc2
COPY start.sh /start.sh
ENTRYPOINT ["/start.sh"]
"""
SCRIPTS = {
    "the script loads it": (
        "#!/bin/sh\nexport LD_PRELOAD=$(find /usr/lib -name libjemalloc.so.2)\nexec ruby app.rb\n",
        [],
    ),
    "the script starts the program and no more": ("#!/bin/sh\nexec ruby app.rb\n", ["libjemalloc2"]),
}


@pytest.mark.parametrize("why", SCRIPTS)
def test_a_start_script(why: str, tmp_path: Path) -> None:
    script, wanted = SCRIPTS[why]
    write_files(tmp_path, {"start.sh": script, "Dockerfile": TEXT})
    assert findings_of(TEXT, "jemalloc-not-loaded", context_of(tmp_path / "Dockerfile", TEXT, {})) == wanted
