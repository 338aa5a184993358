"""A variable that is another in each build, declared above the step that installs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.lines import moved
from gorae.shell.packages import MANAGERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node, Pair

_CHANGES = re.compile(
    r"BUILD_?(?:DATE|TIME|TIMESTAMP|NUMBER|NUM|NO|ID|REV|REVISION|COMMIT|SHA|HASH|REF|VERSION|TAG)"
    r"|(?:BUILD_)?(?:GIT|VCS|SCM|SOURCE|REPO|CI)_?(?:COMMIT|SHA1?|HASH|REF|REV|REVISION|DESCRIBE)(?:_(?:SHA1?|HASH|ID|DATE|SHORT))?"
    r"|COMMIT(?:_?(?:SHA1?|HASH|ID|REF|DATE))?|REVISION|SHORT_SHA|CI_[A-Z_]+|GITHUB_(?:SHA|REF|RUN_ID|RUN_NUMBER)"
    r"|(?:APP|RELEASE|IMAGE|PROJECT|SERVICE)_(?:VERSION|TAG|REVISION)|VERSION|SENTRY_RELEASE",
    re.IGNORECASE,
)
# A default that no build keeps. Any other one is a version that somebody has chosen.
_NO_DEFAULT = re.compile(
    r"|dev(?:elopment|el)?|unknown|none|n/?a|local|latest|snapshot|head|unset|undefined|null|0(?:\.0)*(?:-\w+)?|1970.*|main|master",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"\b(?:curl|wget|git\s+clone|install|add|checkout)\b"
)  # what it names is loaded: a version that was chosen
_READ_NO_VARIABLES = frozenset(
    ("chmod", "chown", "mkdir", "rm", "cp", "mv", "ln", "echo", "printf", "useradd", "adduser", "groupadd", "addgroup", "usermod",
     "sed", "tar", "curl", "wget", "set", "cd", "test", "[", "true", "touch", "update-ca-certificates", "ldconfig", "cat", "install")
)  # fmt: skip
_INSTALLS = frozenset(("install", "ci", "sync", "download", "upgrade", "restore", "fetch"))
_METADATA = frozenset(("LABEL", "ENV"))
_START = frozenset(("CMD", "ENTRYPOINT", "EXPOSE", "HEALTHCHECK", "STOPSIGNAL", "VOLUME", "USER", "LABEL"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report the name, if something is installed between the ARG and the first step that uses it."""
    for node in stage.instructions("ARG"):
        for pair in node.instruction.pairs:
            if _CHANGES.fullmatch(pair.key.value) and _NO_DEFAULT.fullmatch(pair.value.value if pair.value else ""):
                yield from _judge(stage, node, pair)


def _judge(stage: Stage, node: Node, pair: Pair) -> Iterator[Finding]:
    names = {pair.key.value}
    mentions: list[Node] = []
    behind = [one for one in stage.nodes if one.index > node.index]
    install: Node | None = None
    for one in behind:
        if one.name == "ARG" and any(other.key.value in names for other in one.instruction.pairs):
            return
        if not _says(one.instruction.text, names):
            if install is None and _installs(stage, one):
                install = one
            continue
        mentions.append(one)
        if one.name not in _METADATA:
            if "VERSION" in pair.key.value.upper() and _LOADS.search(one.instruction.text):
                return
            break
        if one.name == "ENV":
            values = [other for other in one.instruction.pairs if other.value is not None]
            names |= {other.key.value for other in values if other.value and _says(other.value.text, names)}
    if install is None or not mentions or (mentions[-1].name not in _METADATA and mentions[-1].index < install.index):
        return
    repair = _fix(stage, node, mentions, install)
    yield found(node.to_document(pair.key.span), repair, name=pair.key.value, manager=_installs(stage, install))


def _says(text: str, names: set[str]) -> bool:
    return any(name in text and re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def _installs(stage: Stage, node: Node) -> str:
    """The package manager that an instruction installs with; empty where none does."""
    calls = calls_of(node.instruction, stage.scope_of(node))
    return next((call.manager for call in calls if call.action in _INSTALLS), "")


def _may_read(stage: Stage, node: Node) -> bool:
    """Whether a RUN starts something that may read the variable without naming it."""
    if node.name != "RUN":
        return False
    commands = script(node.instruction, stage.scope_of(node)).commands
    known = _READ_NO_VARIABLES | MANAGERS
    return not commands or any(one.effective.program not in known for one in commands if one.effective.words)


def _fix(stage: Stage, node: Node, mentions: list[Node], install: Node) -> Fix | None:
    """Moves the declaration, and what only writes it into the metadata, below all that installs.

    Not past a step that uses it, or may read it unnamed; None where something installs behind that as well.
    """
    declared = [node, *(one for one in mentions if one.name in _METADATA and one.index < install.index)]
    if any(len(one.instruction.pairs) > 1 and one.name != "LABEL" for one in declared):
        return None
    rest = [one for one in stage.nodes if one.index > install.index]
    index = next((index for index, one in enumerate(rest) if one in mentions or _may_read(stage, one)), None)
    if index is None:
        index = len(rest)
        while index and rest[index - 1].name in _START:
            index -= 1
    last = mentions[-1].index if mentions[-1].name not in _METADATA else stage.nodes[-1].index
    if any(_installs(stage, one) for one in rest[index:] if one.index < last and one not in mentions):
        return None
    if index < len(rest):
        offset = stage.document.lines_with_comments(rest[index]).start
    else:
        offset = stage.document.lines_with_comments(stage.nodes[-1]).end
    edits = moved(stage.document, declared, offset)
    return fix(edits, safe=False, name=node.instruction.pairs[0].key.value)


RULE = StageRule("arg-before-cache", find, severity="information", fixes="unsafe", report="once_per_stage")
