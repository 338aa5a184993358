"""The image starts a file that nobody may execute."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.start_script import may_name, runs_below, start_script
from gorae.facts.users import final_user, is_root
from gorae.lint.fixes.run_below import run_below
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import ContextRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.start_script import StartScript
    from gorae.stages import Build

_CHANGES = re.compile(r"\bchmod\b|\binstall\b.*\s-\w*m|\bsetfacl\b|\b(?:cp|mv)\b")
_OCTAL = re.compile(r"0*[0-7]{3}")
_LETS_EXECUTE = re.compile(r"[0-7]*[1357][0-7]{0,2}|.*?[+=][rwXst]*x.*", re.DOTALL)


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the file that starts, on the word that names it, where nothing makes it executable."""
    script = start_script(build, context)
    if script is None or not script.is_direct:
        return
    chmod = script.landing.node.instruction.flag("chmod")
    alone = _is_roots_alone(build, script)
    if chmod is None and context.is_executable(script.file):
        return
    if (
        not alone
        and chmod is not None
        and (chmod.value is None or "$" in chmod.value or _LETS_EXECUTE.fullmatch(chmod.value))
    ):
        return
    for node in runs_below(build, script.landing):
        text = node.instruction.text
        if _CHANGES.search(text) and may_name(text, script.path):
            return
    variant = "owner" if alone else ""
    yield found(script.span, _fix(build, script), variant=variant, path=script.path, file=script.file)


def _is_roots_alone(build: Build, script: StartScript) -> bool:
    """Whether COPY gives the file to root, with a mode that lets nobody else read and execute it, and another user starts it."""
    copy = script.landing.node.instruction
    mode, end = copy.flag("chmod"), final_user(build)
    if mode is None or copy.flag("chown") is not None or not _OCTAL.fullmatch(mode.value or ""):
        return False
    if end is None or end.user is None or is_root(end.user) or end.node is None:
        return False
    is_in_group = ":" in end.node.instruction.words[0].value  # `1001:0` goes by the group's rights
    return not is_in_group and int((mode.value or "")[-1]) & 5 != 5


def _fix(build: Build, script: StartScript) -> Fix | None:
    """`--chmod=755` where the COPY brings this file alone."""
    node = script.landing.node
    instruction = node.instruction
    chmod = instruction.flag("chmod")
    if len(instruction.words) != 2:
        return None
    if script.landing.source.removeprefix("./").lstrip("/") != script.file:
        return run_below(build, script, "chmod +x", "run")  # a folder of many files
    if chmod is not None and chmod.value_span is not None:
        return fix(Edit(node.to_document(chmod.value_span), "755"), safe=False, file=script.file)
    end = node.keyword.end
    return fix(Edit(Span(end, end), " --chmod=755"), safe=False, file=script.file)


RULE = ContextRule("entrypoint-script-not-executable", find, severity="error", fixes="unsafe", last_only=True)
