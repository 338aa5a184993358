"""What is known of a stage: what it is based on, who takes from it, what is in force at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.reference.cards import code
from gorae.reference.phrases import listed, say

if TYPE_CHECKING:
    from gorae.hover.cursor import Cursor
    from gorae.stages import Stage
    from gorae.texts import Language

_MOST_VARIABLES = 5


def label(stage: Stage, language: Language) -> str:
    """The stage's name in backquotes, its number where it has none."""
    return code(stage.name) if stage.name else say("stage-number", language, number=stage.index)


def about(cursor: Cursor, stage: Stage) -> str:
    """Title and facts of a stage, as Markdown."""
    language = cursor.language
    title = say("stage", language, name=label(stage, language), line=cursor.line_of(stage.from_instruction))
    facts = [_base(cursor, stage), _fate(cursor, stage), _state(stage, language), _environment(cursor, stage)]
    return f"**{title}**\n\n" + "\n".join(f"- {fact}" for fact in facts if fact)


def _base(cursor: Cursor, stage: Stage) -> str:
    language = cursor.language
    chain = [label(one, language) for one in stage.chain[1:]]
    image = stage.root.image
    chain.append(code(image) if image else say("image-open", language))
    return say("stage-base", language, chain=" ← ".join(chain))


def _fate(cursor: Cursor, stage: Stage) -> str:
    language = cursor.language
    based = [label(one, language) for one in cursor.build.stages if one.parent is stage]
    copied = [label(one, language) for one in cursor.build.stages if stage.index in one.copies_from]
    sentences = []
    if based:
        sentences.append(say("stage-based-on-it", language, stages=listed(based, language)))
    if copied:
        sentences.append(say("stage-copied", language, stages=listed(copied, language)))
    if stage.is_last:
        sentences.append(say("stage-last", language))
    elif stage.reaches_image:
        sentences.append(say("stage-reaches", language))
    elif stage.is_needed:
        sentences.append(say("stage-thrown-away", language))
    else:
        sentences.append(say("stage-unused", language))
    return " ".join(sentences)


def _state(stage: Stage, language: Language) -> str:
    _, user, workdir = stage.final_state
    is_empty = stage.root.image == "scratch"
    user_said = code(user) if user else code("root") if is_empty else _default_user(stage, language)
    workdir_said = code(workdir) if workdir else code("/") if is_empty else say("of-base", language)
    return say("stage-state", language, user=user_said, workdir=workdir_said)


def _default_user(stage: Stage, language: Language) -> str:
    from gorae.images import default_user

    reference = stage.root.reference
    known = default_user(reference) if reference is not None else None
    return code(known) if known else say("of-base", language)


def _environment(cursor: Cursor, stage: Stage) -> str:
    from gorae.hover.variables import as_known

    language = cursor.language
    rows = [
        code(f"{name}={as_known(cursor.build, name, value)}" if value.value is not None else name)
        for name, value in stage.final_environment.items()
        if value.origin == "env"
    ]
    return say("stage-environment", language, variables=listed(rows, language, _MOST_VARIABLES)) if rows else ""
