"""Texts grown from a grammar of whole Dockerfiles: several stages whose instructions know each other, and lines of loose characters.

`made.py` makes one odd line a text; here a text is odd in many places that meet: names that come again in other letters,
arguments that are declared above, below and inside of stages, triggers that fire, continuations, comments, line ends. The same for the same seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grown_words import (
    Chance,
    FEW_ODD,
    SOME_ODD,
    STAGE_NAMES,
    VARIABLES,
    array,
    duration,
    is_odd,
    loose,
    mount,
    one_word,
    some_words,
    variable,
    written_flag,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def _from(chance: Chance, stages: list[str]) -> str:
    image = chance.choice(("debian:13-slim", "alpine", "alpine:3.22", "busybox", "scratch", "debian:13$TAG", "${TAG:-debian}", *(("debian:$TAG", "$A", "${A}") if is_odd(chance, 3) else ()), "alpine:${TAG:-3}",  "a/b", *stages, *stages))  # fmt: skip
    if is_odd(chance):
        image = chance.choice(
            (
                image.upper(),
                image.title(),
                loose(chance, 5),
                f'"{image}"',
                image + ":",
                image + "@",
                "docker.io/" + image,
                "https://" + image,
            )
        )
    flag = ""
    if chance.random() < 0.25:
        platform = chance.choice(("linux/amd64", "$BUILDPLATFORM", "$TARGETPLATFORM", "${TARGETPLATFORM}", "linux/$TARGETARCH", "linux/arm64", "amd64", *(("$A",) if is_odd(chance, 3) else ()), "linux/arm/v7", '"$BUILDPLATFORM"', "${BUILDPLATFORM:-linux/amd64}"))  # fmt: skip
        flag = written_flag(chance, "platform", platform) + " "
    name = ""
    if chance.random() < 0.7:
        stage = chance.choice(
            STAGE_NAMES
            if not is_odd(chance, 2)
            else ("0", "1", "a b", "é", "a/b", "-a", "$A", "a:1", "_a", "a--b", "a.", '"a"')
        )
        stages.append(stage)
        name = f" {chance.choice(('AS', 'AS', 'as', 'As'))} {stage}"
    return f"{chance.choice(('FROM', 'FROM', 'FROM', 'from', 'From'))} {flag}{image}{name}"


def _arg(chance: Chance, stages: list[str]) -> str:
    pairs = [
        chance.choice(VARIABLES) + (f"={one_word(chance)}" if chance.random() < 0.7 else "")
        for _ in range(chance.choice((1, 1, 1, 2, 3)))
    ]
    return "ARG " + chance.choice((" ", " ", " \\\n  ")).join(pairs)


def _env(chance: Chance, stages: list[str]) -> str:
    keyword = chance.choice(("ENV", "ENV", "LABEL"))
    if chance.random() < 0.25:
        return f"{keyword} {chance.choice(VARIABLES)} {some_words(chance)}"
    pairs = [
        f"{chance.choice((*VARIABLES, 'a.b.c', variable(chance)))}={one_word(chance)}"
        for _ in range(chance.choice((1, 1, 2, 3)))
    ]
    return f"{keyword} " + chance.choice((" ", " ", " \\\n  ", " \\\n# c\n  ", "\t")).join(pairs)


def _copy(chance: Chance, stages: list[str]) -> str:
    keyword, flags = chance.choice(("COPY", "COPY", "ADD")), []
    for name in chance.sample(
        ("from", "chown", "chmod", "link", "exclude")
        if keyword == "COPY"
        else ("chown", "chmod", "link", "exclude", "checksum", "keep-git-dir", "unpack"),
        chance.choice((0, 0, 1, 1, 2)),
    ):
        value = {
            "from": chance.choice((*stages, "debian", "alpine:3"))
            if not is_odd(chance, 4)
            else chance.choice(("0", "1", "$A", "Build", "build", "-1", "00", "nope")),
            "chown": chance.choice(("a:b", "1000", "$A:$A", "a", "1:1", ":")),
            "chmod": chance.choice(
                ("755", "u+x", "0644", "a=rX", "1777", "u=rwX,go=rX", "+x")
                if not is_odd(chance, 4)
                else ("$A", "888", "x")
            ),
            "link": chance.choice(
                ("true", "false", "True", "TRUE") if not is_odd(chance, 4) else ("1", "t", "yes", "")
            ),
            "exclude": chance.choice(("*.md", "**/a") if not is_odd(chance, 4) else ("$A", "[a", "")),
            "checksum": chance.choice(("sha256:" + "a" * 64, "v1") if not is_odd(chance, 4) else ("sha256:abc", "$A")),
            "keep-git-dir": chance.choice(("true", "false", "2", "F")),
            "unpack": chance.choice(("true", "false", "t", "no")),
        }[name]
        flags.append(
            f"--{name}"
            if name in ("link", "keep-git-dir", "unpack") and chance.random() < 0.5
            else written_flag(chance, name, value)
        )
    if chance.random() < 0.15:
        return " ".join((keyword, *flags, _heredoc(chance, chance.choice(("/x", "/x/", one_word(chance))))))
    if chance.random() < 0.15:
        return " ".join((keyword, *flags, array(chance)))
    if keyword == "ADD" and chance.random() < 0.5:
        return " ".join((keyword, *flags, chance.choice(("https://e.com/a.tgz", "https://github.com/a/b.git", "git@github.com:a/b.git#v1", "https://github.com/a/b.git?ref=v1", "https://$A/a", "http://e.com", "ssh://git@e.com/b")), chance.choice(("/x", "/x/"))))  # fmt: skip
    return " ".join((keyword, *flags, some_words(chance, 2), chance.choice(("/x", "/x/", ".", "./", one_word(chance)))))


def _heredoc(chance: Chance, behind: str) -> str:
    count = chance.choice((1, 1, 1, 2))
    names = [chance.choice(("EOF", "A", "end", "E1", "한")) for _ in range(count)]
    heads = [
        chance.choice(("<<", "<<", "<<-", "1<<", "<< "))
        + chance.choice((name, f'"{name}"', f"'{name}'", name, f"{name}${{A:-}}" if is_odd(chance, 3) else name))
        for name in names
    ]
    bodies = [
        chance.choice(
            (
                "",
                "a\n",
                "$A\n",
                "${NOPE:?}\n" if is_odd(chance, 3) else "b\n",
                "# c\n",
                "a \\\n",
                "\tb\n",
                "FROM x\n",
                "${A\n" if is_odd(chance, 3) else "c\n",
                "'\n",
            )
        )
        + (chance.choice(("\t", " ")) if is_odd(chance, 3) else "")
        + name
        + (" " if is_odd(chance, 2) else "")
        for name in names
    ]
    return f"{' '.join(heads)}{chance.choice((' ', ' ', ''))}{behind}\n" + "\n".join(bodies)


def _run(chance: Chance, stages: list[str]) -> str:
    flags = [written_flag(chance, "mount", mount(chance)) if chance.random() < 0.8 else written_flag(chance, *chance.choice((("network", "none"), ("network", "default"), ("network", "bridge"), ("security", "sandbox"), ("security", "insecure"), ("device", "a")))) for _ in range(chance.choice((0, 0, 1, 1, 2)))]  # fmt: skip
    body = chance.choice((
        lambda: f"echo {some_words(chance)}",
        lambda: array(chance),
        lambda: _heredoc(chance, chance.choice(("", "", "sh", "| cat", "&& x"))),
        lambda: "a && \\\n" + chance.choice(("", "\n", "# c\n", "  # c\n", "\t\n", "#\n\n")) + "  b",
        lambda: "cat " + _heredoc(chance, "> /x"),
        lambda: "",
        lambda: "echo $((1 << 2))" if is_odd(chance, 4) else "true",
        lambda: "cat <<< a",
        lambda: "set -e; \\\n a; \\\n\\\n b",
    ))()  # fmt: skip
    return " ".join(("RUN", *flags, body))


def _start(chance: Chance, stages: list[str]) -> str:
    keyword = chance.choice(("CMD", "ENTRYPOINT", "CMD", "SHELL", "VOLUME"))
    if keyword == "SHELL" and not is_odd(chance, 4):
        return 'SHELL ["/bin/sh", "-c"]'
    return f"{keyword} {chance.choice((array, array, some_words))(chance)}"


def _health(chance: Chance, stages: list[str]) -> str:
    names = chance.sample(
        ("interval", "timeout", "start-period", "start-interval", "retries"), chance.choice((0, 1, 1, 2))
    )
    flags = [
        written_flag(
            chance,
            name,
            chance.choice(("3", "0", "03") if not is_odd(chance, 4) else ("-1", "x", "1e3"))
            if name == "retries"
            else duration(chance),
        )
        for name in names
    ]
    return " ".join(
        (
            "HEALTHCHECK",
            *flags,
            chance.choice(
                ("NONE", f"CMD {some_words(chance)}", f"CMD {array(chance)}", "cmd a", "None")
                if not is_odd(chance, 3)
                else ("CMD", "NONE a", some_words(chance))
            ),
        )
    )


def _place(chance: Chance, stages: list[str]) -> str:
    if chance.random() < 0.2:
        return f"STOPSIGNAL {chance.choice(('SIGTERM', '9', 'int', 'SIGRTMIN+3', '${A:-QUIT}')) if not is_odd(chance, 4) else some_words(chance)}"
    return (
        f"{chance.choice(('WORKDIR', 'WORKDIR', 'USER', 'MAINTAINER'))} {some_words(chance, chance.choice((1, 1, 2)))}"
    )


def _expose(chance: Chance, stages: list[str]) -> str:
    ports = ["".join((chance.choice(("", "", "", "80:", "127.0.0.1:80:", ":")), chance.choice(("80", "8080", "80-90", "$PORT", "${PORT:-80}", "443", "0", "090") if not is_odd(chance, 2) else ("70000", "90-80", "x")), chance.choice(("", "", "/tcp", "/UDP", "/sctp", "/", "/$A") if not is_odd(chance) else ("/x",)))) for _ in range(chance.choice((1, 1, 2)))]  # fmt: skip
    return "EXPOSE " + " ".join(ports)


def _loose_line(chance: Chance, stages: list[str]) -> str:
    return f"{chance.choice(('ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'))} {loose(chance)}"  # fmt: skip


_KINDS: dict[str, Callable[[Chance, list[str]], str]] = {
    "arg": _arg, "env": _env, "copy": _copy, "run": _run, "start": _start, "health": _health, "place": _place, "expose": _expose, "loose": _loose_line,
}  # fmt: skip


def _line(chance: Chance, stages: list[str], kind: str) -> str:
    line = _KINDS[kind](chance, stages)
    if chance.random() < 0.1:
        line = f"ONBUILD {line}"
    keyword, _, rest = line.partition(" ")
    if chance.random() < 0.12:
        keyword = chance.choice((keyword.lower(), keyword.title()))
    if is_odd(chance):
        rest = chance.choice(("\\\n", "\\\n\n", "\\\n# c\n", "\t", "  ", "\\ \n", "\u00a0")) + rest
    line = f"{chance.choice(('', '', '', '', '  ', chr(9)))}{keyword} {rest}"
    return line + (chance.choice((" ", " # c", " \\", " \\\n\n")) if is_odd(chance, 2) else "")


def _directives(chance: Chance) -> str:
    rows = [
        chance.choice(("# ", "#", "#  ", " # "))
        + chance.choice(
            (
                "escape=`",
                "escape=\\",
                "check=skip=all",
                "check=skip=StageNameCasing,JSONArgsRecommended",
                "check=error=true",
                "Check = skip=UndefinedVar",
                "check=skip=UndefinedVar;error=false",
                "check=error=x",
                "syntax=docker/dockerfile:1",
                "escape = `",
                "nope=1",
                "c",
                "experimental=x",
                "check=experimental=all",
                "ESCAPE=`",
            )
        )
        for _ in range(chance.choice((1, 1, 2, 3)))
    ]
    return "\n".join(rows) + "\n"


def _comment(chance: Chance) -> str:
    return chance.choice(
        (
            "# c",
            f"# {chance.choice(VARIABLES)} is it",
            f"# {chance.choice(STAGE_NAMES)} is it",
            "",
            "#",
            "  # c",
            "#syntax=x",
            "# check=skip=all",
        )
    )


def grown(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many texts, each with the kind of instruction that it has most of."""
    chance = Chance(f"grown {seed}")
    kinds = (*_KINDS, *("mixed",) * len(_KINDS))
    for number in range(count):
        kind = kinds[number % len(kinds)]
        chance.odd = chance.choice((SOME_ODD, FEW_ODD)) if kind == "mixed" else SOME_ODD
        yield kind, _text(chance, kind)


def _text(chance: Chance, kind: str) -> str:
    stages: list[str] = []
    rows = [_comment(chance) for _ in range(chance.choice((0, 0, 1)))]
    rows += [_arg(chance, stages) for _ in range(chance.choice((0, 0, 1, 1, 2)))]
    for _ in range(chance.choice((1, 1, 2, 3))):
        if chance.random() < 0.15:
            rows.append(_comment(chance))
        rows.append(
            _from(chance, stages) if kind == "mixed" or stages or chance.random() < 0.3 else "FROM debian AS build"
        )
        if not stages and kind != "mixed":
            stages.append("build")
        for _ in range(chance.choice((1, 1, 2, 3, 5) if kind == "mixed" else (1, 1, 2))):
            if chance.random() < 0.1:
                rows.append(_comment(chance))
            rows.append(_line(chance, stages, kind if kind in _KINDS else chance.choice(tuple(_KINDS)[:-1])))
    text = "\n".join(rows) + chance.choice(("\n", "\n", "\n", "", "\n\n"))
    head = (
        _directives(chance) if chance.random() < 0.15 else chance.choice(("", "", "", "", "", "\ufeff", "\n", "#!/x\n"))
    )
    text = head + text
    if "escape" in head and "`" in head and chance.random() < 0.7:
        text = head + text[len(head) :].replace("\\\n", "`\n")
    return text.replace("\n", "\r\n") if chance.random() < 0.07 else text
