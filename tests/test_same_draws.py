"""Property tests draw the same texts whatever ran before them, so that a run that passes here passes everywhere."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent

DRAWS = """
import sys
sys.path.insert(0, {tests!r})
import conftest
{imports}
from hypothesis import given, strategies as st

seen = []

@given(st.integers(0, 1_000_000), st.text(max_size=8))
def draw(number, text):
    seen.append((number, text))

draw()
print(ascii(seen))
"""


def _drawn(tmp_path: Path, imports: str) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "GORAE_FUZZ"}
    program = tmp_path / "draws.py"
    program.write_text(DRAWS.format(tests=str(TESTS), imports=imports), encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(program)], env=environment, cwd=TESTS.parent, capture_output=True, text=True, check=True
    ).stdout


def test_what_is_imported_before_changes_no_draw(tmp_path: Path):
    alone = _drawn(tmp_path, "")
    assert len(ast.literal_eval(alone)) == 100
    assert _drawn(tmp_path, "import proof.promises, gorae.lint.engine, gorae.lsp.endpoint") == alone
