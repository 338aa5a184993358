"""A user or group by name, in an image that has no list of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.accounts import failing_accounts
from gorae.facts.lacking_users import lacks_user
from gorae.facts.scripts import script
from gorae.facts.users import ACCOUNT_MAKERS, known_users, made_users, works_as_root
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.lines import line_above, moved
from gorae.source import Edit, Span
from gorae.source.near_words import near_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node

_ORDINARY = "65532"  # `nonroot` of distroless images
_ROOT = "0"
_LISTS = ("passwd", "group")
_FILLS = frozenset(("COPY", "ADD", "WORKDIR", "RUN"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report the name in USER, --chown or a command that no /etc/passwd lists: there is none (scratch), or nobody added it."""
    yield from _nowhere_made(stage)
    if not stage.root.is_scratch or any(_brings_names(one) for parent in stage.chain[1:] for one in parent.nodes):
        return
    is_empty = not any(one.name in _FILLS for parent in stage.chain[1:] for one in parent.nodes)
    for node in stage.nodes:
        if _brings_names(node):
            return
        was_empty, is_empty = is_empty, is_empty and node.name not in _FILLS
        span = _owner(node)
        if span is None:
            continue
        owner = node.instruction.slice(span)
        names = owner.strip("\"'").split(":")
        if all(name.isdecimal() or "$" in name or (name == "root" and node.name != "USER") for name in names):
            continue  # `--chown=root` is 0 to BuildKit, with no list asked
        numbers = ":".join(_number(name) for name in names)
        repair = fix(Edit(node.to_document(span), numbers), safe=False)
        is_refused = was_empty and node.name != "USER"  # there is no file system yet in which to look the name up
        yield found(
            node.to_document(span),
            repair,
            variant="nothing-yet" if is_refused else "",
            severity=None if is_refused else "warning",
            name=owner,
            numbers=numbers,
        )


def _nowhere_made(stage: Stage) -> Iterator[Finding]:
    if stage.root.is_scratch or stage.root.reference is None:
        return
    reported: set[str] = set()
    for node in stage.nodes:
        span = _owner(node)
        if span is None:
            continue
        owner = node.instruction.slice(span).strip("\"'")
        name, _, group = owner.partition(":")
        unknown = next(
            (
                one
                for one, is_group in ((name, False), (group, True))
                if one and not one.isdecimal() and "$" not in owner and lacks_user(stage, node, one, group=is_group)
            ),
            None,
        )
        if unknown is None or unknown in reported:
            continue
        reported.add(unknown)
        place = node.to_document(span)
        at_build = "" if node.name == "USER" else "-copy"
        below = next((one for one in made_users(stage) if one.name == unknown and one.node.index > node.index), None)
        if below is not None:
            yield found(
                place,
                _moved_up(stage, node, below.node),
                variant=f"made-below{at_build}",
                severity=None if node.name == "USER" else "warning",
                related=[below.node.keyword],
                name=unknown,
            )
            continue
        near = near_words(unknown, sorted(known_users(stage, node.index)), cutoff=0.75)
        repair: Fix | None
        if near and unknown == name:
            repair = fix(Edit(place, owner.replace(unknown, near[0])), safe=False, variant="near", near=near[0])
        else:
            first = next(
                (one.node for one in failing_accounts(stage) if one.kind == "missing" and one.word == unknown), node
            )
            repair = _made(stage, min(first, node, key=lambda one: one.index), name, group)
        yield found(
            place,
            repair,
            variant=f"made-nowhere{at_build}",
            severity=None if node.name == "USER" else "warning",
            name=unknown,
        )
    for one in failing_accounts(stage):
        if one.kind == "missing" and one.word not in reported:
            reported.add(one.word)
            yield found(one.span, variant="made-nowhere-run", name=one.word, program=one.owner)


def _moved_up(stage: Stage, node: Node, maker: Node) -> Fix | None:
    """The RUN that makes the user, above the instruction that names it; None where it does more than make users."""
    commands = script(maker.instruction, stage.scope_of(maker)).commands
    is_pure = all(one.kind == "simple" and one.effective.program in ACCOUNT_MAKERS for one in commands)
    if not is_pure or not commands or maker.instruction.flags or works_as_root(stage, node) is False:
        return None
    document = stage.document
    return fix(moved(document, [maker], document.text.start_of_line(node.start)), safe=False, variant="above")


def _made(stage: Stage, node: Node, name: str, group: str) -> Fix | None:
    """A RUN above that makes the user; None where it would not be root that runs it."""
    scope = stage.scope_of(node)
    family = stage.os_family
    if works_as_root(stage, node) is False or scope.dialect not in ("sh", "bash") or name.isdecimal():
        return None
    if family in ("debian", "ubuntu"):
        joins = f" --gid {group}" if group else ""
        makes = f"groupadd --system {group} && " if group else ""
        command = f"{makes}useradd --system{joins} --create-home --shell /usr/sbin/nologin {name}"
    elif family == "alpine":
        joins = f" -G {group}" if group else ""
        makes = f"addgroup -S {group} && " if group else ""
        command = f"{makes}adduser -S -D{joins} {name}"
    else:
        return None
    return fix(line_above(stage.document, node, "RUN", command), safe=False, variant="make", name=name)


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
    "user-name-unknown",
    find,
    aliases=(Alias("tally", "tally/named-identity-in-passwdless-stage"),),
    severity="error",
    fixes="unsafe",
)
