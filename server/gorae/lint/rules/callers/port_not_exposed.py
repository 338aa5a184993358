"""A container port that the image does not listen on, as far as its EXPOSE tells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gorae.facts.ports import listener_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import CallerRule
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.caller_file import CallerFile
    from gorae.stages import Stage

# Images of languages and distributions expose nothing by themselves: what their Dockerfile says is all.
_BARE = frozenset(
    ("alpine", "amazoncorretto", "amazonlinux", "bun", "busybox", "debian", "eclipse-temurin", "fedora", "golang", "gradle", "maven",
     "node", "openjdk", "php", "python", "ruby", "rust", "ubuntu", "deno", "elixir", "erlang", "perl", "pypy", "swift")
)  # fmt: skip

# Where debuggers wait: Node.js, Java, Python, Go, Ruby, .NET, PHP. Nobody exposes them in an image.
_DEBUGGERS = frozenset(
    ("9229", "9230", "9231", "5005", "5678", "2345", "40000", "1234", "12345", "4024", "4022", "9003")
)


def find(file: CallerFile) -> Iterator[Finding]:
    """Report the port, where the image exposes other ports and is not known to listen on this one.

    A stage that several services are built from, each with a program of its own, lists some port for all of them.
    """
    built = Counter(
        (request.caller.dockerfile, request.stage.index)
        for request in file.requests
        if request.service is not None and request.stage is not None
    )
    for request in file.requests:
        stage = request.stage
        if stage is None or request.service is None or built[request.caller.dockerfile, stage.index] > 1:
            continue
        exposed = _exposed(stage)
        heard = listener_of(stage)
        if not exposed or (heard is not None and request.service.command is None and str(heard.port) not in exposed):
            continue
        if request.service.command is not None or request.service.entrypoint is not None:
            continue  # another program may listen elsewhere
        given = {one.name.value for one in request.service.environment}
        if given & {"PORT", "SERVER_PORT"}:
            continue
        if any(port.known and port.value in exposed for port in request.service.ports):
            continue  # the program's own port is among them: the others are a second server's, which nobody exposes
        for port in request.service.ports:
            if port.known and port.value not in (*exposed, *_DEBUGGERS) and file.has(port):
                text = port.span.of(file.text)
                right = exposed[0]
                edit = None
                if len(exposed) == 1 and text.endswith(f":{port.value}"):
                    edit = fix(Edit(port.span, text[: -len(port.value)] + right), safe=False, right=right)
                yield found(port.span, edit, port=port.value, ports=", ".join(f"`{one}`" for one in exposed))


def _exposed(stage: Stage) -> tuple[str, ...]:
    """The ports that the image exposes; none where one of them, or what the base image exposes, is not known."""
    root = stage.root
    if not root.is_scratch and (root.reference is None or root.reference.familiar.rpartition("/")[2] not in _BARE):
        return ()
    found: list[str] = []
    for one in stage.chain:
        for node in one.instructions("EXPOSE"):
            for word in node.instruction.words:
                port = word.value.partition("/")[0]
                if not port.isdecimal():
                    return ()
                found.append(port)
    return tuple(dict.fromkeys(found))


RULE = CallerRule("port-not-exposed", find, severity="information", fixes="unsafe")
