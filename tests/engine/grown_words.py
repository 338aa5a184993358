"""The words, flags and mounts that texts are grown of: mostly right, some odd."""

from __future__ import annotations

import random

STAGE_NAMES = ("build", "Build", "BUILD", "b-1", "b_1", "b.1", "final", "test", "x", "scratch", "context")
VARIABLES = ("A", "B", "TAG", "tag", "PORT", "APP_DIR", "TARGETARCH", "TARGETPLATFORM", "BUILDPLATFORM", "BUILDOS", "HOME", "PATH", "HTTP_PROXY", "no_proxy", "NOPE", "DB_PASSWORD", "API_KEY", "TOKEN_FILE", "SOURCE_DATE_EPOCH", "TARGETSTAGE", "BUILDKIT_SYNTAX", "_", "a1")  # fmt: skip
_PLAIN = ("a", "/a", "/srv/app", "1.0", "80", "8080", "debian", "linux/amd64", "value", "a.b", "x-y", "한글", "🐳")
_LOOSE = "\\\\\"\"''$$${{}}==::  \t#<<[[]],,--aab019./`~*?!@&|;()%+^\u00a0\u3000"
_MODIFIERS = (":-", ":+", "-", "+", "#", "##", "%", "%%", "/", "//", ":?", "?")
SOME_ODD, FEW_ODD = 0.08, 0.008


class Chance(random.Random):
    odd = SOME_ODD


def is_odd(chance: Chance, times: float = 1) -> bool:
    return chance.random() < chance.odd * times


def loose(chance: Chance, most: int = 12) -> str:
    return "".join(chance.choice(_LOOSE) for _ in range(chance.randint(0, most)))


def variable(chance: Chance, depth: int = 0) -> str:
    name, kind = chance.choice(VARIABLES), chance.random()
    if kind < 0.45:
        return f"${name}"
    if kind < 0.7 or depth > 2:
        return f"${{{name}}}"
    inner = chance.choice((lambda: chance.choice(_PLAIN), lambda: variable(chance, depth + 1), lambda: "", lambda: loose(chance, 3) if is_odd(chance) else "*"))()  # fmt: skip
    mark = chance.choice(
        _MODIFIERS[:4] if chance.random() < 0.6 else _MODIFIERS if is_odd(chance, 4) else _MODIFIERS[:-2]
    )
    more = f"/{chance.choice(('', 'y', variable(chance, depth + 1)))}" if mark in ("/", "//") else ""
    return f"${{{name}{mark}{inner}{more}}}"


def one_word(chance: Chance) -> str:
    if is_odd(chance):
        return loose(chance, 6)
    parts = [
        variable(chance) if chance.random() < 0.35 else chance.choice(_PLAIN)
        for _ in range(chance.choice((1, 1, 1, 2)))
    ]
    text = chance.choice(("", "", "/", "-", ":")).join(parts)
    quote = chance.random()
    if quote < 0.15:
        return f'"{text}"'
    return f"'{text}'" if quote < 0.25 else f"\\{text}" if quote < 0.28 else text


def some_words(chance: Chance, most: int = 3) -> str:
    return chance.choice((" ", " ", " ", "  ", "\t")).join(one_word(chance) for _ in range(chance.randint(1, most)))


def array(chance: Chance) -> str:
    items = [
        f'"{chance.choice((*_PLAIN, "", "$A", chr(92) + chr(92), chr(92) + "t", "a b"))}"'
        for _ in range(chance.randint(0, 3))
    ]
    text = "[" + chance.choice((",", ", ", " , ")).join(items) + "]"
    if is_odd(chance, 3):
        at = chance.randrange(len(text) + 1)
        return (
            text[:at]
            + chance.choice(("'", '"', ",", "[", " ", "\\", "x", "\n", "]", "\\\n"))
            + text[at + chance.randint(0, 1) :]
        )
    return text


def duration(chance: Chance) -> str:
    if is_odd(chance):
        return loose(chance, 4)
    return chance.choice(("", "-", "+") if is_odd(chance, 4) else ("", "+")) + "".join(
        chance.choice(("1", "30", "0.5", ".5", "5."))
        + chance.choice(("us", "ns", "d", "") if is_odd(chance, 4) else ("s", "m", "h", "ms"))
        for _ in range(chance.choice((1, 1, 1, 2)))
    )


def written_flag(chance: Chance, name: str, value: str) -> str:
    if not is_odd(chance, 2):
        return f"--{name}={value}"
    return chance.choice((f"--{name}", f"--{name} {value}", f"--{name.upper()}={value}", f"--{name}={value}={value}", f'--{name}="{value}"', f"--{name}='{value}'", f"-{name}={value}", f"--{name}= {value}", f"--{name}\\\n={value}", f"--{name}={value}\\\n ", f'--"{name}"={value}', f"--{name}=\\{value}", f"---{name}={value}", f"--{name[:-1]}={value}"))  # fmt: skip


def mount(chance: Chance) -> str:
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
    if is_odd(chance, 2):
        other = chance.choice(tuple(keys))
        given.append(chance.choice(keys[other]))
    chance.shuffle(given)
    if is_odd(chance):
        given = [
            one.replace("=", chance.choice(("==", " = ", ":", "= ")), 1) if chance.random() < 0.3 else one
            for one in given
        ]
    if given and is_odd(chance):
        at = chance.randrange(len(given))
        given[at] = chance.choice(
            (f'"{given[at]}"', f"'{given[at]}'", given[at].upper(), given[at] + "=", f'"{given[at]}', given[at] + '"')
        )
    return ",".join(given)
