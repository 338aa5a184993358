"""Hovers of what COPY and ADD take and where they put it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.context import looks_secret
from gorae.facts.archives import is_tar
from gorae.facts.git_sources import git_source
from gorae.facts.image_paths import absolute
from gorae.hover import stages
from gorae.hover.arguments import address, valued
from gorae.hover.cursor import Hover
from gorae.hover.values import permission
from gorae.reference.cards import block, bullets, card, code
from gorae.reference.phrases import listed, say
from gorae.texts.sizes import size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.context import BuildContext, File
    from gorae.hover.cursor import Cursor
    from gorae.syntax import Word

_MOST_FILES = 8


def hover(cursor: Cursor) -> Hover | None:
    """The hover of a source or of the destination."""
    instruction = cursor.instruction
    if instruction.name not in ("COPY", "ADD") or not instruction.words:
        return None
    word = next((word for word in instruction.words if word.span.holds(cursor.offset)), None)
    if word is None or any(heredoc.marker.holds(cursor.offset) for heredoc in instruction.heredocs):
        return None
    if word is instruction.words[-1]:
        return _destination(cursor, word) if len(instruction.words) > 1 else None
    value = valued(cursor, word)
    if value is None:
        return Hover(word.span, card(code(word.value), [say("path-open", cursor.language)], cursor.language))
    if git_source(value) is None and value.startswith(("http://", "https://")):
        return Hover(word.span, _download(cursor, value))
    if git_source(value) is not None:
        return Hover(word.span, card(code(value), [say("source-git", cursor.language)], cursor.language))
    if instruction.flag("from") is not None:
        return Hover(word.span, _of_stage(cursor, value))
    return Hover(word.span, _of_context(cursor, value))


def _download(cursor: Cursor, url: str) -> str:
    language, instruction = cursor.language, cursor.instruction
    about = address(cursor, url)
    if instruction.name != "ADD":
        return f"{about}\n\n{say('source-url-copy', language)}"
    checked, unpack = instruction.flag("checksum"), instruction.flag("unpack")
    unpacked = unpack is not None and (unpack.value or "true").lower() == "true"
    sentence = say("source-url" if checked is None else "source-url-checked", language)
    return f"{about}\n\n{sentence} {say('source-unpacked' if unpacked else 'source-packed', language)}"


def _of_stage(cursor: Cursor, path: str) -> str:
    language, flag = cursor.language, cursor.instruction.flag("from")
    name = (flag.value if flag is not None else None) or ""
    stage = cursor.build.stage(name)
    is_windows = path[1:2] == ":" or path.startswith("\\")
    absolute = path if path.startswith("/") or is_windows else f"/{path}"
    if stage is None:
        return card(code(absolute), [say("source-of-image", language, image=code(name))], language)
    lines = [
        say(
            "source-of-stage",
            language,
            stage=stages.label(stage, language),
            line=cursor.line_of(stage.from_instruction),
        )
    ]
    if not path.startswith("/"):
        lines.append(say("source-from-root", language))
    return card(code(absolute), [bullets(lines)], language, ("flags/from",))


def _of_context(cursor: Cursor, path: str) -> str:
    language, context = cursor.language, cursor.context
    links = ("concepts/secrets", "concepts/build-context") if looks_secret(path) else ("concepts/build-context",)
    if context is None:
        return card(code(path), [say("source-of-context", language)], language, links)
    matched = context.matches(path)
    if not matched:
        return card(code(path), [_missing(cursor, context, path)], language, links)
    files = [file for one in matched for file in context.under(one)]
    total = size(sum(file.bytes for file in files))
    key = "source-files-more" if context.truncated else "source-files"
    parts = [say(key, language, count=len(files), size=total)]
    if len(files) > 1 or (files and files[0].path != path):
        parts.append(block(_list(files)))
    notes = []
    folders = [one for one in matched if context.is_dir(one)]
    if folders and cursor.instruction.flag("parents") is None:
        notes.append(say("source-folder", language))
    left = [one for folder in folders[:3] for one in context.left_out(folder)]
    if left:
        shown = [f"{code(name)} ({say('line', language, line=line)})" for name, line in left]
        notes.append(say("source-left-out", language, file=code(context.ignore_path), paths=listed(shown, language)))
    unpack = cursor.instruction.flag("unpack")
    kept = unpack is not None and (unpack.value or "").lower() == "false"
    if cursor.instruction.name == "ADD" and is_tar(path):
        notes.append(say("source-archive-kept" if kept else "source-archive", language))
    if notes:
        parts.append(bullets(notes))
    return card(code(path), parts, language, links)


def _missing(cursor: Cursor, context: BuildContext, path: str) -> str:
    language = cursor.language
    if context.ignore is not None and context.is_ignored(path):
        pattern = context.ignore.deciding_pattern(path.removeprefix("./").strip("/"))
        if pattern is not None:
            return say("source-ignored", language, file=code(context.ignore_path), line=pattern.line)
    return say("source-missing", language, root=code(context.root.name or str(context.root)))


def _list(files: Sequence[File]) -> str:
    largest = sorted(files, key=lambda file: (-file.bytes, file.path))[:_MOST_FILES]
    width = max(len(size(file.bytes)) for file in largest)
    rows = [f"{size(file.bytes):>{width}}  {file.path}" for file in largest]
    if len(files) > len(largest):
        rest = len(files) - len(largest)
        rows.append(f"{'':>{width}}  … +{rest}")
    return "\n".join(rows)


def _destination(cursor: Cursor, word: Word) -> Hover | None:
    language, value = cursor.language, valued(cursor, word)
    if value is None:
        return Hover(word.span, card(code(word.value), [say("path-open", language)], language))
    stage = cursor.stage
    path, lines = value, []
    if not value.startswith(("/", "\\")) and value[1:2] != ":":
        folder = absolute(stage, cursor.node, ".") if stage is not None else None
        joined = absolute(stage, cursor.node, value) if stage is not None else None
        if folder is None or joined is None:
            lines.append(say("destination-of-base", language))
        else:
            path = joined.rstrip("/") + "/" if _is_folder(value) else joined
            lines.append(say("destination-relative", language, workdir=code(folder)))
    if _is_folder(value):
        lines.append(say("destination-folder", language))
    elif len(cursor.instruction.words) > 2:
        lines.append(say("destination-needs-slash", language))
    else:
        lines.append(say("destination-name", language))
    lines.append(_owner(cursor))
    return Hover(
        word.span, card(code(path), [bullets(lines)], language, (f"instructions/{cursor.instruction.name.lower()}",))
    )


def _is_folder(value: str) -> bool:
    return value in (".", "..") or value.endswith(("/", "/.", "\\"))


def _owner(cursor: Cursor) -> str:
    language, instruction = cursor.language, cursor.instruction
    owner, mode = instruction.flag("chown"), instruction.flag("chmod")
    sentence = (
        say("owner-set", language, owner=code(owner.value))
        if owner is not None and owner.value
        else say("owner-root" if instruction.flag("from") is None else "owner-kept", language)
    )
    spelled = permission(mode.value, language) if mode is not None and mode.value else None
    return f"{sentence} {say('mode-set', language, mode=spelled)}" if spelled else sentence
