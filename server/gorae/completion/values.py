"""Users, ports, signals, labels, shells, and the names that ARG and ENV declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.completion import usual
from gorae.completion.model import Item
from gorae.completion.phrases import say
from gorae.facts.users import known_users, made_users
from gorae.reference import library
from gorae.stages import PLATFORM_ARGUMENTS

if TYPE_CHECKING:
    from gorae.completion.place import Place
    from gorae.source import Span
    from gorae.syntax import Instruction

_ENVIRONMENT = ("PATH", "LANG", "TZ", "NODE_ENV", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "JAVA_OPTS",
                "GOFLAGS", "CGO_ENABLED", "DEBIAN_FRONTEND", "PIP_NO_CACHE_DIR", "HF_HOME")  # fmt: skip
_SHELLS = (
    '["/bin/bash", "-o", "pipefail", "-c"]', '["/bin/ash", "-eo", "pipefail", "-c"]', '["/bin/sh", "-c"]',
    '["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]', '["pwsh", "-Command"]', '["cmd", "/S", "/C"]',
)  # fmt: skip


_OF_WINDOWS = ("powershell", "pwsh", "cmd")
# Those that most cross builds need come first.
_PLATFORM_FIRST = ("TARGETARCH", "TARGETOS", "TARGETPLATFORM", "TARGETVARIANT", "BUILDPLATFORM")


def users(place: Place, written: Instruction, before: int) -> list[Item]:
    """The users that are known in the stage."""
    if before or ":" in place.typed(place.word()):
        return []
    found = []
    stage = place.stage
    made = made_users(stage, before=place.index) if stage is not None else ()
    lines = {one.name: place.document.line_number(one.node) for one in made}
    for number, name in enumerate(known_users(stage, before=place.index)):
        known = library.entry("users", name, place.language)
        note = known.text if known is not None else ""
        if name in lines:
            note = say("made", place.language, line=lines[name])
        found.append(Item(name, "user", name, place.word(), sort=f"{number:02}", filter=name, note=note))
    del written
    return found


def ports(place: Place, written: Instruction, before: int) -> list[Item]:
    """The ports of the compose file that builds this Dockerfile, then those that are known."""
    del before
    span = place.word("/")
    if place.text[span.start - 1] == "/":
        protocols = enumerate(("tcp", "udp", "sctp"))
        return [Item(name, "enum-member", name, span, sort=str(number), filter=name) for number, name in protocols]
    others = (word for word in written.words if word.span.start + place.start != span.start)
    there = {word.value.partition("/")[0] for word in others}
    callers = place.context.callers if place.context is not None else ()
    own = [port for caller in callers for port in caller.ports]
    found = []
    for number, port in enumerate(dict.fromkeys(own)):
        found.append(
            Item(port, "value", port, span, detail=say("compose", place.language), sort=f"0{number:02}", filter=port)
        )
    first = usual.ports(place)
    found += [
        Item(port, "value", port, span, detail=row.value, sort=_port_order(port, first), filter=port, note=row.text)
        for row in library.rows("tables", "ports", place.language, "row")
        for port in row.names
        if port not in own and port not in there and port.isdecimal()
    ]
    return found


def _port_order(port: str, first: dict[str, int]) -> str:
    return f"1{first[port]:02}" if port in first else f"2{int(port):05}"


def signals(place: Place, written: Instruction, before: int) -> list[Item]:
    """Signals by their full names."""
    del written
    span = place.word()
    rows = library.rows("tables", "signals", place.language, "row")
    return [
        Item(
            name,
            "enum-member",
            name,
            span,
            sort="99" if name == "SIGKILL" else f"{number:02}",
            filter=name,
            note=row.text,
        )
        for number, row in enumerate(rows)
        for name in row.names
        if name.startswith("SIG") and not before
    ]


def _is_value(place: Place, written: Instruction, before: int, span: Span) -> bool:
    """Whether a value is typed: behind `=`, behind a blank within quotes, or in `ENV NAME value`."""
    if place.text[span.start - 1] == "=" or (before > 0 and "=" not in written.words[0].text):
        return True
    return any(
        word.span.start < span.start - place.start < word.span.end and "=" in word.text for word in written.words
    )


def labels(place: Place, written: Instruction, before: int) -> list[Item]:
    """The keys that the OCI image specification defines."""
    span = place.word("=")
    if _is_value(place, written, before, span):
        return []
    there = {pair.key.value for pair in written.pairs if not pair.key.span.holds(place.offset - place.start)}
    closed = place.text[span.end : span.end + 1] == "="
    found = []
    for number, row in enumerate(library.rows("tables", "labels", place.language, "row")):
        for name in row.names:
            if name in there or not name.startswith("org.opencontainers."):
                continue
            insert = name if closed else f'{name}=""'
            snippet = "" if closed else f'{name}="${{1:{row.value or "value"}}}"'
            found.append(
                Item(name, "property", insert, span, snippet=snippet, sort=f"{number:02}", filter=name, note=row.text)
            )
    return found


def shells(place: Place, written: Instruction, before: int) -> list[Item]:
    """Whole SHELL lines."""
    if before or written.words:
        return []
    span = place.word()
    scope = place.scope
    windows = scope is not None and scope.os_family == "windows"
    alpine = scope is not None and scope.os_family == "alpine"
    rows = sorted(
        enumerate(_SHELLS),
        key=lambda row: (
            (any(one in row[1] for one in _OF_WINDOWS)) != windows,
            ("/bin/ash" in row[1]) != alpine,
            row[0],
        ),
    )
    return [
        Item(text, "snippet", text, span, sort=f"{n}", filter=text, page="instructions/shell")
        for n, (_, text) in enumerate(rows)
    ]


def arguments(place: Place, written: Instruction, before: int) -> list[Item]:
    """In a stage the arguments from above FROM and the platform's; above FROM nothing is known."""
    if before or "=" in place.typed(place.word()) or place.stage is None:
        return []
    del written
    span = place.word("=")
    found = []
    for name, value in place.build.global_arguments.items():
        if value.origin != "platform":
            detail = say("global-arg", place.language, value=value.value or "")
            found.append(Item(name, "variable", name, span, detail=detail, sort="0" + name, filter=name))
    for number, name in enumerate(dict.fromkeys((*_PLATFORM_FIRST, *PLATFORM_ARGUMENTS))):
        known = library.entry("variables", name, place.language)
        note = known.text if known is not None else ""
        found.append(Item(name, "variable", name, span, sort=f"1{number:02}", filter=name, note=note))
    return found


def environment(place: Place, written: Instruction, before: int) -> list[Item]:
    """Variables that many programs read."""
    span = place.word("=")
    if _is_value(place, written, before, span):
        return []
    closed = place.text[span.end : span.end + 1] == "="
    found = []
    for number, name in enumerate(dict.fromkeys((*usual.variables(place), *_ENVIRONMENT))):
        known = library.entry("variables", name, place.language)
        note = known.text if known is not None else ""
        insert = name if closed else f"{name}="
        found.append(Item(name, "variable", insert, span, sort=f"{number:02}", filter=name, note=note))
    return found


def healthcheck(place: Place) -> list[Item]:
    """CMD and NONE."""
    span = place.word()
    return [
        Item("CMD", "keyword", "CMD ", span, detail=say("check-cmd", place.language), sort="0", filter="CMD", page="instructions/healthcheck"),
        Item("NONE", "keyword", "NONE", span, detail=say("check-none", place.language), sort="1", filter="NONE", page="instructions/healthcheck"),
    ]  # fmt: skip
