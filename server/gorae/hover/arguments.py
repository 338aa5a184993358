"""Hovers of arguments with a meaning of their own: ports, users, signals, folders, labels, shells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.hover import values
from gorae.hover.cursor import Hover
from gorae.hover.options import options_in
from gorae.reference import library
from gorae.reference.cards import card, code, page_card
from gorae.reference.phrases import say
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.hover.cursor import Cursor
    from gorae.syntax import Word

_LONGEST_VALUE = 80
_SETTING = re.compile(r"\$\w+")
_WORD = re.compile(r"-[^\s\"']+")
# Variables that hold a program's options.
_OPTIONS_OF = {
    "JAVA_TOOL_OPTIONS": "java", "JDK_JAVA_OPTIONS": "java", "JAVA_OPTS": "java", "CATALINA_OPTS": "java", "MAVEN_OPTS": "java",
    "KAFKA_HEAP_OPTS": "java", "KAFKA_OPTS": "java", "KAFKA_JVM_PERFORMANCE_OPTS": "java", "ES_JAVA_OPTS": "java", "OPENSEARCH_JAVA_OPTS": "java",
    "JVM_OPTS": "java", "JAVA_ARGS": "java", "SBT_OPTS": "java", "LEIN_JVM_OPTS": "java", "PERL_CPANM_OPT": "cpanm",
    "GRADLE_OPTS": "java", "NODE_OPTIONS": "node", "GOFLAGS": "go", "CFLAGS": "gcc", "CXXFLAGS": "gcc", "LDFLAGS": "gcc",
    "MAKEFLAGS": "make",
}  # fmt: skip


def hover(cursor: Cursor) -> Hover | None:
    """The hover of the argument under the cursor; None where it is a plain value."""
    instruction = cursor.instruction
    if instruction.name in ("LABEL", "ENV", "ARG"):
        return _value_of_pair(cursor) if instruction.name != "LABEL" else _label(cursor)
    about = _ABOUT.get(instruction.name)
    word = next((word for word in instruction.words if word.span.holds(cursor.offset)), None)
    if about is None or word is None:
        return None
    return about(cursor, word)


def valued(cursor: Cursor, word: Word) -> str | None:
    """The word with its variables filled in, as they are here."""
    return cursor.build.evaluate(cursor.node, word)


def _port(cursor: Cursor, word: Word) -> Hover | None:
    value = valued(cursor, word)
    meaning = values.port(value, cursor.language) if value else None
    if meaning is None:
        if value is None or ":" not in value:
            return None
        return Hover(word.span, card(code(value), [say("port-mapped", cursor.language)], cursor.language))
    port, _, protocol = (value or "").partition("/")
    # Without its protocol, `-p` opens TCP alone.
    suffix = "" if protocol in ("", "tcp") else f"/{protocol}"
    return Hover(word.span, f"{meaning}\n\n{say('port-how', cursor.language, port=port, protocol=suffix)}")


def _user(cursor: Cursor, word: Word) -> Hover | None:
    language, value = cursor.language, valued(cursor, word)
    if not value:
        return None
    name, _, group = value.partition(":")
    made = _made(cursor, name) if name != "root" else None
    known = library.entry("users", name, language) if made is None else None
    lines = [known.text] if known is not None else []
    if made is not None:
        lines.append(say("user-made", language, line=made))
    elif name.isdecimal():
        lines += [] if known is not None else [say("user-number", language, user=name)]
    elif name != "root" and not (known is not None and known.value == "Windows"):
        lines.append(_brought(cursor, name))
    if group:
        lines.append(say("user-group", language, group=code(group)))
    title = f"{name} · {known.value}" if known is not None and known.value else value
    return Hover(word.span, card(title, lines, language, ("instructions/user", "concepts/root-and-privileges")))


def _made(cursor: Cursor, name: str) -> int | None:
    """The line of the stage that makes the user; None where none does."""
    from gorae.facts.users import made_users

    stage = cursor.stage
    made = made_users(stage, before=cursor.node.index) if stage is not None else ()
    number = int(name) if name.isdecimal() else None
    at = (one.node for one in made if one.name == name or (number is not None and one.number == number))
    return next((cursor.line_of(node) for node in at), None)


def _brought(cursor: Cursor, name: str) -> str:
    """That the base image must bring the user, or does."""
    from gorae.images import provided_user

    stage = cursor.stage
    reference = stage.root.reference if stage is not None else None
    if reference is not None and provided_user(reference) == name:
        return say("user-provided", cursor.language, image=code(reference.familiar))
    return say("user-of-image", cursor.language, user=code(name))


def _signal(cursor: Cursor, word: Word) -> Hover | None:
    value = valued(cursor, word)
    meaning = values.signal(value, cursor.language) if value else None
    return Hover(word.span, meaning) if meaning is not None else None


def _folder(cursor: Cursor, word: Word) -> Hover | None:
    language, value = cursor.language, valued(cursor, word)
    stage = cursor.stage
    if value is None:
        return None
    before = stage.scope_of(cursor.node).workdir if stage is not None else None
    absolute = value.startswith(("/", "\\")) or value[1:2] == ":"
    path = value if absolute else f"{before.rstrip('/')}/{value}" if before else None
    if path is None:
        lines = [say("workdir-open", language)]
    else:
        lines = [say("workdir", language, path=code(path))]
        if not absolute:
            lines.append(say("workdir-relative", language, before=code(before or "")))
    return Hover(word.span, card(code(path or value), lines, language, ("instructions/workdir",)))


def _volume(cursor: Cursor, word: Word) -> Hover | None:
    value = valued(cursor, word)
    if not value:
        return None
    lines = [say("volume", cursor.language, path=code(value))]
    return Hover(word.span, card(code(value), lines, cursor.language, ("instructions/volume",)))


def _shell(cursor: Cursor, word: Word) -> Hover | None:
    if cursor.instruction.form != "exec":
        return None
    value = word.value.replace("\\", "/").rpartition("/")[2]
    for match in _SETTING.finditer(cursor.instruction.text, word.span.start, word.span.end):
        row = library.entry("windows", match[0], cursor.language)
        if row is not None and match.start() <= cursor.offset < match.end():
            links = ("instructions/shell", "commands/powershell")
            return Hover(Span(match.start(), match.end()), card(code(match[0]), [row.text], cursor.language, links))
    known = library.entry("shells", value, cursor.language) or library.entry("shells", value.lower(), cursor.language)
    if known is None:
        known = library.entry("shells", word.value.split(" ")[0], cursor.language)
    if known is None and "ErrorActionPreference" in word.value:
        known = library.entry("shells", "$ErrorActionPreference = 'Stop';", cursor.language)
    if known is None:
        return None
    return Hover(word.span, card(code(value), [known.text], cursor.language, ("instructions/shell",)))


def _health(cursor: Cursor, word: Word) -> Hover | None:
    if word.value.upper() != "NONE":
        return None
    return Hover(word.span, card("NONE", [say("healthcheck-none", cursor.language)], cursor.language))


def _maintainer(cursor: Cursor, word: Word) -> Hover | None:
    text = page_card("instructions", "maintainer", cursor.language)
    return Hover(word.span, text) if text is not None else None


def _label(cursor: Cursor) -> Hover | None:
    language = cursor.language
    for pair in cursor.instruction.pairs:
        if pair.key.span.holds(cursor.offset):
            key = pair.key.value
            known = library.entry("labels", key, language) or library.entry("labels", key.lower(), language)
            if known is not None:
                text = known.text
            elif key.startswith("org.label-schema."):
                text = say("label-schema", language, label=code(_oci_name(key)))
            else:
                text = say("label-own", language)
            return Hover(pair.key.span, card(code(key), [text], language, ("instructions/label",)))
    return _value_of_pair(cursor)


def _oci_name(key: str) -> str:
    name = key.removeprefix("org.label-schema.")
    renamed = {
        "name": "title", "build-date": "created", "vcs-url": "source", "vcs-ref": "revision", "usage": "documentation",
        "license": "licenses",
    }  # fmt: skip
    return f"org.opencontainers.image.{renamed.get(name, name)}"


def _value_of_pair(cursor: Cursor) -> Hover | None:
    """A link, an option of the program that reads the variable, else whose value it is."""
    language, is_label = cursor.language, cursor.instruction.name == "LABEL"
    for pair in cursor.instruction.pairs:
        value = pair.value
        if value is None or not value.span.holds(cursor.offset):
            continue
        if value.value.startswith(("http://", "https://")):
            return Hover(value.span, address(cursor, value.value))
        option = _option_in(cursor, pair.key.value)
        if option is not None:
            return option
        key = pair.key.value
        sentence = say("value-of-label" if is_label else "value-of-variable", language, name=code(key))
        known = library.entry("labels", key, language) if is_label else library.variable(key, language)
        lines = [sentence, known.text] if known is not None else [sentence]
        page = "instructions/label" if is_label else f"instructions/{cursor.instruction.name.lower()}"
        return Hover(value.span, card(code(value.value[:_LONGEST_VALUE]), lines, language, (page,)))
    return None


def _option_in(cursor: Cursor, variable: str) -> Hover | None:
    """The option under the cursor in a variable that holds a program's options: `JAVA_TOOL_OPTIONS`."""
    program = _OPTIONS_OF.get(variable)
    if program is None:
        return None
    for match in _WORD.finditer(cursor.instruction.text):
        if match.start() <= cursor.offset < match.end():
            rows = options_in(program, match[0], cursor.language, dashless=False)
            lines = [row.text for _, row in rows]
            links = (f"commands/{program}",)
            span = Span(match.start(), match.end())
            return Hover(span, card(f"{code(match[0])} · {program}", lines, cursor.language, links)) if rows else None
    return None


def address(cursor: Cursor, url: str) -> str:
    """What is said of a URL: its host, and whether the way is encrypted."""
    scheme, _, rest = url.partition("://")
    host = rest.partition("/")[0].rpartition("@")[2]
    if host.partition(":")[0] in ("+", "*", "0.0.0.0"):  # noqa: S104  # a text, nothing is bound
        port = host.partition(":")[2] or {"http": "80", "https": "443"}.get(scheme, "")
        return card(code(url), [say("url-listens", cursor.language, port=port)], cursor.language)
    is_own = host.partition(":")[0] in ("localhost", "127.0.0.1", "[") or host.startswith("[::1]")
    lines = [say("url-local" if is_own else "url", cursor.language, host=code(host))]
    if scheme == "http" and not is_own:
        lines.append(say("url-plain", cursor.language))
    if "@" in rest.partition("/")[0] and ":" in rest.partition("@")[0]:
        lines.append(say("url-password", cursor.language))
    return card(code(host or url), lines, cursor.language)


_ABOUT: dict[str, Callable[[Cursor, Word], Hover | None]] = {
    "EXPOSE": _port, "USER": _user, "STOPSIGNAL": _signal, "WORKDIR": _folder, "VOLUME": _volume, "SHELL": _shell,
    "HEALTHCHECK": _health, "MAINTAINER": _maintainer,
}  # fmt: skip
