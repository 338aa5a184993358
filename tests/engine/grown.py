"""Texts grown from a grammar of whole Dockerfiles: several stages whose instructions know each other, and lines of loose characters.

`made.py` makes one odd line a text; here a text is odd in many places that meet: names that come again in other letters,
arguments that are declared above, below and inside of stages, triggers that fire, continuations, comments, line ends. The same for the same seed.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STAGE_NAMES = ("build", "Build", "BUILD", "b-1", "b_1", "b.1", "final", "test", "x", "scratch", "context")
_VARIABLES = ("A", "B", "TAG", "tag", "PORT", "APP_DIR", "TARGETARCH", "TARGETPLATFORM", "BUILDPLATFORM", "BUILDOS", "HOME", "PATH", "HTTP_PROXY", "no_proxy", "NOPE", "DB_PASSWORD", "API_KEY", "TOKEN_FILE", "SOURCE_DATE_EPOCH", "TARGETSTAGE", "BUILDKIT_SYNTAX", "_", "a1")  # fmt: skip
_PLAIN = ("a", "/a", "/srv/app", "1.0", "80", "8080", "debian", "linux/amd64", "value", "a.b", "x-y", "한글", "🐳")
_LOOSE = "\\\\\"\"''$$${{}}==::  \t#<<[[]],,--aab019./`~*?!@&|;()%+^\u00a0\u3000"
_MODIFIERS = (":-", ":+", "-", "+", "#", "##", "%", "%%", "/", "//", ":?", "?")
_SOME_ODD, _FEW_ODD = 0.08, 0.008


class _Chance(random.Random):
    odd = _SOME_ODD


def _odd(chance: _Chance, times: float = 1) -> bool:
    return chance.random() < chance.odd * times


def _loose(chance: _Chance, most: int = 12) -> str:
    return "".join(chance.choice(_LOOSE) for _ in range(chance.randint(0, most)))


def _variable(chance: _Chance, depth: int = 0) -> str:
    name, kind = chance.choice(_VARIABLES), chance.random()
    if kind < 0.45:
        return f"${name}"
    if kind < 0.7 or depth > 2:
        return f"${{{name}}}"
    inner = chance.choice((lambda: chance.choice(_PLAIN), lambda: _variable(chance, depth + 1), lambda: "", lambda: _loose(chance, 3) if _odd(chance) else "*"))()  # fmt: skip
    mark = chance.choice(
        _MODIFIERS[:4] if chance.random() < 0.6 else _MODIFIERS if _odd(chance, 4) else _MODIFIERS[:-2]
    )
    more = f"/{chance.choice(('', 'y', _variable(chance, depth + 1)))}" if mark in ("/", "//") else ""
    return f"${{{name}{mark}{inner}{more}}}"


def _word(chance: _Chance) -> str:
    if _odd(chance):
        return _loose(chance, 6)
    parts = [
        _variable(chance) if chance.random() < 0.35 else chance.choice(_PLAIN)
        for _ in range(chance.choice((1, 1, 1, 2)))
    ]
    text = chance.choice(("", "", "/", "-", ":")).join(parts)
    quote = chance.random()
    if quote < 0.15:
        return f'"{text}"'
    return f"'{text}'" if quote < 0.25 else f"\\{text}" if quote < 0.28 else text


def _words(chance: _Chance, most: int = 3) -> str:
    return chance.choice((" ", " ", " ", "  ", "\t")).join(_word(chance) for _ in range(chance.randint(1, most)))


def _json(chance: _Chance) -> str:
    items = [
        f'"{chance.choice((*_PLAIN, "", "$A", chr(92) + chr(92), chr(92) + "t", "a b"))}"'
        for _ in range(chance.randint(0, 3))
    ]
    text = "[" + chance.choice((",", ", ", " , ")).join(items) + "]"
    if _odd(chance, 3):
        at = chance.randrange(len(text) + 1)
        return (
            text[:at]
            + chance.choice(("'", '"', ",", "[", " ", "\\", "x", "\n", "]", "\\\n"))
            + text[at + chance.randint(0, 1) :]
        )
    return text


def _duration(chance: _Chance) -> str:
    if _odd(chance):
        return _loose(chance, 4)
    return chance.choice(("", "-", "+") if _odd(chance, 4) else ("", "+")) + "".join(
        chance.choice(("1", "30", "0.5", ".5", "5."))
        + chance.choice(("us", "ns", "d", "") if _odd(chance, 4) else ("s", "m", "h", "ms"))
        for _ in range(chance.choice((1, 1, 1, 2)))
    )


def _flag(chance: _Chance, name: str, value: str) -> str:
    if not _odd(chance, 2):
        return f"--{name}={value}"
    return chance.choice((f"--{name}", f"--{name} {value}", f"--{name.upper()}={value}", f"--{name}={value}={value}", f'--{name}="{value}"', f"--{name}='{value}'", f"-{name}={value}", f"--{name}= {value}", f"--{name}\\\n={value}", f"--{name}={value}\\\n ", f'--"{name}"={value}', f"--{name}=\\{value}", f"---{name}={value}", f"--{name[:-1]}={value}"))  # fmt: skip


def _mount(chance: _Chance) -> str:
    kind = chance.choice(("bind", "cache", "secret", "ssh", "tmpfs", "cache", "bind"))
    keys = {
        "bind": ("from=build", "from=debian", "from=0", "source=a", "src=/a", "rw", "ro", "readonly=false", "rw=true"),
        "cache": (
            "id=c",
            "sharing=locked",
            "sharing=private",
            "from=build",
            "source=/a",
            "mode=0755",
            "uid=1",
            "gid=$A",
            "ro",
        ),
        "secret": ("id=s", "env=S", "required", "required=false", "mode=400", "uid=0", "src=s"),
        "ssh": ("id=default", "required=true", "mode=0600", "uid=1", "gid=1"),
        "tmpfs": ("size=1g", "size=1000", "size=64MiB"),
    }
    given = [f"type={kind}"] if chance.random() < 0.95 else []
    if kind not in ("secret", "ssh") or chance.random() < 0.5:
        given.append(
            f"{chance.choice(('target', 'dst', 'destination'))}={chance.choice(('/t', 't', '/a b', '.', '/', '..', '$A', '/$A/t', '/t/', '~'))}"
        )
    given += chance.sample(keys[kind], chance.randint(0, 2))
    if _odd(chance, 2):
        other = chance.choice(tuple(keys))
        given.append(chance.choice(keys[other]))
    chance.shuffle(given)
    if _odd(chance):
        given = [
            one.replace("=", chance.choice(("==", " = ", ":", "= ")), 1) if chance.random() < 0.3 else one
            for one in given
        ]
    if given and _odd(chance):
        at = chance.randrange(len(given))
        given[at] = chance.choice(
            (f'"{given[at]}"', f"'{given[at]}'", given[at].upper(), given[at] + "=", f'"{given[at]}', given[at] + '"')
        )
    return ",".join(given)


def _from(chance: _Chance, stages: list[str]) -> str:
    image = chance.choice(("debian:13-slim", "alpine", "alpine:3.22", "busybox", "scratch", "debian:13$TAG", "${TAG:-debian}", *(("debian:$TAG", "$A", "${A}") if _odd(chance, 3) else ()), "alpine:${TAG:-3}",  "a/b", *stages, *stages))  # fmt: skip
    if _odd(chance):
        image = chance.choice(
            (
                image.upper(),
                image.title(),
                _loose(chance, 5),
                f'"{image}"',
                image + ":",
                image + "@",
                "docker.io/" + image,
                "https://" + image,
            )
        )
    flag = ""
    if chance.random() < 0.25:
        platform = chance.choice(("linux/amd64", "$BUILDPLATFORM", "$TARGETPLATFORM", "${TARGETPLATFORM}", "linux/$TARGETARCH", "linux/arm64", "amd64", *(("$A",) if _odd(chance, 3) else ()), "linux/arm/v7", '"$BUILDPLATFORM"', "${BUILDPLATFORM:-linux/amd64}"))  # fmt: skip
        flag = _flag(chance, "platform", platform) + " "
    name = ""
    if chance.random() < 0.7:
        stage = chance.choice(
            _STAGE_NAMES
            if not _odd(chance, 2)
            else ("0", "1", "a b", "é", "a/b", "-a", "$A", "a:1", "_a", "a--b", "a.", '"a"')
        )
        stages.append(stage)
        name = f" {chance.choice(('AS', 'AS', 'as', 'As'))} {stage}"
    return f"{chance.choice(('FROM', 'FROM', 'FROM', 'from', 'From'))} {flag}{image}{name}"


def _arg(chance: _Chance, stages: list[str]) -> str:
    pairs = [
        chance.choice(_VARIABLES) + (f"={_word(chance)}" if chance.random() < 0.7 else "")
        for _ in range(chance.choice((1, 1, 1, 2, 3)))
    ]
    return "ARG " + chance.choice((" ", " ", " \\\n  ")).join(pairs)


def _env(chance: _Chance, stages: list[str]) -> str:
    keyword = chance.choice(("ENV", "ENV", "LABEL"))
    if chance.random() < 0.25:
        return f"{keyword} {chance.choice(_VARIABLES)} {_words(chance)}"
    pairs = [
        f"{chance.choice((*_VARIABLES, 'a.b.c', _variable(chance)))}={_word(chance)}"
        for _ in range(chance.choice((1, 1, 2, 3)))
    ]
    return f"{keyword} " + chance.choice((" ", " ", " \\\n  ", " \\\n# c\n  ", "\t")).join(pairs)


def _copy(chance: _Chance, stages: list[str]) -> str:
    keyword, flags = chance.choice(("COPY", "COPY", "ADD")), []
    for name in chance.sample(
        ("from", "chown", "chmod", "link", "exclude")
        if keyword == "COPY"
        else ("chown", "chmod", "link", "exclude", "checksum", "keep-git-dir", "unpack"),
        chance.choice((0, 0, 1, 1, 2)),
    ):
        value = {
            "from": chance.choice((*stages, "debian", "alpine:3"))
            if not _odd(chance, 4)
            else chance.choice(("0", "1", "$A", "Build", "build", "-1", "00", "nope")),
            "chown": chance.choice(("a:b", "1000", "$A:$A", "a", "1:1", ":")),
            "chmod": chance.choice(
                ("755", "u+x", "0644", "a=rX", "1777", "u=rwX,go=rX", "+x")
                if not _odd(chance, 4)
                else ("$A", "888", "x")
            ),
            "link": chance.choice(("true", "false", "True", "TRUE") if not _odd(chance, 4) else ("1", "t", "yes", "")),
            "exclude": chance.choice(("*.md", "**/a") if not _odd(chance, 4) else ("$A", "[a", "")),
            "checksum": chance.choice(("sha256:" + "a" * 64, "v1") if not _odd(chance, 4) else ("sha256:abc", "$A")),
            "keep-git-dir": chance.choice(("true", "false", "2", "F")),
            "unpack": chance.choice(("true", "false", "t", "no")),
        }[name]
        flags.append(
            f"--{name}"
            if name in ("link", "keep-git-dir", "unpack") and chance.random() < 0.5
            else _flag(chance, name, value)
        )
    if chance.random() < 0.15:
        return " ".join((keyword, *flags, _heredoc(chance, chance.choice(("/x", "/x/", _word(chance))))))
    if chance.random() < 0.15:
        return " ".join((keyword, *flags, _json(chance)))
    if keyword == "ADD" and chance.random() < 0.5:
        return " ".join((keyword, *flags, chance.choice(("https://e.com/a.tgz", "https://github.com/a/b.git", "git@github.com:a/b.git#v1", "https://github.com/a/b.git?ref=v1", "https://$A/a", "http://e.com", "ssh://git@e.com/b")), chance.choice(("/x", "/x/"))))  # fmt: skip
    return " ".join((keyword, *flags, _words(chance, 2), chance.choice(("/x", "/x/", ".", "./", _word(chance)))))


def _heredoc(chance: _Chance, behind: str) -> str:
    count = chance.choice((1, 1, 1, 2))
    names = [chance.choice(("EOF", "A", "end", "E1", "한")) for _ in range(count)]
    heads = [
        chance.choice(("<<", "<<", "<<-", "1<<", "<< "))
        + chance.choice((name, f'"{name}"', f"'{name}'", name, f"{name}${{A:-}}" if _odd(chance, 3) else name))
        for name in names
    ]
    bodies = [
        chance.choice(
            (
                "",
                "a\n",
                "$A\n",
                "${NOPE:?}\n" if _odd(chance, 3) else "b\n",
                "# c\n",
                "a \\\n",
                "\tb\n",
                "FROM x\n",
                "${A\n" if _odd(chance, 3) else "c\n",
                "'\n",
            )
        )
        + (chance.choice(("\t", " ")) if _odd(chance, 3) else "")
        + name
        + (" " if _odd(chance, 2) else "")
        for name in names
    ]
    return f"{' '.join(heads)}{chance.choice((' ', ' ', ''))}{behind}\n" + "\n".join(bodies)


def _run(chance: _Chance, stages: list[str]) -> str:
    flags = [_flag(chance, "mount", _mount(chance)) if chance.random() < 0.8 else _flag(chance, *chance.choice((("network", "none"), ("network", "default"), ("network", "bridge"), ("security", "sandbox"), ("security", "insecure"), ("device", "a")))) for _ in range(chance.choice((0, 0, 1, 1, 2)))]  # fmt: skip
    body = chance.choice((
        lambda: f"echo {_words(chance)}",
        lambda: _json(chance),
        lambda: _heredoc(chance, chance.choice(("", "", "sh", "| cat", "&& x"))),
        lambda: "a && \\\n" + chance.choice(("", "\n", "# c\n", "  # c\n", "\t\n", "#\n\n")) + "  b",
        lambda: "cat " + _heredoc(chance, "> /x"),
        lambda: "",
        lambda: "echo $((1 << 2))" if _odd(chance, 4) else "true",
        lambda: "cat <<< a",
        lambda: "set -e; \\\n a; \\\n\\\n b",
    ))()  # fmt: skip
    return " ".join(("RUN", *flags, body))


def _start(chance: _Chance, stages: list[str]) -> str:
    keyword = chance.choice(("CMD", "ENTRYPOINT", "CMD", "SHELL", "VOLUME"))
    if keyword == "SHELL" and not _odd(chance, 4):
        return 'SHELL ["/bin/sh", "-c"]'
    return f"{keyword} {chance.choice((_json, _json, _words))(chance)}"


def _health(chance: _Chance, stages: list[str]) -> str:
    names = chance.sample(
        ("interval", "timeout", "start-period", "start-interval", "retries"), chance.choice((0, 1, 1, 2))
    )
    flags = [
        _flag(
            chance,
            name,
            chance.choice(("3", "0", "03") if not _odd(chance, 4) else ("-1", "x", "1e3"))
            if name == "retries"
            else _duration(chance),
        )
        for name in names
    ]
    return " ".join(
        (
            "HEALTHCHECK",
            *flags,
            chance.choice(
                ("NONE", f"CMD {_words(chance)}", f"CMD {_json(chance)}", "cmd a", "None")
                if not _odd(chance, 3)
                else ("CMD", "NONE a", _words(chance))
            ),
        )
    )


def _place(chance: _Chance, stages: list[str]) -> str:
    if chance.random() < 0.2:
        return f"STOPSIGNAL {chance.choice(('SIGTERM', '9', 'int', 'SIGRTMIN+3', '${A:-QUIT}')) if not _odd(chance, 4) else _words(chance)}"
    return f"{chance.choice(('WORKDIR', 'WORKDIR', 'USER', 'MAINTAINER'))} {_words(chance, chance.choice((1, 1, 2)))}"


def _expose(chance: _Chance, stages: list[str]) -> str:
    ports = ["".join((chance.choice(("", "", "", "80:", "127.0.0.1:80:", ":")), chance.choice(("80", "8080", "80-90", "$PORT", "${PORT:-80}", "443", "0", "090") if not _odd(chance, 2) else ("70000", "90-80", "x")), chance.choice(("", "", "/tcp", "/UDP", "/sctp", "/", "/$A") if not _odd(chance) else ("/x",)))) for _ in range(chance.choice((1, 1, 2)))]  # fmt: skip
    return "EXPOSE " + " ".join(ports)


def _loose_line(chance: _Chance, stages: list[str]) -> str:
    return f"{chance.choice(('ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'))} {_loose(chance)}"  # fmt: skip


_KINDS: dict[str, Callable[[_Chance, list[str]], str]] = {
    "arg": _arg, "env": _env, "copy": _copy, "run": _run, "start": _start, "health": _health, "place": _place, "expose": _expose, "loose": _loose_line,
}  # fmt: skip


def _line(chance: _Chance, stages: list[str], kind: str) -> str:
    line = _KINDS[kind](chance, stages)
    if chance.random() < 0.1:
        line = f"ONBUILD {line}"
    keyword, _, rest = line.partition(" ")
    if chance.random() < 0.12:
        keyword = chance.choice((keyword.lower(), keyword.title()))
    if _odd(chance):
        rest = chance.choice(("\\\n", "\\\n\n", "\\\n# c\n", "\t", "  ", "\\ \n", "\u00a0")) + rest
    line = f"{chance.choice(('', '', '', '', '  ', chr(9)))}{keyword} {rest}"
    return line + (chance.choice((" ", " # c", " \\", " \\\n\n")) if _odd(chance, 2) else "")


def _directives(chance: _Chance) -> str:
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


def _comment(chance: _Chance) -> str:
    return chance.choice(
        (
            "# c",
            f"# {chance.choice(_VARIABLES)} is it",
            f"# {chance.choice(_STAGE_NAMES)} is it",
            "",
            "#",
            "  # c",
            "#syntax=x",
            "# check=skip=all",
        )
    )


def grown(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """So many texts, each with the kind of instruction that it has most of."""
    chance = _Chance(f"grown {seed}")
    kinds = (*_KINDS, *("mixed",) * len(_KINDS))
    for number in range(count):
        kind = kinds[number % len(kinds)]
        chance.odd = chance.choice((_SOME_ODD, _FEW_ODD)) if kind == "mixed" else _SOME_ODD
        yield kind, _text(chance, kind)


def _text(chance: _Chance, kind: str) -> str:
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
