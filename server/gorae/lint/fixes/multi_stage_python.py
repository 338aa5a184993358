"""Turns a single Python stage with compilers in it into a builder of a virtual environment and a stage without them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.compilers import SYSTEM_MANAGERS, tools
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.lint.model import Fix, fix
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.shell.packages import Call
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_VENV = "/opt/venv"
# Nothing of these is needed when the program runs; a library's `-dev` package would be, in another form.
_HEADERS = frozenset(
    ("make", "pkg-config", "pkgconf", "musl-dev", "libc-dev", "libc6-dev", "linux-headers", "python3-dev")
)
_MANIFEST = re.compile(r"(?:.*/)?(?:requirements[\w.-]*|constraints[\w.-]*)\.(?:txt|in)")
_ELSEWHERE = ("--user", "--target", "-t", "--prefix", "--root", "-e", "--editable", "--break-system-packages")
_HELPERS = frozenset(("rm", "set", "apt-get", "apt", "apk", "pip", "pip3", "python", "python3", "true", "echo"))
_BEFORE = frozenset(("RUN", "COPY", "ENV", "WORKDIR", "LABEL"))


def converted_python(build: Build, stage: Stage) -> Fix | None:
    """The fix; None where the image needs more of what is installed than pip's packages."""
    reference = stage.reference
    pips = [node for node in stage.instructions("RUN") if any(call.manager == "pip" for call in _calls(stage, node))]
    if reference is None or reference.official_name != "python" or stage.name or len(build.stages) != 1 or not pips:
        return None
    last = pips[-1]
    head = [node for node in stage.nodes[1:] if node.index <= last.index]
    tail = [node for node in stage.nodes if node.index > last.index]
    if any(node.name not in _BEFORE for node in head) or stage.os_family == "windows":
        return None
    if not all(_is_plain(stage, node) for node in head if node.name == "RUN"):
        return None
    if any(tools(call) for node in tail for call in _calls(stage, node)) or not tail:
        return None
    kept = _kept(head)
    if kept is None:
        return None
    newline, document = build.document.newline, build.document
    start = build.document.lines_with_comments(pips[0]).start
    end = build.document.lines_with_comments(last).end
    if not document.text.value[:end].endswith("\n"):
        return None
    lower = stage.from_instruction.instruction.is_lower_case
    venv = [f"RUN python -m venv {_VENV}", f"ENV PATH={_VENV}/bin:$PATH"]
    final = [f"FROM {stage.image}", *kept, venv[1], f"COPY --from=builder {_VENV} {_VENV}"]
    copies = [node.instruction.text for node in head if node.name == "COPY" and not _is_manifest(node)]
    final += copies
    if lower:
        venv, final = ([re.sub(r"^[A-Z]+", lambda m: m[0].lower(), line) for line in group] for group in (venv, final))
    image = stage.image_span.end
    edits = [
        Edit(Span(image, image), " as builder" if lower else " AS builder"),
        Edit(Span(start, start), "".join(line + newline for line in venv)),
        Edit(Span(end, end), newline + "".join(line + newline for line in final)),
    ]
    return fix(edits, safe=False, image=stage.image)


def _calls(stage: Stage, node: Node) -> tuple[Call, ...]:
    return calls_of(node.instruction, stage.scope_of(node)) if node.name == "RUN" else ()


def _is_plain(stage: Stage, node: Node) -> bool:
    """Whether a RUN installs build tools, or packages with pip, and does nothing else."""
    if node.instruction.form != "shell" or node.instruction.heredocs:
        return False
    commands = script(node.instruction, stage.scope_of(node)).commands
    if any(one.effective.program not in _HELPERS or one.effective.wrappers for one in commands):
        return False
    for call in _calls(stage, node):
        if call.manager == "pip" and (call.action not in ("install", "clean") or call.has_flag(*_ELSEWHERE)):
            return False
        if call.manager in SYSTEM_MANAGERS and call.action == "install":
            spans = set(tools(call))
            if any(one.span not in spans and one.name not in _HEADERS for one in call.packages):
                return False
    return True


def _is_manifest(node: Node) -> bool:
    return all(_MANIFEST.fullmatch(word.value) for word in node.instruction.words[:-1])


def _kept(head: list[Node]) -> list[str] | None:
    """The lines that the final stage needs as well; None where one cannot be repeated as it is."""
    kept = []
    for node in head:
        if node.name in ("ENV", "WORKDIR", "LABEL"):
            if node.instruction.variables or node.instruction.comments:
                return None
            kept.append(node.instruction.text)
        elif node.name == "COPY" and (
            node.instruction.heredocs or node.instruction.comments or node.instruction.variables
        ):
            return None
    return kept
