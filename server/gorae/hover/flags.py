"""Hovers of builder flags, their values and the parts of `--mount`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.hover import stages, values
from gorae.hover.cursor import Hover
from gorae.reference import library
from gorae.reference.cards import card, code, page_card
from gorae.reference.phrases import say
from gorae.source.near_words import nearest
from gorae.syntax import FLAGS, INSTRUCTIONS

if TYPE_CHECKING:
    from gorae.hover.cursor import Cursor
    from gorae.source import Span
    from gorae.syntax import Flag, Option


def hover(cursor: Cursor) -> Hover | None:
    """The hover of the flag, or of its part, under the cursor."""
    flag = next((flag for flag in cursor.instruction.flags if flag.span.holds(cursor.offset)), None)
    if flag is None:
        return None
    if flag.name == "mount":
        return _mount(cursor, flag)
    on_value = flag.value_span is not None and flag.value_span.holds(cursor.offset)
    if flag.name == "from" and on_value and flag.value and flag.value_span is not None:
        found = source(cursor, flag.value, flag.value_span)
        if found is not None:
            return found
    text = page_card("flags", flag.name, cursor.language, _here(cursor, flag))
    return Hover(flag.span, text if text is not None else _unknown(cursor, flag))


def _unknown(cursor: Cursor, flag: Flag) -> str:
    """That no instruction has such a flag, and which one of this instruction's is close."""
    name, language = cursor.instruction.name, cursor.language
    sentence = say("flag-unknown", language, name=name)
    close = nearest(flag.name, FLAGS.get(name, ()))
    if close:
        sentence = f"{sentence} {say('flag-near', language, flag=close)}"
    return card(
        code(f"--{flag.name}"), [sentence], language, (f"instructions/{name.lower()}",) if name in INSTRUCTIONS else ()
    )


def source(cursor: Cursor, name: str, span: Span) -> Hover | None:
    """What files are taken from: a stage, or an image."""
    stage = cursor.build.stage(name)
    if stage is not None:
        return Hover(span, stages.about(cursor, stage))
    from gorae.hover.images import about
    from gorae.images import parse_reference

    reference = parse_reference(name)
    return Hover(span, about(reference, cursor.language)) if reference is not None else None


def _here(cursor: Cursor, flag: Flag) -> list[str]:
    """What the flag's value means."""
    language, value = cursor.language, flag.value
    if not value:
        return []
    choice = library.row("flags", flag.name, language, value, "choice")
    if choice is not None:
        return [f"{code(value)}: {choice.text}"]
    sentence: str | None = None
    if flag.name == "chmod":
        sentence = values.permission(value, language)
    elif flag.name in ("interval", "timeout", "start-period", "start-interval"):
        sentence = values.duration(value, language)
    elif flag.name == "chown":
        name, _, group = value.partition(":")
        sentence = say("chown-both" if group else "chown-user", language, user=code(name), group=code(group))
        known = library.entry("users", name, language)
        sentence = f"{sentence} {known.text}" if known is not None else sentence
    elif flag.name == "from":
        stage = cursor.build.stage(value)
        sentence = say("from-unknown", language)
        if stage is not None:
            line = cursor.line_of(stage.from_instruction)
            return [say("source-of-stage", language, stage=stages.label(stage, language), line=line)]
    return [f"{code(value)}: {sentence}"] if sentence else []


def _mount(cursor: Cursor, flag: Flag) -> Hover | None:
    language = cursor.language
    chosen = flag.option("type")
    kind = (chosen.value if chosen is not None else None) or "bind"
    kind = kind.lower() if kind.lower() in library.index()["mounts"] else "bind"
    part = next((part for part in flag.options if part.span.holds(cursor.offset)), None)
    if part is None:
        text = page_card("flags", "mount", language)
    elif part.key == "type":
        text = page_card("mounts", kind, language)
    else:
        return _part(cursor, part, kind)
    # Behind a comma or `=` that nothing follows yet the whole flag is what the cursor stands on.
    name = flag.name_span if flag.name_span.holds(cursor.offset) else flag.span
    return Hover(part.span if part is not None else name, text) if text is not None else None


def _part(cursor: Cursor, part: Option, kind: str) -> Hover | None:
    language = cursor.language
    on_value = part.value_span is not None and part.value_span.holds(cursor.offset)
    if part.key == "from" and part.value and on_value and part.value_span is not None:
        return source(cursor, part.value, part.value_span)
    row = library.row("mounts", kind, language, part.key)
    if row is None:
        return None
    lines = [row.text]
    if row.value:
        lines.append(say("default-is", language, value=code(row.value)))
    choice = library.row("mounts", kind, language, f"{part.key}={part.value}", "choice")
    if choice is not None:
        lines.append(f"{code(part.value or '')}: {choice.text}")
    elif part.key == "mode" and part.value and (meaning := values.permission(part.value, language)):
        lines.append(f"{code(part.value)}: {meaning}")
    return Hover(part.span, card(f"{part.key} · type={kind}", lines, language, (f"mounts/{kind}",)))
