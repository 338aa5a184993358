"""A user or group by name, in an image that has no list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node

_ORDINARY = "65532"  # `nonroot` of distroless images
_ROOT = "0"
_LISTS = ("passwd", "group")


def find(stage: Stage) -> Iterator[Finding]:
    """In stages that begin with scratch, at the name in USER or --chown, up to where /etc may have come in."""
    if not stage.root.is_scratch or any(_brings_names(one) for parent in stage.chain[1:] for one in parent.nodes):
        return
    for node in stage.nodes:
        if _brings_names(node):
            return
        span = _owner(node)
        if span is None:
            continue
        owner = node.instruction.slice(span)
        names = owner.strip("\"'").split(":")
        if all(name.isdecimal() or "$" in name for name in names):
            continue
        numbers = ":".join(_number(name) for name in names)
        edit = Edit(node.to_document(span), numbers)
        yield found(node.to_document(span), fix(edit, safe=False), name=owner, numbers=numbers)


def _brings_names(node: Node) -> bool:
    """Whether /etc/passwd may come with it: an archive or folder unpacked at the top, a program, the file itself."""
    instruction = node.instruction
    if node.name in {"RUN", "SHELL", "ONBUILD"}:
        return True
    if node.name not in {"COPY", "ADD"} or not instruction.words:
        return False
    target = instruction.words[-1].value.rstrip("/")
    sources = [word.value.rstrip("/").rsplit("/", 1)[-1] for word in instruction.words[:-1]]
    if target in {"/etc", "/etc/passwd", "/etc/group"} or any(name in _LISTS or name == "etc" for name in sources):
        return True
    # Onto the top, anything but a plain file may bring a folder `etc` along.
    return target in {"", ".", "/."} and (node.name == "ADD" or any("." not in name for name in sources))


def _owner(node: Node) -> Span | None:
    instruction = node.instruction
    if node.name == "USER" and len(instruction.words) == 1:
        return instruction.words[0].span
    flag = instruction.flag("chown") if node.name in {"COPY", "ADD"} else None
    return flag.value_span if flag is not None else None


def _number(name: str) -> str:
    if name.isdecimal() or "$" in name:
        return name
    return _ROOT if name == "root" else _ORDINARY


RULE = StageRule(
    "user-name-unknown", find, aliases=(Alias("tally", "tally/named-identity-in-passwdless-stage"),), fixes="unsafe"
)
