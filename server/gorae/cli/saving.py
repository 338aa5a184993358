"""New texts of files, saved; what does not work is a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.cli.atomic import ChangedMeanwhileError, write_file, write_output
from gorae.cli.messages import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.texts import Language


class Change(NamedTuple):
    """A file's text as it was read, None where there was none, and as it shall be."""

    path: str
    before: str | None
    after: str


class Saved(NamedTuple):
    """Sentences on what could not be written, and on what a person should know."""

    errors: list[str]
    notes: list[str]
    written: tuple[str, ...] = ()  # the files that have their new text


def save(changes: Sequence[Change], language: Language) -> Saved:
    """Writes new texts, each file wholly or not at all; after the first that cannot be written nothing more is."""
    notes: list[str] = []
    paths: list[str] = []
    for path, before, after in changes:
        try:
            old = before.encode("utf-8", "surrogateescape") if before is not None else None
            written = write_file(path, after.encode("utf-8", "surrogateescape"), old)
        except ChangedMeanwhileError:
            return Saved([say("changed-meanwhile", language, path=path)], notes, tuple(paths))
        except OSError as error:
            key = "unwritable" if before is None else "unwritable-kept"
            return Saved([say(key, language, path=path, reason=error.strerror or str(error))], notes, tuple(paths))
        paths.append(path)
        if written.other_links:
            notes.append(say("hard-links", language, path=path, count=written.other_links))
    return Saved([], notes, tuple(paths))


def save_output(path: str, text: str, language: Language) -> list[str]:
    """Writes a result to a file, new or old; sentences on what does not work."""
    try:
        write_output(path, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        return [say("unwritable", language, path=path, reason=error.strerror or str(error))]
    return []
