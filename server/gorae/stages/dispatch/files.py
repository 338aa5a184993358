"""COPY, ADD and the mounts of RUN (BuildKit, dockerfile2llb/convert_copy.go, convert_runmount.go)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.stages.dispatch import copying, paths
from gorae.stages.dispatch.model import Refusal
from gorae.syntax.checks import mount_issue_span
from gorae.syntax.mounts import read_mount

if TYPE_CHECKING:
    from gorae.stages.dispatch.expansion import Expansion
    from gorae.stages.dispatch.reading import Reader
    from gorae.syntax import Flag, Word


def do_copy(reader: Reader) -> None:
    """COPY and ADD."""
    command, instruction = reader.command, reader.command.instruction
    source_flag = instruction.flag("from")
    if command.sources and not command.sources[0].is_done and source_flag is not None and source_flag.value_span:
        reader.refuse("stage-later", source_flag.value_span, text=source_flag.value or "")
    reader.flag("chown")
    mode = reader.flag("chmod")
    if mode is not None and mode[2].is_known and mode[2].value and copying.mode_refused(mode[2].value):
        reader.refuse("mode-invalid", mode[1], mode[2], value=mode[2].value)
    marks = {heredoc.marker for heredoc in instruction.heredocs}
    read = [(word, reader.word(word)) for word in instruction.words[:-1] if word.span not in marks]
    sources = [(word, expansion) for word, expansion in read if expansion is not None]
    if instruction.words:
        target = instruction.words[-1]
        _path(reader, target, reader.word(target))
    words = {word.span for word in instruction.words}
    for heredoc in instruction.heredocs:
        if heredoc.expand and heredoc.marker in words:  # `<< EOF` are two words, and files of that name
            body = instruction.slice(heredoc.body)
            reader.text(body, heredoc.marker, heredoc.variables, is_word=False)
    is_add = instruction.name == "ADD"
    if is_add:
        _checksum(reader, sources)
    for word, expansion in sources:
        _source(reader, word, expansion, is_add=is_add)


def _path(reader: Reader, word: Word, expansion: Expansion | None) -> None:
    if expansion is not None and expansion.is_known:
        _, refused = paths.without_drive(expansion.value, reader.state.system)
        if refused is not None:
            reader.refuse(f"path-{refused}", word.span, path=expansion.value)


def _checksum(reader: Reader, sources: list[tuple[Word, Expansion]]) -> None:
    found = reader.flag("checksum")
    if found is None or not found[2].is_known or not found[2].value:
        return
    _, span, expansion = found
    if len(sources) != 1:
        reader.refuse("checksum-of-several", span)
    elif sources[0][1].is_known:
        kind = copying.kind_of_source(sources[0][1].value)
        if kind == "path":
            reader.refuse("checksum-of-file", span)
        elif kind == "url" and (problem := copying.digest_refused(expansion.value)):
            reader.refuse(f"checksum-{problem}", span, expansion, value=expansion.value)


def _source(reader: Reader, word: Word, expansion: Expansion, *, is_add: bool) -> None:
    if not is_add and copying.begins_as_address(word.text):  # whatever the variables behind that are
        written = expansion.value if expansion.is_known and not expansion.unmatched else word.text.strip("\"'")
        reader.refuse(f"copy-{copying.kind_of_source(written)}", word.span, source=written)
        return
    if not expansion.is_known:
        return
    kind = copying.kind_of_source(expansion.value)
    if kind == "path":
        _path(reader, word, expansion)
    elif not is_add:
        reader.refuse(f"copy-{kind}", word.span, expansion, source=expansion.value)
    elif kind == "git" and (query := copying.git_query_refused(expansion.value)):
        reader.refuse("git-query", word.span, expansion, query=query)


def do_run(reader: Reader) -> None:
    """RUN: the Engine itself looks at its mounts alone."""
    sources = iter(reader.command.sources)
    for flag in reader.command.instruction.flags:
        if flag.name != "mount" or not flag.value:
            continue
        option = flag.option("from")
        source = next(sources, None) if option is not None and option.value else None
        if source is not None and not source.is_done and option is not None and option.value_span:
            reader.refuse("stage-later", option.value_span, text=option.value or "")
        _mount(reader, flag)


def _mount(reader: Reader, flag: Flag) -> None:
    heard: list[Expansion] = []
    whole = flag.value_span or flag.span

    def known(text: str) -> str | None:
        expansion = reader.text(text, whole, flag.variables)
        if expansion is None or not expansion.is_known:
            return None
        heard.append(expansion)
        return expansion.value

    mount = read_mount(flag.value or "", known)
    needs = reader.needs(*heard)
    place, index = reader.command.place, reader.command.index
    if mount.issue is not None:
        span = place(mount_issue_span(flag, mount.issue))
        reader.found.refusals.append(Refusal(mount.issue.kind, span, index, mount.issue.facts, needs))
        return
    target = mount.values.get("target", "")
    if mount.type in ("bind", "cache", "tmpfs") and target is not None and _is_root(reader, target):
        kind = "mount-target-root" if target else "mount-target-missing"
        reader.found.refusals.append(Refusal(kind, place(whole), index, (("target", target),), needs))


def _is_root(reader: Reader, target: str) -> bool:
    """Whether a mount's target is `/`; where the WORKDIR is not known, one without a target is taken for that."""
    if posixpath.isabs(target):
        return target == "/"  # `/.` is let pass
    workdir = reader.state.workdir
    if workdir is None and not target and not reader.state.image_has_workdir:
        workdir = "/"
    return workdir is not None and posixpath.normpath("/" + posixpath.join(workdir, target).lstrip("/")) == "/"
