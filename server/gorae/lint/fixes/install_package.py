"""Has a package installed: with others where the stage installs some already, else by a RUN of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.image import NEEDED
from gorae.facts.package_lists import apt_lists
from gorae.facts.packages import runs
from gorae.facts.system_python import is_guarded
from gorae.facts.users import works_as_root
from gorae.lint.model import Fix, fix
from gorae.rewrites.lines import line_above
from gorae.shell.packages import APT
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from gorae.facts.image import Image
    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node

_PIP = frozenset(("py3-pip", "python3-pip"))
_SYSTEMS = ("alpine", "debian", "ubuntu")


def install(stage: Stage, before: Node, image: Image, package: str) -> Fix | None:
    """The fix that installs a package (or several, apart by blanks) at or above an instruction; None where nobody there may, or nothing is known."""
    if not _PIP.isdisjoint(package.split()) and image.system is not None and is_guarded(image.system):
        return None  # the next thing that fails would be what pip installs
    if image.system is not None and image.system.name not in _SYSTEMS:
        return None  # what the package is called there, and who installs it, is not known
    is_apk = image.apk is not None
    if image.packages is not None:
        # Without recommended packages a compiler has no headers, and nothing is fetched over https.
        more = dict.fromkeys(NEEDED[name] for name in package.split() if name in NEEDED)
        package = " ".join([package, *(name for name in more if name not in image.packages)])
    managers = frozenset(("apk",)) if is_apk else APT
    lists = {one.node.index: one for one in apt_lists(stage)}
    for node, _, calls in reversed(list(runs(stage))):
        if node.index > before.index or node.instruction.form != "shell":
            continue
        for call in reversed(calls):
            if (
                call.manager in managers
                and call.action == "install"
                and call.packages
                and not call.option_values("-t", "--virtual")
                and (is_apk or lists[node.index].may_be_there_at(call.head.start))
            ):
                there = {one.name for one in call.packages}
                wanted = " ".join(name for name in package.split() if name not in there)
                if not wanted:
                    return None  # it is installed there, and taken away again
                edit = added(node, call, wanted)
                if edit is not None:
                    return fix(edit, safe=False, variant="install", package=package)
    return _own_run(stage, before, package, is_apk=is_apk)


def added(node: Node, call: Call, package: str) -> Edit | None:
    """The edit that puts a package behind the call's last one, on a line of its own where the others stand so."""
    last = call.packages[-1].word
    if not last.static and "\n" in last.text:
        return None
    text = node.instruction.text
    end = last.span.end
    line = text.rfind("\n", 0, last.span.start) + 1
    indent = text[line : last.span.start]
    if line and not indent.strip() and len(call.packages) > 1:
        newline = "\r\n" if text[:line].endswith("\r\n") else "\n"
        lines = "".join(f" {node.instruction.escape}{newline}{indent}{one}" for one in package.split())
        return Edit(Span(end, end), lines).shift(node.start)
    return Edit(Span(end, end), f" {package}").shift(node.start)


def _own_run(stage: Stage, before: Node, package: str, *, is_apk: bool) -> Fix | None:
    scope = stage.scope_of(before)
    if works_as_root(stage, before) is False or scope.dialect not in ("sh", "bash"):
        return None
    if is_apk:
        lines = [f"apk add --no-cache {package}"]
    else:
        escape = stage.document.escape
        lines = [
            f"apt-get update {escape}",
            f"    && apt-get install -y --no-install-recommends {package} {escape}",
            "    && rm -rf /var/lib/apt/lists/*",
        ]
    edit = line_above(stage.document, before, "RUN", *lines)
    return fix(edit, safe=False, variant="install", package=package)
