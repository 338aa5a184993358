"""A flag that the file's own frontend does not know yet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.context import is_containerfile
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.lint.rule import Inputs
    from gorae.stages import Build
    from gorae.syntax import Directive, Instruction

_DOCKERS = re.compile(r"(?:docker\.io/)?docker/dockerfile(?:-upstream)?:(?P<tag>\S+)")
_TAG = re.compile(r"(?P<major>\d+)(?:\.(?P<minor>\d+))?(?:\.\d+)?(?P<labs>-labs|-experimental)?(?:@\S*)?")


class Since(NamedTuple):
    """The frontend's version that knows something, and the one of `-labs` where that came before."""

    minor: int  # of version 1
    labs: int | None = None


# BuildKit's release notes of the frontend (tags dockerfile/1.* up to 1.29.0 of November 2026).
FLAGS = {
    ("RUN", "mount"): Since(2), ("RUN", "network"): Since(3), ("RUN", "security"): Since(20, 3), ("RUN", "device"): Since(27, 14),
    ("COPY", "chmod"): Since(2), ("ADD", "chmod"): Since(2), ("COPY", "link"): Since(4), ("ADD", "link"): Since(4),
    ("ADD", "checksum"): Since(6), ("COPY", "parents"): Since(20, 7), ("COPY", "exclude"): Since(19, 7), ("ADD", "exclude"): Since(19, 7),
    ("ADD", "unpack"): Since(17),
}  # fmt: skip
_HEREDOCS = Since(4)
# What an Engine's own frontend may not know yet, and what hardly any knows.
_OWN_MINOR, _OWN_NOWHERE = 19, 27


# What Podman's builder refuses, which reads no `# syntax` (buildah 1.39.3: "RUN only supports the --mount and --network flag").
_NOT_IN_BUILDAH = frozenset((("RUN", "security"), ("RUN", "device"), ("ADD", "unpack")))


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report each flag, and at heredocs; where the file names no frontend, at what the Engine's own may not have.

    In a Containerfile without `# syntax`, flags that Buildah has not: frontends are Docker's.
    """
    directive = next((one for one in build.document.directives if one.name == "syntax"), None)
    match = _DOCKERS.fullmatch(directive.value.split(" ")[0]) if directive is not None else None
    tag = _TAG.fullmatch(match["tag"]) if match else None
    if directive is not None and (tag is None or tag["major"] != "1"):
        return  # another frontend, `latest`, `labs`
    if directive is None and is_containerfile(inputs.context):
        for node in build.document.nodes:
            for flag in node.instruction.flags:
                if (node.instruction.name, flag.name) in _NOT_IN_BUILDAH:
                    yield found(node.to_document(flag.name_span), variant="buildah", name=f"--{flag.name}")
        return
    minor = int(tag["minor"]) if tag is not None and tag["minor"] else None
    has_labs = tag is not None and tag["labs"] is not None
    for node in build.document.nodes:
        for since, span, name in _used(node.instruction):
            if since.labs is not None and has_labs and (minor is None or minor >= since.labs):
                continue
            repair = _raised(build, directive)
            place = node.to_document(span)
            if directive is None:
                severity: Severity | None = "error" if since.minor >= _OWN_NOWHERE else None
                if since.minor > _OWN_MINOR:
                    yield found(place, repair, variant="own", severity=severity, name=name, minor=since.minor)
            elif minor is not None and minor < since.minor:
                yield found(place, repair, severity="error", name=name, minor=since.minor, written=directive.value)


def _used(instruction: Instruction) -> Iterator[tuple[Since, Span, str]]:
    for flag in instruction.flags:
        since = FLAGS.get((instruction.name, flag.name))
        if since is not None:
            yield since, flag.name_span, f"--{flag.name}"
    if instruction.heredocs:
        yield _HEREDOCS, instruction.heredocs[0].marker, instruction.slice(instruction.heredocs[0].marker)


def _raised(build: Build, directive: Directive | None) -> Fix:
    right = "docker/dockerfile:1"
    if directive is not None:
        return fix(Edit(directive.value_span, right), safe=False, right=right)
    offset = 1 if build.document.text.value.startswith("\ufeff") else 0
    line = f"# syntax={right}{build.document.newline}"
    return fix(Edit(Span(offset, offset), line), safe=False, variant="add", right=right)


RULE = FileRule("frontend-too-old", find_with=find, fixes="unsafe", reads={})
