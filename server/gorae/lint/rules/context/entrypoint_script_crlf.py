"""The script that the image starts has Windows line endings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.start_script import may_name, runs_below, start_script
from gorae.lint.fixes.run_below import run_below
from gorae.lint.model import Finding, found
from gorae.lint.rule import ContextRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.stages import Build

_CONVERTS = re.compile(r"dos2unix|fromdos|\\r|\\015|tr\s+-d")
_SHELL_SCRIPT = re.compile(rb"#!.*\b(?:ba|da|a|z|k)?sh\b")
_HEAD_BYTES = 100_000


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the script that starts, on the word that names it, where its lines end in CRLF."""
    script = start_script(build, context)
    content = context.read_bytes(script.file, _HEAD_BYTES) if script is not None else None
    if script is None or not content or b"\0" in content or b"\r\n" not in content:
        return
    first = content.split(b"\n", 1)[0]
    in_first = script.is_direct and first.startswith(b"#!") and first.endswith(b"\r")
    if not in_first and not _SHELL_SCRIPT.match(first) and not script.file.endswith(".sh"):
        return
    for node in runs_below(build, script.landing):
        text = node.instruction.text
        if _CONVERTS.search(text) and may_name(text, script.path):
            return
    repair = run_below(build, script, r"sed -i 's/\r$//'", "")
    program = first[2:].decode("utf-8", "replace").split()[:1] if in_first else []
    yield found(script.span, repair, variant="shebang" if program else "", file=script.file, program="".join(program))


RULE = ContextRule("entrypoint-script-crlf", find, severity="error", fixes="unsafe", last_only=True)
