"""What the word under the cursor is, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.hover.library import option, page
from gorae.hover.phrases import say
from gorae.lint import words as sentences
from gorae.lint.script import script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.context import BuildContext
    from gorae.lint.engine import Problem
    from gorae.shell import Command
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Document, Flag, Instruction, Placed, Variable
    from gorae.texts import Language, Page


class Hover(NamedTuple):
    """A text in Markdown for a span of the document (offsets in code points)."""

    span: Span
    markdown: str


class _Cursor(NamedTuple):
    document: Document
    build: Build
    offset: int
    language: Language
    context: BuildContext | None


def hover_at(
    document: Document,
    build: Build,
    offset: int,
    language: Language,
    context: BuildContext | None = None,
    problems: Sequence[Problem] = (),
) -> Hover | None:
    """What is known of the place: the word's page or value, and the rules of the findings there. None: nothing."""
    cursor = _Cursor(document, build, offset, language, context)
    word = _word(cursor)
    here = [problem for problem in problems if problem.span.holds(offset)]
    if not here:
        return word
    rules = {problem.rule.name: problem for problem in here}
    lines = [
        f"**{name}** {sentences.summary(problem.rule, language)} ([{say('rule', language)}]({sentences.url(problem.rule, language)}))"
        for name, problem in rules.items()
    ]
    note = "\n\n".join(lines)
    if word is None:
        narrow = min((problem.span for problem in here), key=lambda span: span.end - span.start)
        return Hover(narrow, note)
    return Hover(word.span, f"{word.markdown}\n\n---\n\n{note}")


def _word(cursor: _Cursor) -> Hover | None:
    for directive in cursor.document.directives:
        if directive.span.holds(cursor.offset):
            return _from_page(directive.span, "directives", directive.name.lower(), cursor.language)
    placed = cursor.document.at(cursor.offset)
    if placed is None:
        return None
    inner = placed.instruction.trigger
    at = cursor.offset - placed.start
    for instruction in (inner, placed.instruction) if inner is not None else (placed.instruction,):
        for look in (_variable, _keyword, _flag, _from, _stage_source, _heredoc, _command):
            found = look(cursor, placed, instruction, at)
            if found is not None:
                return Hover(placed.at(found.span), found.markdown)
    return None


def _render(found: Page) -> str:
    parts = [f"**{found.text('title')}**"]
    if signatures := found.texts("signature"):
        parts.append("```dockerfile\n" + "\n".join(signatures) + "\n```")
    parts.append(found.body.strip() or found.text("summary"))
    if found.text("source"):
        parts.append(f"<{found.text('source')}>")
    return "\n\n".join(parts)


def _from_page(span: Span, kind: str, name: str, language: Language) -> Hover | None:
    found = page(kind, name, language)
    return None if found is None else Hover(span, _render(found))


def _keyword(cursor: _Cursor, placed: Placed, instruction: Instruction, at: int) -> Hover | None:
    if not instruction.keyword.holds(at):
        return None
    found = _from_page(instruction.keyword, "instructions", instruction.name.lower(), cursor.language)
    if found is None or instruction.name != "FROM":
        return found
    stage = cursor.build.stage_of(placed)
    return found if stage is None else Hover(found.span, f"{found.markdown}\n\n{_about_stage(cursor, stage)}")


def _flag(cursor: _Cursor, _: Placed, instruction: Instruction, at: int) -> Hover | None:
    flag = next((flag for flag in instruction.flags if flag.span.holds(at)), None)
    if flag is None:
        return None
    if flag.name == "mount":
        return _mount(cursor, flag, at)
    if flag.name == "from" and flag.value_span is not None and flag.value_span.holds(at):
        stage = cursor.build.stage(flag.value or "")
        if stage is not None:
            return Hover(flag.value_span, _about_stage(cursor, stage))
    return _from_page(flag.span, "flags", f"{instruction.name.lower()}--{flag.name}", cursor.language)


def _mount(cursor: _Cursor, flag: Flag, at: int) -> Hover | None:
    kind = flag.option("type")
    name = (kind.value if kind is not None else None) or "bind"
    found = page("mounts", name, cursor.language)
    part = next((part for part in flag.options if part.span.holds(at)), None)
    if part is not None and part.key == "from" and part.value:
        stage = cursor.build.stage(part.value)
        if stage is not None:
            return Hover(part.span, _about_stage(cursor, stage))
    if found is not None and part is not None and part.key != "type":
        row = option(found, part.key)
        if row is not None:
            default = f" ({say('default', cursor.language)}: `{row.value}`)" if row.value else ""
            return Hover(part.span, f"**{part.key}** · `{name}`{default}\n\n{row.text}")
    if found is not None:
        return Hover(part.span if part is not None else flag.span, _render(found))
    return _from_page(flag.span, "flags", "run--mount", cursor.language)


def _variable(cursor: _Cursor, placed: Placed, instruction: Instruction, at: int) -> Hover | None:
    use = _use_at(instruction.variables, at)
    if use is not None:
        return Hover(use.span, _about_variable(cursor, placed, use.name))
    for pair in instruction.pairs:
        if pair.key.span.holds(at) and instruction.name in ("ARG", "ENV"):
            return Hover(pair.key.span, _about_variable(cursor, placed, pair.key.value, declared=True))
    if instruction.name not in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"):
        return None
    commands = script(placed.instruction, cursor.build.scope_of(placed))
    for shell_use in commands.variables:
        known = shell_use.name in cursor.build.environment_at(placed)
        if shell_use.span.holds(at) and known and shell_use.name not in commands.assigned:
            return Hover(shell_use.span, _about_variable(cursor, placed, shell_use.name))
    return None


def _use_at(uses: Sequence[Variable], at: int) -> Variable | None:
    for use in uses:
        if use.span.holds(at):
            return _use_at(use.nested, at) or use
    return None


def _about_variable(cursor: _Cursor, placed: Placed, name: str, *, declared: bool = False) -> str:
    language = cursor.language
    environment = cursor.build.environment_at(placed)
    value = environment.get(name)
    if declared:
        after = cursor.document.placed[placed.index + 1 :][:1]
        value = (cursor.build.environment_at(after[0]) if after else environment).get(name, value)
        if not after:
            stage = cursor.build.stage_of(placed)
            value = stage.final_environment.get(name, value) if stage is not None else value
    parts = [f"**${name}**"]
    if value is None:
        parts.append(say("variable-unknown", language))
    else:
        line = cursor.document.text.line_of(cursor.document.placed[value.at].start) + 1 if value.at is not None else 0
        where = say("variable-line", language, line=line) if value.at is not None else ""
        parts.append(say(f"variable-{value.origin}", language) + where)
        if value.value is not None:
            parts.append(f"```\n{value.value}\n```" if value.value else say("variable-empty", language))
        elif value.origin not in ("platform", "predefined"):
            parts.append(say("variable-no-value", language))
    known = page("variables", name.lower(), language)
    if known is not None:
        parts.append(known.body.strip())
    return "\n\n".join(parts)


def _from(cursor: _Cursor, placed: Placed, instruction: Instruction, at: int) -> Hover | None:
    if instruction.name != "FROM" or not instruction.words:
        return None
    stage = cursor.build.stage_of(placed)
    if stage is None or not any(word.span.holds(at) for word in instruction.words):
        return None
    word = next(word for word in instruction.words if word.span.holds(at))
    if word is not instruction.words[0]:
        return Hover(word.span, _about_stage(cursor, stage))
    if stage.parent is not None:
        return Hover(word.span, _about_stage(cursor, stage.parent))
    if stage.is_scratch:
        return Hover(word.span, say("scratch", cursor.language))
    return Hover(word.span, _about_image(cursor, stage))


def _about_image(cursor: _Cursor, stage: Stage) -> str:
    language, reference = cursor.language, stage.reference
    parts = [f"**{stage.image or stage.image_span.of(cursor.document.text.value)}**"]
    if reference is None:
        parts.append(say("image-unknown", language))
        return "\n\n".join(parts)
    from gorae.hover.images import about

    parts += about(reference, language)
    if stage.os_family:
        parts.append(say("image-family", language, family=stage.os_family))
    return "\n\n".join(parts)


def _about_stage(cursor: _Cursor, stage: Stage) -> str:
    language = cursor.language
    title = f"`{stage.name}`" if stage.name else f"{stage.index}"
    line = cursor.document.text.line_of(stage.from_.start) + 1
    users = [other for other in cursor.build.stages if stage.index in other.copies_from or other.parent is stage]
    facts = [
        say("stage", language, name=title, line=line),
        say("stage-base", language, image=stage.image or "?"),
        say("stage-count", language, count=len(stage.placed) - 1),
    ]
    if users:
        listed = ", ".join(f"`{other.name or other.index}`" for other in users)
        facts.append(say("stage-used", language, stages=listed))
    elif not stage.is_last:
        facts.append(say("stage-unused", language))
    return "\n".join(f"- {fact}" if number else f"**{fact}**\n" for number, fact in enumerate(facts))


def _stage_source(cursor: _Cursor, _: Placed, instruction: Instruction, at: int) -> Hover | None:
    if instruction.name not in ("COPY", "ADD") or cursor.context is None or instruction.flag("from") is not None:
        return None
    sources = instruction.words[:-1]
    word = next((word for word in sources if word.span.holds(at)), None)
    if word is None or not word.is_static or "://" in word.value:
        return None
    matched = list(cursor.context.matches(word.value))
    if not matched:
        return None
    from gorae.hover.images import size

    files = [file for path in matched for file in cursor.context.under(path)]
    total = sum(file.bytes for file in files)
    return Hover(word.span, say("source", cursor.language, count=len(files), size=size(total)))


def _heredoc(cursor: _Cursor, _: Placed, instruction: Instruction, at: int) -> Hover | None:
    for heredoc in instruction.heredocs:
        if heredoc.marker.holds(at):
            return _from_page(heredoc.marker, "concepts", "heredoc", cursor.language)
    return None


def _command(cursor: _Cursor, placed: Placed, instruction: Instruction, at: int) -> Hover | None:
    if instruction.name not in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"):
        return None
    for command in script(placed.instruction, cursor.build.scope_of(placed)).commands:
        if command.span.holds(at):
            for found in _of_command(command, cursor.language, at):
                return found
    return None


def _of_command(command: Command, language: Language, at: int) -> Iterator[Hover]:
    effective = command.effective
    name = effective.name
    known = page("commands", effective.program.lower(), language)
    if name is None or known is None:
        return
    if name.span.holds(at):
        yield Hover(name.span, _render(known))
    word = next((word for word in effective.args if word.span.holds(at)), None)
    if word is None:
        return
    row = option(known, word.value.partition("=")[0]) or option(known, word.value)
    if row is not None:
        yield Hover(word.span, f"**{', '.join(row.names)}** · `{effective.program}`\n\n{row.text}")
