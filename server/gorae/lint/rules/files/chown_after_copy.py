"""A later RUN changes owner or mode of what COPY brought: the files are in the image twice."""

from __future__ import annotations

import itertools
import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.copies import SYSTEM_FOLDERS, landings
from gorae.facts.image_paths import in_shell
from gorae.facts.scripts import script
from gorae.facts.small_copies import brings_little
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import ELSEWHERE, Alias, FileRule
from gorae.rewrites.edit_command import cut
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gorae.context import BuildContext
    from gorae.lint.rule import Inputs
    from gorae.shell import Command
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

    _Place = Callable[[str], str | None]  # a path that a command of the RUN names, from the image's root

_FLAGS = {"chown": "chown", "chmod": "chmod"}
_OCTAL = re.compile(r"[0-7]{3,4}")
_RUNNABLE = frozenset(("+x", "a+x", "ugo+x", "u+x", "+rx", "a+rx"))
_USUAL_OF_FOLDERS = frozenset(("755", "0755", "0:0", "root:root", "0:root", "root:0", "root:0"))
_OWNER = re.compile(r"[A-Za-z0-9_][\w.-]*(?::[A-Za-z0-9_][\w.-]*)?")
_PATTERN = re.compile(r"[*?\[{]")
# What may stand between COPY and RUN without a say in who owns what.
_BETWEEN = frozenset(("COPY", "ADD", "ENV", "ARG", "LABEL", "EXPOSE", "VOLUME", "STOPSIGNAL", "HEALTHCHECK"))


class Copied(NamedTuple):
    """What one COPY or ADD brings."""

    node: Node
    target: str
    files: tuple[str, ...]  # the path of each source in the image; () where one is not known


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report each chown and chmod of copied files, in stages whose layers reach the image.

    A small script is reported to those who select the rule: it costs some kilobytes. A file that the same
    RUN rewrites is stored again anyway.
    """
    for stage in build.stages:
        if stage.reaches_image:
            yield from _in_stage(build, stage, inputs.context)


def _in_stage(build: Build, stage: Stage, context: BuildContext | None) -> Iterator[Finding]:
    brought = _brought(stage)
    text = build.document.text.value
    for node in stage.instructions("RUN") if brought else ():
        scope, place = stage.scope_of(node), partial(in_shell, stage, node)
        commands = script(node.instruction, scope).commands
        if not any(command.effective.program in _FLAGS for command in commands):
            continue
        before = [one for one in brought if one.node.index < node.index]
        for command in commands:
            if command.effective.program in ("rm", "mv"):
                before = [one for one in before if not _takes_away(command, one, place)]
            effective = command.effective
            operands = effective.operands({"--reference", "--from"})
            if effective.program not in _FLAGS or len(operands) < 2 or effective.has_flag("--reference"):
                continue
            paths = [place(word.value) for word in operands[1:]]
            deep = effective.has_flag("-R", "--recursive")
            same = [one for one in before if any(_meets(path, one, text, deep=deep) for path in paths)]
            if _is_rewritten(commands, command, paths, place):
                continue
            later = [
                other for other in commands if other.span.start > command.span.start and other.effective.program == "rm"
            ]
            if same and not all(any(_takes_away(other, one, place) for other in later) for one in same):
                is_shared = deep and (len(same) > 1 or _is_named_before(stage, same[-1]))
                change = (
                    None
                    if is_shared
                    else _fix(
                        build, stage, node, command=command, one=same[-1], mode=operands[0].text, paths=paths, deep=deep
                    )
                )
                yield found(
                    node.to_document(Span(effective.span.start, operands[-1].span.end)),
                    change,
                    opt_in=not deep and all(brings_little(one.node, context) for one in same),
                    command=effective.program,
                    instruction=same[-1].node.name,
                )


def _is_rewritten(commands: Sequence[Command], until: Command, paths: Sequence[str | None], place: _Place) -> bool:
    """Whether an earlier command of the RUN rewrites all these files: `sed -i`, `dos2unix`."""
    rewritten: set[str | None] = set()
    for command in commands:
        if command is until:
            break
        effective = command.effective
        if effective.program in ("dos2unix", "unix2dos") or (
            effective.program == "sed" and effective.has_flag("-i", "--in-place")
        ):
            rewritten |= {place(word.value) for word in effective.operands()}
    return bool(rewritten) and all(path in rewritten for path in paths)


def _brought(stage: Stage) -> list[Copied]:
    if stage.os_family == "windows":
        return []
    groups = itertools.groupby(landings(stage), key=lambda landing: landing.node)
    found = []
    for node, rows in groups:
        group = list(rows)
        if not all(word.is_static for word in node.instruction.words):
            continue  # a variable that nobody sets may be set by whoever builds
        paths = [landing.path for landing in group]
        known = tuple(path for path in paths if path is not None)
        found.append(Copied(node, group[0].target, known if len(known) == len(paths) else ()))
    return found


def _meets(path: str | None, one: Copied, text: str, *, deep: bool) -> bool:
    if path is None or path == "/":
        return False
    if not deep:  # of a folder it changes the folder alone, which makes no copy of the files
        return path in one.files and f"{path}/" not in text
    return any(other == path or other.startswith(f"{path}/") for other in (one.target, *one.files))


def _takes_away(command: Command, one: Copied, place: _Place) -> bool:
    """Whether `rm`, or `mv` of it, leaves nothing of what was copied."""
    operands = command.effective.operands()
    paths = [place(word.value) for word in (operands[:-1] if command.effective.program == "mv" else operands)]
    names = one.files or (one.target,)
    return all(any(path and (name == path or name.startswith(f"{path}/")) for path in paths) for name in names)


def _fix(
    build: Build, stage: Stage, node: Node, command: Command, one: Copied, mode: str,
    paths: Sequence[str | None], *, deep: bool,
) -> Fix | None:  # fmt: skip
    """The flag on COPY, the command taken out; None where something between the two, or in the RUN, may matter."""
    between = [other.name for other in stage.nodes if one.node.index < other.index < node.index]
    flag = _FLAGS[command.effective.program]
    if not _BETWEEN.issuperset(between) or one.node.instruction.flag(flag) or command.effective.wrappers:
        return None
    value = mode if (_OCTAL if flag == "chmod" else _OWNER).fullmatch(mode) else "755" if mode in _RUNNABLE else None
    aims = {one.target} if deep else set(one.files)
    if value is None or (flag == "chown" and mode in _RUNNABLE) or not one.files or set(paths) != aims:
        return None
    away = _away(build, stage, node, command)
    if away is None:
        return None
    if (not deep and not _are_files(one)) or (deep and _is_there(stage, one.node, one.target)):
        return None  # all files of a folder would change; or not the folder, which is there before them
    if flag == "chown" and ":" not in value:
        value += ":0"  # the group stays root's, as with the command; by a name alone COPY takes the user's group
    # The Engine gives the mode and the owner to the folders as well that COPY makes on the way.
    makes = not all(_is_there(stage, one.node, posixpath.dirname(path)) for path in one.files)
    if makes and flag == "chmod" and not _lets_in(value):
        return None
    end = one.node.keyword.end
    # With `-R` the folder itself, and what it held before, would change as well; a mode like +x adds to what was there.
    is_sure = not deep and value in (mode, f"{mode}:0") and not (makes and value not in _USUAL_OF_FOLDERS)
    return fix([Edit(Span(end, end), f" --{flag}={value}"), away], safe=is_sure, flag=f"--{flag}={value}")


def _is_named_before(stage: Stage, one: Copied) -> bool:
    """Whether something may lie in the folder already, which `-R` changes as well: an earlier instruction names it."""
    folder = one.target.rstrip("/")
    above: Stage | None = stage
    while above is not None:
        nodes = above.nodes if above is not stage else [node for node in above.nodes if node.index < one.node.index]
        if any(folder in node.instruction.text for node in nodes if node.name in ("RUN", "COPY", "ADD", "WORKDIR")):
            return True
        above = above.parent
    return False


def _is_there(stage: Stage, node: Node, folder: str) -> bool:
    """Whether a folder is there before COPY for sure: every image has it, or WORKDIR has made it."""
    if folder in SYSTEM_FOLDERS and not stage.root.is_scratch:
        return True
    workdir = stage.scope_of(node).workdir
    return workdir is not None and (workdir == folder or workdir.startswith(folder.rstrip("/") + "/"))


def _lets_in(mode: str) -> bool:
    """Whether all who may read may enter a folder of that mode."""
    return all(int(digit) & 1 for digit in mode[-3:] if int(digit) & 4)


def _are_files(one: Copied) -> bool:
    sources = [word.value for word in one.node.instruction.words[:-1]]
    in_bin = all(posixpath.basename(posixpath.dirname(path)) in ("bin", "sbin") for path in one.files)
    return in_bin or all(posixpath.splitext(source)[1] or source.startswith("<<") for source in sources)


def _away(build: Build, stage: Stage, node: Node, command: Command) -> Edit | None:
    scope, place = stage.scope_of(node), partial(in_shell, stage, node)
    read = script(node.instruction, scope)
    if node.instruction.flags or node.instruction.comments or command.redirections:
        return None
    if len(read.commands) == 1 and not read.compounds:
        return Edit(build.document.lines_of(node), "")
    if node.instruction.form != "shell" or command.element is None:
        return None
    earlier = itertools.takewhile(lambda element: element is not command.element, read.chain)
    if not all(
        any(element is one.element and _is_apart(one, command, place) for one in read.commands) for element in earlier
    ):
        return None
    edit = cut(node.instruction, scope, command)
    return edit.shift(node.start) if edit is not None else None


def _is_apart(earlier: Command, command: Command, place: _Place) -> bool:
    """Whether an earlier chown or chmod of the RUN leaves alone what the command changes, whichever of them comes first."""
    if earlier.effective.program not in _FLAGS or earlier.effective.has_flag("-R", "--recursive"):
        return False
    before, after = ({place(word.value) for word in one.effective.operands()[1:]} for one in (earlier, command))
    return not before & after and all(path is not None and not _PATTERN.search(path) for path in before)


RULE = FileRule(
    "chown-after-copy",
    find_with=find,
    aliases=(Alias("tally", "tally/prefer-copy-chmod"),),
    severity="information",
    fixes="safe",
    report="once_per_file",
    reads={
        ELSEWHERE: (
            "/",
            "chown",
            "chmod",
        ),
        "ADD": (),
        "COPY": (),
    },
    shipped_only=True,
)
