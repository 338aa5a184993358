"""Texts made at random from a small grammar of Dockerfiles at the edges of what the Engine takes. The same for the same seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from made_words import (
    BLANKS,
    BODIES,
    CHECKS,
    CHECKSUMS,
    DELIMITERS,
    DURATIONS,
    END_LINES,
    IMAGES,
    JSON,
    MODES,
    MODIFIERS,
    MOUNTS,
    NAMES,
    PLATFORMS,
    PORTS,
    SHELLS,
    SIGNALS,
    SOURCES,
    STAGES,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def _value(chance: random.Random, depth: int = 0) -> str:
    """A word, or a variable in one of its forms, with another inside."""
    kind = chance.random()
    if kind < 0.55 or depth > 2:
        return chance.choice(WORDS)
    name = chance.choice(NAMES)
    if kind < 0.65:
        return chance.choice((f"${name}", f"${{{name}}}", f"a${name}b", f"${{{name}", f"\\${{{name}}}"))
    return f"${{{name}{chance.choice(MODIFIERS)}{_value(chance, depth + 1)}}}"


def _values(chance: random.Random, most: int = 3) -> str:
    return " ".join(_value(chance) for _ in range(chance.randint(1, most)))


def _heredoc(chance: random.Random, keyword: str, behind: str = "") -> str:
    before = (
        chance.choice(("", "cat ", "a && ", "echo 'x' ", 'echo "', "3"))
        if keyword == "RUN"
        else chance.choice(("", "a "))
    )
    delimiter, end = chance.choice(DELIMITERS), chance.choice(END_LINES[:4] if chance.random() < 0.7 else END_LINES)
    return f"{keyword} {before}<<{delimiter}{behind}\n{chance.choice(BODIES)}\n{end}"


def _from(chance: random.Random) -> str:
    platform = f"--platform={chance.choice(PLATFORMS)} " if chance.random() < 0.4 else ""
    stage = (
        f" {chance.choice(('AS', 'as', 'As', 'AS', 'a', 'AS '))} {chance.choice(STAGES)}"
        if chance.random() < 0.6
        else ""
    )
    return f"FROM {platform}{chance.choice(IMAGES)}{stage}"


def _copy(chance: random.Random) -> str:
    keyword = chance.choice(("COPY", "ADD"))
    flags = [
        chance.choice((
            f"--chmod={chance.choice(MODES)}", f"--chown={chance.choice(('a', 'a:b', '1:2', ':', ':b', 'a:', '', '$A', '-1', 'a:b:c'))}", f"--from={chance.choice(STAGES + IMAGES)}",
            f"--link{chance.choice(('', '=true', '=0', '=no', '=', '=TRUE'))}", f"--exclude={chance.choice(('a', '', '*.md', '[', '!a', '$A', '**', '/a', '..'))}", f"--checksum={chance.choice(CHECKSUMS)}",
            f"--keep-git-dir{chance.choice(('', '=1', '=x'))}", f"--unpack{chance.choice(('', '=false', '=x'))}", "--Chmod=755", "--chmod", "--from", "--", "-x", "--nope", "--no\\pe", "--chown", "--parents=no",
        ))
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3)))
    ]  # fmt: skip
    if chance.random() < 0.15:
        return _heredoc(chance, " ".join([keyword, *flags]), f" {_value(chance)}")
    if chance.random() < 0.15:
        return f"{' '.join([keyword, *flags])} {chance.choice(JSON)}"
    sources = " ".join(
        chance.choice(SOURCES) if chance.random() < 0.6 else _value(chance) for _ in range(chance.choice((1, 1, 1, 2)))
    )
    return f"{' '.join([keyword, *flags])} {sources} {chance.choice(('/x', '/x/', '.', _value(chance)))}"


def _run(chance: random.Random) -> str:
    flags = [
        f"--mount={','.join(chance.choice(MOUNTS) for _ in range(chance.randint(1, 4)))}"
        if chance.random() < 0.75
        else chance.choice(
            (
                "--network=none",
                "--network=host",
                "--network=x",
                "--network",
                "--network=",
                "--security=insecure",
                "--security=x",
                "--device=x",
                "--device",
                "--mount",
                "--Mount=type=cache,target=/c",
                "--x",
            )
        )
        for _ in range(chance.choice((0, 1, 1, 2)))
    ]
    head = " ".join(["RUN", *flags])
    kind = chance.random()
    if kind < 0.25:
        return _heredoc(chance, head) if head == "RUN" else _heredoc(chance, head, "")
    return f"{head} {chance.choice(JSON)}" if kind < 0.4 else f"{head} {chance.choice(('ls', _values(chance)))}"


def _health(chance: random.Random) -> str:
    flags = [
        chance.choice((
            f"--interval={chance.choice(DURATIONS)}", f"--timeout={chance.choice(DURATIONS)}", f"--start-period={chance.choice(DURATIONS)}", f"--start-interval={chance.choice(DURATIONS)}",
            f"--retries={chance.choice(('1', '0', '-1', '01', '1.0', '', 'x', '2147483648', '99999999999999999999', '$A', '+1', '1_0'))}", "--Interval=1s", "--interval", "--x=1",
        ))
        for _ in range(chance.choice((0, 1, 1, 2)))
    ]  # fmt: skip
    rest = chance.choice(
        (
            "CMD x",
            "cmd x",
            "NONE",
            "none",
            "NONE x",
            "CMD",
            f"CMD {chance.choice(JSON)}",
            f"CMD {_values(chance)}",
            "CMD-SHELL x",
            "x",
            "",
            "CMD\tx",
            "CMD <<EOF",
        )
    )
    return " ".join(["HEALTHCHECK", *flags, rest])


def _pair(chance: random.Random) -> str:
    keyword = chance.choice(("ENV", "LABEL", "ARG"))
    pairs = [
        chance.choice(
            (
                f"{chance.choice(NAMES)}={_value(chance)}",
                f"{_value(chance)}={_value(chance)}",
                f"{chance.choice(NAMES)} {_value(chance)}",
                _value(chance),
            )
        )
        for _ in range(chance.choice((1, 1, 2, 3)))
    ]
    return f"{keyword} {chance.choice(BLANKS if chance.random() < 0.2 else (' ',)).join(pairs)}"


_INSTRUCTIONS: dict[str, Callable[[random.Random], str]] = {
    "FROM": _from,
    "COPY": _copy,
    "ADD": _copy,
    "RUN": _run,
    "HEALTHCHECK": _health,
    "ENV": _pair,
    "EXPOSE": lambda chance: f"EXPOSE {' '.join(chance.choice(PORTS) for _ in range(chance.choice((1, 1, 2))))}",
    "STOPSIGNAL": lambda chance: f"STOPSIGNAL {chance.choice(SIGNALS)}",
    "SHELL": lambda chance: f"SHELL {chance.choice(SHELLS)}",
    "CMD": lambda chance: f"{chance.choice(('CMD', 'ENTRYPOINT', 'VOLUME'))} {chance.choice(JSON) if chance.random() < 0.7 else _values(chance)}",
    "WORKDIR": lambda chance: f"{chance.choice(('WORKDIR', 'USER', 'VOLUME', 'MAINTAINER'))} {_values(chance, 2)}",
    "DIRECTIVE": lambda chance: chance.choice(("# check=", "#check =", "# Check=", "## check=")) + chance.choice(CHECKS),
}  # fmt: skip
_HEADS = (
    "", "", "", "", "", "", "\ufeff", "\n", "# c\n", "#!/x\n", "# escape=`\n", "# escape=\\\n", "# escape=x\n", "#escape = `\n# c\n", "# c\n# escape=`\n", "# nope=1\n# escape=`\n", "\ufeff# escape=`\n", "\n# escape=`\n", "# escape=`\n# escape=`\n", "# Escape=`\n", "# escape=` x\n", "# escape\n", "# escape=\n",
)  # fmt: skip
_SLIPS = (
    "\x00",
    "\u00a0",
    "\u3000",
    "\t",
    "\r",
    "\v",
    "\u2028",
    "\ufeff",
    "\\",
    "\\\n",
    "\\\r\n",
    " \\ \n",
    "#",
    "\n#\n",
    '"',
    "'",
    "`",
    "<<",
    "$",
    "${",
    "\u200b",
    "`\n",
)


def made(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many texts, each with the kind of the instruction that it is about."""
    chance = random.Random(f"made {seed}")
    kinds = list(_INSTRUCTIONS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        yield kind, _text(chance, kind)


def _text(chance: random.Random, kind: str) -> str:
    line = _INSTRUCTIONS[kind](chance)
    if kind not in ("FROM", "DIRECTIVE") and chance.random() < 0.12:
        line = f"{chance.choice(('ONBUILD', 'onbuild', 'ONBUILD '))} {line}"
    if chance.random() < 0.1:
        words = line.split(" ", 1)
        line = chance.choice((words[0].lower(), words[0].title(), words[0])) + "".join(
            chance.choice(BLANKS) + word for word in words[1:]
        )
    if chance.random() < 0.15:
        at = chance.randrange(len(line) + 1)
        line = line[:at] + chance.choice(_SLIPS) + line[at:]
    head = chance.choice(_HEADS)
    if "`" in head and chance.random() < 0.7:
        line = line.replace("\\\n", "`\n")
    above = chance.choice(("", "", "", "ARG A=wxw\n", "ARG A\n"))
    inside = chance.choice(("", "", "ARG A=80\n", "ARG A\n", "ENV A=/a\n", "ENV A=debian B=1\n"))
    below = chance.choice(("", "", "", "USER b\n", "FROM a\n", "# c\n", "CMD x\n", "FROM debian AS b\n", "\n"))
    first = chance.choice(("FROM debian AS a\n", "FROM debian AS a\n", "FROM debian AS b\nFROM debian AS a\n"))
    if kind == "FROM":
        text = f"{above}{chance.choice(('', first))}{line}\n{below}"
    elif kind == "DIRECTIVE":
        text = chance.choice(
            (
                f"{line}\n{first}CMD x\n",
                f"{first}{line}\nCMD x\n",
                f"# c\n{line}\n{first}",
                f"{line}\n{line}\n{first}",
                f"{first}RUN a \\\n{line}\n  b\n",
            )
        )
    else:
        text = f"{above}{first}{inside}{line}\n{below}"
    text = head + text
    return text.replace("\n", "\r\n") if chance.random() < 0.08 else text
