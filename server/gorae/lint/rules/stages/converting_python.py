"""Turns a single Python stage with compilers in it into a builder of a virtual environment and a stage without them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.lines import with_comments
from gorae.lint.model import Fix, fix
from gorae.lint.rules.packages.reading import calls_of
from gorae.lint.rules.stages.building import SYSTEM_MANAGERS, tools
from gorae.lint.script import script
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.shell.packages import Call
    from gorae.stages import Build, Stage
    from gorae.syntax import Placed

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
    pips = [placed for placed in stage.all("RUN") if any(call.manager == "pip" for call in _calls(stage, placed))]
    if reference is None or reference.official_name != "python" or stage.name or len(build.stages) != 1 or not pips:
        return None
    last = pips[-1]
    head = [placed for placed in stage.placed[1:] if placed.index <= last.index]
    tail = [placed for placed in stage.placed if placed.index > last.index]
    if any(placed.name not in _BEFORE for placed in head) or stage.os_family == "windows":
        return None
    if not all(_is_plain(stage, placed) for placed in head if placed.name == "RUN"):
        return None
    if any(tools(call) for placed in tail for call in _calls(stage, placed)) or not tail:
        return None
    kept = _kept(head)
    if kept is None:
        return None
    newline, document = build.document.newline, build.document
    start = with_comments(build.document, pips[0]).start
    end = with_comments(build.document, last).end
    if not document.text.value[:end].endswith("\n"):
        return None
    lower = stage.from_.instruction.slice(stage.from_.keyword.shift(-stage.from_.start)).islower()
    venv = [f"RUN python -m venv {_VENV}", f"ENV PATH={_VENV}/bin:$PATH"]
    final = [f"FROM {stage.image}", *kept, venv[1], f"COPY --from=builder {_VENV} {_VENV}"]
    copies = [placed.instruction.text for placed in head if placed.name == "COPY" and not _is_manifest(placed)]
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


def _calls(stage: Stage, placed: Placed) -> tuple[Call, ...]:
    return calls_of(placed.instruction, stage.scope_of(placed)) if placed.name == "RUN" else ()


def _is_plain(stage: Stage, placed: Placed) -> bool:
    """Whether a RUN installs build tools, or packages with pip, and does nothing else."""
    if placed.instruction.form != "shell" or placed.instruction.heredocs:
        return False
    commands = script(placed.instruction, stage.scope_of(placed)).commands
    if any(one.effective.program not in _HELPERS or one.effective.wrappers for one in commands):
        return False
    for call in _calls(stage, placed):
        if call.manager == "pip" and (call.action not in ("install", "clean") or call.has_flag(*_ELSEWHERE)):
            return False
        if call.manager in SYSTEM_MANAGERS and call.action == "install":
            spans = set(tools(call))
            if any(one.span not in spans and one.name not in _HEADERS for one in call.packages):
                return False
    return True


def _is_manifest(placed: Placed) -> bool:
    return all(_MANIFEST.fullmatch(word.value) for word in placed.instruction.words[:-1])


def _kept(head: list[Placed]) -> list[str] | None:
    """The lines that the final stage needs as well; None where one cannot be repeated as it is."""
    kept = []
    for placed in head:
        if placed.name in ("ENV", "WORKDIR", "LABEL"):
            if placed.instruction.variables or placed.instruction.comments:
                return None
            kept.append(placed.instruction.text)
        elif placed.name == "COPY" and (
            placed.instruction.heredocs or placed.instruction.comments or placed.instruction.variables
        ):
            return None
    return kept
