"""Hovers of variables: the value in force here, where it comes from, what a `${…}` form makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.secrets import names_secret
from gorae.hover.cursor import Hover
from gorae.hover.scripts import at as script_at
from gorae.reference.cards import block, bullets, card, code
from gorae.reference.library import entry, variable
from gorae.reference.phrases import listed, say
from gorae.source.near_words import near_words
from gorae.stages import PREDEFINED_ARGUMENTS, expand
from gorae.syntax import Variable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gorae.hover.cursor import Cursor
    from gorae.shell import Script, ShellVariable
    from gorae.stages import Build, Value

_SPECIAL = re.compile(r"[0-9@*#?$!-]")
_MOST_CHARACTERS = 400
# As tables have them: a comma there stands between names.
_MODIFIER_NAMES = {",": "comma", ",,": "comma-comma"}


# The idea that a variable is about, where one has a page of its own.
_TIME, _PLATFORM, _LOG = ("concepts/time-and-language",), ("concepts/platforms",), ("concepts/logs",)
_ABOUT = {
    **dict.fromkeys(("TZ", "LANG", "LC_ALL", "LANGUAGE"), _TIME),
    **dict.fromkeys(("TARGETPLATFORM", "TARGETARCH", "TARGETOS", "BUILDPLATFORM", "BUILDARCH"), _PLATFORM),
    **dict.fromkeys(("PYTHONUNBUFFERED",), _LOG),
    **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"), ("concepts/networking",)),
}  # fmt: skip


def hover(cursor: Cursor) -> Hover | None:
    """The hover of a variable: used by the builder, declared, or used by a shell."""
    use = _use_at(cursor.instruction.variables, cursor.offset)
    if use is not None:
        return Hover(use.span, _used(cursor, use))
    if cursor.instruction.name in ("ARG", "ENV"):
        for pair in cursor.instruction.pairs:
            if pair.key.span.holds(cursor.offset):
                return Hover(pair.key.span, _declared(cursor, pair.key.value))
    return _in_script(cursor)


def _use_at(uses: Sequence[Variable], offset: int) -> Variable | None:
    for use in uses:
        if use.span.holds(offset):
            return _use_at(use.nested, offset) or use
    return None


def _used(cursor: Cursor, use: Variable) -> str:
    environment = cursor.build.environment_at(cursor.node)
    value = environment.get(use.name)
    parts = _facts(cursor, use.name, value) if value is not None else [_unknown(cursor, use.name)]
    if cursor.instruction.name == "ENV" and any(pair.key.value == use.name for pair in cursor.instruction.pairs):
        parts.append(say("variable-same-line", cursor.language))
    parts.append(_form(cursor, use, environment))
    for heredoc in cursor.node.instruction.heredocs:
        if cursor.instruction.name in ("COPY", "ADD") and heredoc.body.holds(use.span.start):
            quoted = code(f'<<"{heredoc.name}"')
            sentence = say("heredoc-replaced", cursor.language, name=code(f"${use.name}"), quoted=quoted)
            facts = _facts(cursor, use.name, value) if value is not None else []
            return card(
                code(f"${use.name}"), [sentence, *facts], cursor.language, ("operators/heredoc", "concepts/variables")
            )
    return _card(cursor, use.name, parts)


def _declared(cursor: Cursor, name: str) -> str:
    environment = cursor.build.environment_at(cursor.node)
    stage = cursor.stage
    following = cursor.document.nodes[cursor.node.index + 1 :][:1]
    if stage is None:
        after = cursor.build.environment_at(following[0]) if following else cursor.build.global_arguments
    elif following and cursor.build.stage_of(following[0]) is stage:
        after = stage.environment_at(following[0])
    else:
        after = stage.final_environment
    value = after.get(name, environment.get(name))
    parts = _facts(cursor, name, value) if value is not None else [_unknown(cursor, name)]
    if value is not None and cursor.instruction.name == "ARG" and value.origin in ("env", "base"):
        parts.append(say("variable-env-wins", cursor.language))
    parts.append(_users(cursor, name))
    return _card(cursor, name, parts)


def _in_script(cursor: Cursor) -> Hover | None:
    commands = script_at(cursor)
    if commands is None:
        return None
    use = next((use for use in commands.variables if use.span.holds(cursor.offset)), None)
    if use is None:
        return _assigned(cursor, commands)
    language, name = cursor.language, use.name
    environment = cursor.build.environment_at(cursor.node)
    value = environment.get(name)
    if name in commands.assigned:
        parts = [say("variable-shell", language)]
    elif _SPECIAL.fullmatch(name):
        known = entry("variables", name, language)
        return Hover(
            use.span, card(code(f"${name}"), [known.text if known else say("variable-position", language)], language)
        )
    elif value is not None:
        parts = _facts(cursor, name, value)
    elif variable(name, language) is not None:
        parts = []
    else:
        parts = [say("variable-of-image", language)]
    parts.append(_shell_form(cursor, use, environment, is_known=name not in commands.assigned))
    return Hover(use.span, _card(cursor, name, parts))


def _assigned(cursor: Cursor, commands: Script) -> Hover | None:
    """`NAME=value` before a command, or alone, in a shell."""
    language = cursor.language
    for command in commands.commands:
        if not command.span.holds(cursor.offset):
            continue
        for assignment in (*command.assignments, *command.effective.assignments):
            start = assignment.span.start
            name = assignment.span._replace(end=start + len(assignment.name))
            if name.holds(cursor.offset):
                key = "variable-for-command" if command.words else "variable-shell"
                return Hover(name, _card(cursor, assignment.name, [say(key, language)]))
    return None


def _card(cursor: Cursor, name: str, parts: list[str]) -> str:
    known = variable(name, cursor.language)
    if known is not None:
        parts.append(known.text)
    links = ("concepts/secrets",) if names_secret(name) else _ABOUT.get(name, ())
    return card(code(f"${name}"), [part for part in parts if part], cursor.language, (*links, "concepts/variables"))


def _facts(cursor: Cursor, name: str, value: Value) -> list[str]:
    """Where the value comes from, the value itself, who else gives one."""
    language = cursor.language
    where = ""
    if value.defined_by is not None:
        where = f" ({say('line', language, line=cursor.line_of(cursor.document.nodes[value.defined_by]))})"
    parts = [say(f"variable-{value.origin}", language) + where]
    outer = cursor.build.global_arguments.get(name)
    if (
        value.origin == "arg"
        and outer is not None
        and outer.defined_by is not None
        and not _has_default(cursor, name, value)
    ):
        line = cursor.line_of(cursor.document.nodes[outer.defined_by])
        parts.append(say("variable-from-above", language, line=line))
    if value.value is not None:
        told = as_known(cursor.build, name, value)
        shown = told if len(told) <= _MOST_CHARACTERS else told[:_MOST_CHARACTERS] + "…"
        parts.append(block(shown) if shown else say("variable-empty", language))
    elif value.origin not in ("platform", "predefined"):
        open_ = value.origin == "env" or _has_default(cursor, name, value)
        parts.append(say("variable-open" if open_ else "variable-no-value", language))
    given = _given(cursor, name) if value.origin in ("arg", "global-arg", "platform", "predefined") else ""
    return [*parts, given] if given else parts


def as_known(build: Build, name: str, value: Value) -> str:
    """The value; as it is written where it names what only the base image sets: `$PATH` is not empty there."""
    if value.defined_by is None:
        return value.value or ""
    node = build.document.nodes[value.defined_by]
    before = build.environment_at(node)
    for pair in node.instruction.pairs:
        if pair.key.value != name or pair.value is None:
            continue
        if any(use.name not in before and not use.modifier for use in pair.value.variables):
            return pair.value.value
    return value.value or ""


def _has_default(cursor: Cursor, name: str, value: Value) -> bool:
    if value.defined_by is None:
        return False
    pairs = cursor.document.nodes[value.defined_by].instruction.pairs
    return any(pair.key.value == name and pair.value is not None for pair in pairs)


def _given(cursor: Cursor, name: str) -> str:
    """The compose services and bake targets that give the argument a value."""
    callers = cursor.context.callers if cursor.context is not None else ()
    lines = [
        say("variable-given", cursor.language, file=code(caller.file.name), name=code(caller.name), value=code(given))
        for caller in callers
        for key, given in caller.arguments
        if key == name
    ]
    return bullets(lines[:4])


def _unknown(cursor: Cursor, name: str) -> str:
    language = cursor.language
    if cursor.stage is not None and name in cursor.build.global_arguments and cursor.node.name != "FROM":
        outer = cursor.build.global_arguments[name]
        if outer.origin == "global-arg" and outer.defined_by is not None:
            line = cursor.line_of(cursor.document.nodes[outer.defined_by])
            return say("variable-only-global", language, line=line, name=name)
        return say("variable-platform-undeclared", language, name=name)
    known = [one for one in cursor.build.environment_at(cursor.node) if one not in PREDEFINED_ARGUMENTS]
    close = near_words(name, known)
    in_stage = cursor.stage is not None and cursor.node.name != "FROM"
    sentence = say("variable-of-base" if in_stage else "variable-unknown", language)
    return f"{sentence} {say('variable-near', language, name=close[0])}" if close else sentence


def _users(cursor: Cursor, name: str) -> str:
    """The lines that use a variable that is declared here."""
    pattern = re.compile(rf"\$\{{?{re.escape(name)}(?![A-Za-z0-9_])")
    stage = cursor.stage
    lines = []
    for node in cursor.document.nodes[cursor.node.index + 1 :]:
        other = cursor.build.stage_of(node)
        if stage is not None and (other is None or stage not in other.chain):
            continue
        if pattern.search(node.instruction.text):
            lines.append(str(cursor.line_of(node)))
    if not lines:
        return ""
    key = "variable-used" if len(lines) > 1 else "variable-used-once"
    return say(key, cursor.language, lines=listed(lines, cursor.language, 8))


def _form(cursor: Cursor, use: Variable, environment: Mapping[str, Value]) -> str:
    """What the modifier of `${…}` does, and its result here."""
    if not use.modifier:
        return ""
    known = entry("modifiers", use.modifier, cursor.language)
    if known is None:
        return ""
    lines = [f"{code(cursor.instruction.slice(use.span))}: {known.text}"]
    value = environment.get(use.name)
    if value is not None and value.value is None and use.modifier in (":-", "-") and "$" not in use.word:
        if not _has_default(cursor, use.name, value):
            lines.append(say("variable-result-unset", cursor.language, value=code(use.word)))
        return bullets(lines)
    nested = [environment.get(inner.name) for inner in use.nested]
    is_known = (value is None or value.value is not None) and all(
        one is None or one.value is not None for one in nested
    )
    if is_known and not use.modifier.endswith("?") and use.modifier not in ("=", ":="):
        values = {name: one.value for name, one in environment.items() if one.value is not None}
        result = expand(use, values, cursor.document.escape)
        lines.append(
            say("variable-result", cursor.language, value=code(result))
            if result
            else say("variable-result-empty", cursor.language)
        )
    return bullets(lines)


def _shell_form(cursor: Cursor, use: ShellVariable, environment: Mapping[str, Value], *, is_known: bool) -> str:
    """What the form does; its result, too, unless the script itself sets the variable."""
    operator = use.operator
    is_length = cursor.node.instruction.slice(use.span).startswith("${#")
    name = "length" if is_length else _MODIFIER_NAMES.get(operator, operator)
    if not operator or entry("modifiers", name, cursor.language) is None:
        return ""
    word = (use.modifier or "")[len(operator) :]
    if not is_known or "$" in word or name != operator or operator in ("^", "^^", ":", "=", ":="):
        known = entry("modifiers", name, cursor.language)
        return bullets([f"{code(cursor.node.instruction.slice(use.span))}: {known.text}"]) if known is not None else ""
    return _form(
        cursor,
        Variable(use.span, use.name, use.name_span, modifier=operator, word=word, word_span=None, braces=use.braces),
        environment,
    )
