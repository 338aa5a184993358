"""Paths: of the build context, of other stages, and where to copy to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from gorae.completion.model import Item
from gorae.completion.phrases import say
from gorae.facts.copies import known_paths
from gorae.source import Span

if TYPE_CHECKING:
    from gorae.completion.place import Place
    from gorae.context import BuildContext
    from gorae.stages import Stage
    from gorae.syntax import Instruction

_FOLDERS = ("/app", "/srv/app", "/usr/src/app", "/opt/app", "/workspace", "/data", "/var/lib/app", "/home/app")
_STOPS = "'\","


def of_copy(place: Place, written: Instruction, before: int) -> list[Item]:
    """Sources: files of the context or of the stage that `--from` names; from the second word on destinations too."""
    span = place.word(_STOPS)
    origin = written.flag("from")
    if origin is not None and origin.value:
        stage = place.build.stage(origin.value)
        found = _of_stage(place, stage, span) if stage is not None else []
    else:
        found = _of_context(place, place.context, span) if place.context is not None else []
    return found + (_destinations(place, span) if before else [])


def of_workdir(place: Place, written: Instruction, before: int) -> list[Item]:
    """Folders that a Dockerfile usually works in, those of this file first."""
    del written, before
    return _destinations(place, place.word(_STOPS), relative=False)


def _of_context(place: Place, context: BuildContext, span: Span) -> list[Item]:
    typed = place.typed(span)
    folder, _, _ = typed.rpartition("/")
    start = span.start + len(folder) + (1 if "/" in typed else 0)
    name_span = Span(start, _segment_end(place, span))
    prefix = "" if folder in ("", ".") else folder.removeprefix("./").strip("/") + "/"
    found = []
    names: dict[str, bool] = {}
    for path in (*context.folders, *context.files):
        if path.startswith(prefix) and len(path) > len(prefix):
            first, slash, _ = path[len(prefix) :].partition("/")
            names[first] = names.get(first, False) or bool(slash) or path in context.folders
    for name, is_folder in names.items():
        found.append(_file(name, name_span, place, is_folder=is_folder))
    for path, _ in context.left_out(prefix.rstrip("/")):
        name = posixpath.basename(path)
        if name not in names:
            detail = say("ignored", place.language)
            found.append(
                Item(name, "file", name, name_span, detail=detail, sort="9" + name, filter=name, deprecated=True)
            )
    if not typed:
        found.append(Item(".", "folder", ".", span, detail=say("whole", place.language), sort="8", filter="."))
    return found


def _segment_end(place: Place, span: Span) -> int:
    slash = place.text.find("/", place.offset, span.end)
    return span.end if slash < 0 else slash


def _file(name: str, span: Span, place: Place, *, is_folder: bool) -> Item:
    if not is_folder:
        return Item(name, "file", name, span, sort="2" + name, filter=name)
    slash = "" if place.text[span.end : span.end + 1] == "/" else "/"
    return Item(
        name + "/",
        "folder",
        name + slash,
        span,
        detail=say("folder", place.language),
        sort="1" + name,
        filter=name,
        retrigger=True,
    )


def _of_stage(place: Place, stage: Stage, span: Span) -> list[Item]:
    name = stage.name or str(stage.index)
    detail = say("in-stage", place.language, stage=name)
    return [
        Item(
            path,
            "folder" if path.endswith("/") else "file",
            path,
            span,
            detail=detail,
            sort=f"1{number:03}",
            filter=path,
        )
        for number, path in enumerate(known_paths(stage, place.context))
    ]


def _destinations(place: Place, span: Span, *, relative: bool = True) -> list[Item]:
    scope = place.scope
    own = scope.workdir if scope is not None else None
    found = []
    if relative:
        found.append(Item("./", "folder", "./", span, detail=own or "", sort="5", filter="./"))
    above = [one.scopes[-1].workdir for one in place.build.stages]
    paths = list(dict.fromkeys(path for path in (own, *above, *_FOLDERS) if path and path != "/"))
    typed = place.typed(span)
    for number, path in enumerate(paths):
        shown = path.rstrip("/") + ("/" if relative else "")
        # `/srv` is a whole path: Enter behind it is not for `/srv/app`.
        if typed and path.startswith(typed.rstrip("/") + "/") and path.rstrip("/") != typed.rstrip("/"):
            continue
        detail = say("workdir", place.language) if path == own else ""
        found.append(Item(shown, "folder", shown, span, detail=detail, sort=f"6{number:02}", filter=shown))
    return found
