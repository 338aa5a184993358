"""Texts made at random from a small grammar of Dockerfiles at the edges of what the Engine takes. The same for the same seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

A64 = "a" * 64
_BLANKS = (" ", "  ", "\t", "\u00a0", "\u3000", "\u2003", "\v", "\f", " \\\n  ", " \\\n# 고래\n", " \\\n\n", "\u200b")
_NAMES = (
    "A",
    "B",
    "HOME",
    "PATH",
    "TARGETARCH",
    "NOPE",
    "http_proxy",
    "BUILDPLATFORM",
    "A_B",
    "1",
    "한글",
    "A-B",
    "TARGETSTAGE",
)
_WORDS = (
    "a", "/a", "a b", '"a b"', "'a b'", "a\\ b", '"a\\"b"', "'a\\'", "", '""', "한글", "🐳", "a=b", "=", "--x", "#a", "a#b", "\\", "\\\\", "\\n", "`", "$", "$$",
    "*", "?", "[a]", "[", "~/a", ".", "..", "../a", "./a/", "C:\\a", "C:/a", "\\\\s\\x", "$A", "${A}", "a$A", "'$A'", '"$A"', "\\$A", "<<EOF", "\x00", "a\tb", "a\u00a0b",
)  # fmt: skip
_MODIFIERS = (
    ":-", "-", ":+", "+", ":?", "?", "#", "##", "%", "%%", "/", "//", ":", "^", "@", "!", "=", ":=", ",", "/#", "/%", " :-", "[",
)  # fmt: skip
_IMAGES = (
    "debian", "debian:13", "scratch", "a", "b", "Debian", "debian:", "debian@sha256:" + A64, "debian:13@sha256:" + A64, "debian@sha256:ab", "localhost/x", "e.com:5000/x:1", "e.com:x/y",
    "0", "1", "-", "a_b", "a__b", "a--b", "a..b", "a/../b", "oci-layout://x", "docker-image://debian", "debian:$A", "$A", "${A:-debian}", "debian:${A:+13}", "debian:${A#x}", '"debian"', "debian:13:14", "https://e.com/x", "a" * 65,
)  # fmt: skip
_STAGES = (
    "a",
    "b",
    "A",
    "a.b",
    "a-b",
    "a_b",
    "0",
    "1a",
    "a1",
    "-a",
    "a@b",
    "$A",
    "scratch",
    "context",
    "a b",
    '"a"',
    "한글",
    "a:b",
    "a/b",
    "AS",
    "",
)
_PLATFORMS = (
    "linux/amd64", "linux", "amd64", "arm64", "linux/arm64/v8", "linux/arm/v7", "linux/arm/v9", "aarch64", "x86-64", "i386", "Linux/AMD64", "linux/", "/amd64", "linux//", "linux/amd64/", "windows/amd64", "windows(10.0)/amd64", "windows(10.0.1)", "darwin",
    "freebsd/amd64", "wasi/wasm", "wasip1/wasm", "foo", "foo/bar", "foo/bar/baz", "foo/bar/baz/x", "a b", "", '""', "$A", "$BUILDPLATFORM", "${TARGETPLATFORM}", "$TARGETOS/$TARGETARCH", "linux/$TARGETARCH", "linux/*", "local", "linux/armhf", "linux/riscv64", "riscv", "linux/mips64le",
)  # fmt: skip
_SOURCES = (
    "a", "a b", "https://e.com/a", "HTTPS://e.com/a", "http://e.com", "http:///a", "https://e.com/a b", "https://github.com/a/b.git", "https://github.com/a/b.git#v1", "https://github.com/a/b.git#v1:sub", "https://github.com/a/b.git?ref=v1", "https://github.com/a/b.git?tag=v1", "https://github.com/a/b.git?branch=m&subdir=x",
    "https://github.com/a/b.git?ref=v1#v2", "https://github.com/a/b.git?checksum=ab", "https://github.com/a/b.git?keep-git-dir=1", "https://github.com/a/b.git?submodules=x", "https://github.com/a/b.git?nope", "https://e.com/b.git", "https://e.com/b.git/", "https://e.com/b.GIT", "git@e.com:a/b.git", "git@e.com:a/b", "user@e.com:x", "ssh://git@e.com/a/b", "git://e.com/a", "git+https://e.com/a", "github.com/a/b.git", "ftp://e.com/a", "file:///a", "s3://a/b", "https://$A/a", "<<EOF", "<<-'X'", ".", "/", "..", "$A",
)  # fmt: skip
_DURATIONS = (
    "1s",
    "0",
    "1ms",
    "999us",
    "1000us",
    "1ns",
    "1000000ns",
    "-0",
    "-1ms",
    "1h2m",
    "1.5m",
    "1 s",
    "1m1",
    "٣s",
    "1e3s",
    "9999999h",
    "1S",
    "$A",
    "",
    '"1s"',
    "0.0000001h",
    "+0.5s",
    "1µs",
    "1μs",
    ".s",
    "1.s",
)
_SHELLS = (
    '["/bin/sh", "-c"]',
    "[]",
    '["sh"]',
    '["sh" ]x',
    "sh -c",
    '[ "sh",\n"-c"]',
    '["sh", ]',
    '["sh", null]',
    '["s\\u0068"]',
    '["\\x"]',
    "[\"sh\", '-c']",
    '["$A"]',
    "",
    '[[""]]',
    '{"a": 1}',
    '["sh"]# a',
)
_JSON = (
    '["a"]', '["a","b"]', '["a", 1]', '["a", true]', "['a']", '["a"', '"a"]', '["a",]', '[""]', "[]", "[ ]", '["\\u0041"]', '["\\ud83d\\udc33"]', '["\\ud83d"]', '["\\q"]', '["a\\\\b"]', '["C:\\a"]', '["a\tb"]', '["a"] b', '["a"];', ' ["a"]', '[ "a" , "b" ]', '["a" \\\n, "b"]', '["a", \\\n# c\n"b"]', '[["a"]]', '["a" "b"]', '[null]', '\u00a0["a"]', '["a"]\u00a0', '["한글"]', '["a", "<<EOF"]',
)  # fmt: skip
_MOUNTS = (
    "type=bind", "type=cache", "type=secret", "type=ssh", "type=tmpfs", "type=BIND", "type=", "type", "target=/t", "target=t", "target=", "dst=/d", "destination=/e", "Target=/t", "source=/s", "src=a", "source=..", "source=$A", "from=b", "from=0", "from=debian", "from=", "from=A", "ro", "rw", "readonly", "readonly=false", "ro=1", "rw=T", "readwrite=yes", "id=x",
    "id=", "id=$A", "sharing=shared", "sharing=private", "sharing=locked", "sharing=LOCKED", "sharing=", "mode=0700", "mode=700", "mode=8", "mode=07777777", "mode=-1", "uid=0", "uid=-1", "uid=$A", "uid=99999999999", "gid=x", "size=1", "size=1k", "size=1KiB", "size=-1", "size=1.5g", "size=", "required", "required=1", "required=false", "required=no", "env", "env=X", "env=", '"target=/a,b"', "target=/a b", " target=/t", "target=/t ",
    "propagation=rprivate", "bind-propagation=rshared", "z", "relabel=shared", "nope=1", "nope", "", "=", "=a", "target==/t", "target=/proc", "target=/dev", "target=//", "target=/./", "target=/a/..", "target=../t", "size=1 g",
)  # fmt: skip
_PORTS = (
    "80",
    "80/tcp",
    "80/TcP",
    "80/udp",
    "80/sctp",
    "80/SCTP",
    "80/icmp",
    "80-81",
    "80-81/udp",
    "81-80",
    "80-80",
    "080",
    "0",
    "65535",
    "65536",
    "1-65536",
    "8 0",
    "$A",
    "${A:-80}",
    "80-$A",
    "80:80",
    "80:80/udp",
    "1.2.3.4:80:80",
    "1.2.3:80:80",
    "[::]:80:80",
    "80,81",
    "80;81",
    "http",
    "0x50",
    "８０",
    "80/",
    "/",
    "/tcp",
    "80//tcp",
    "80/tcp/udp",
    "80 - 81",
    "-",
    "80-81-82",
    "1:2-3",
    "1-2:3-4",
    "1-2:3",
    '"80"',
    "'80'",
    "[80]",
    "+80",
    "1_000",
    "\\80",
)
_MODES = (
    "755",
    "0755",
    "1755",
    "07777",
    "77777",
    "8",
    "-1",
    "",
    "u+x",
    "u+X",
    "u=rwx,g=,o=",
    "u=rwx,,g=",
    "a",
    "a+",
    "+x",
    "u+s",
    "g-w+x",
    "ugo+rwx",
    "x+u",
    "u+x g+x",
    "$A",
    "0b1",
    " 755",
    "7 5",
    "u=g",
    "u+t",
    "u*x",
    "U+x",
    "0000000755",
    "755,u+x",
)
_CHECKSUMS = (
    "sha256:" + A64,
    "sha256:" + "A" * 64,
    "sha256:" + "a" * 63,
    "sha384:" + "a" * 96,
    "sha512:" + "a" * 128,
    "sha1:" + "a" * 40,
    "md5:" + "a" * 32,
    "a" * 40,
    "a" * 64,
    "",
    "sha256:",
    "sha256",
    "$A",
    "blake3:" + A64,
)
_SIGNALS = (
    "SIGTERM",
    "term",
    "Sigterm",
    "15",
    "015",
    "+15",
    "0",
    "-1",
    "64",
    "65",
    "1.0",
    "SIGRTMIN",
    "RTMIN+1",
    "SIGRTMIN+15",
    "SIGRTMIN+16",
    "SIGRTMAX-14",
    "SIGRTMAX-15",
    "SIGRTMAX",
    "SIGSIG",
    "SIG",
    "$A",
    "${A:-KILL}",
    '"TERM"',
    "TERM KILL",
    "SIGCLD",
    "SIGIOT",
    "SIGPOLL",
    "SIGSTKFLT",
    "SIGUNUSED",
    "SIGEMT",
    "SIGINFO",
)
_CHECKS = (
    "skip=all",
    "skip=JSONArgsRecommended",
    "skip=jsonargsrecommended",
    "skip=none",
    "skip=",
    "skip",
    "error=true",
    "error=1",
    "error=T",
    "error=yes",
    "error=",
    "error=false;skip=all",
    "skip=all;;error=true",
    "skip=all; error=true",
    "skip=all,",
    "skip=a,b",
    "experimental=all",
    "experimental=CopyIgnoredFile",
    "Skip=all",
    "x=1",
    "all",
    ";",
    "skip=all;skip=StageNameCasing",
    "",
    "skip=all # c",
    "skip = all",
    "skip=StageNameCasing error=true",
)
_DELIMITERS = (
    "EOF",
    "'EOF'",
    '"EOF"',
    "E\\OF",
    "-EOF",
    "-'EOF'",
    " EOF",
    "- EOF",
    "EOF.",
    "EO-F",
    "E'O'F",
    "",
    "'E F'",
    "1",
    "$A",
    "${A}",
    "한글",
    "EOF;",
    "EOF>a",
    "=EOF",
    "_E",
    "\\EOF",
    "EOF EOF2",
    '"',
    "eof|cat",
    'E"O"F',
    "<EOF",
)
_END_LINES = (
    "EOF",
    "EOF ",
    " EOF",
    "\tEOF",
    "eof",
    "EOF\t",
    "E F",
    "1",
    "$A",
    "한글",
    "EOF2",
    "",
    "EOF;",
    "'EOF'",
    "_E",
    "EO-F",
)
_BODIES = ("", "x", "x\n# y", "x \\\ny", "$A ${NOPE} ${A:-b}", "'", "FROM b", "\tx", "EOFX", "${", "x\\")


def _value(chance: random.Random, depth: int = 0) -> str:
    """A word, or a variable in one of its forms, with another inside."""
    kind = chance.random()
    if kind < 0.55 or depth > 2:
        return chance.choice(_WORDS)
    name = chance.choice(_NAMES)
    if kind < 0.65:
        return chance.choice((f"${name}", f"${{{name}}}", f"a${name}b", f"${{{name}", f"\\${{{name}}}"))
    return f"${{{name}{chance.choice(_MODIFIERS)}{_value(chance, depth + 1)}}}"


def _values(chance: random.Random, most: int = 3) -> str:
    return " ".join(_value(chance) for _ in range(chance.randint(1, most)))


def _heredoc(chance: random.Random, keyword: str, behind: str = "") -> str:
    before = (
        chance.choice(("", "cat ", "a && ", "echo 'x' ", 'echo "', "3"))
        if keyword == "RUN"
        else chance.choice(("", "a "))
    )
    delimiter, end = chance.choice(_DELIMITERS), chance.choice(_END_LINES[:4] if chance.random() < 0.7 else _END_LINES)
    return f"{keyword} {before}<<{delimiter}{behind}\n{chance.choice(_BODIES)}\n{end}"


def _from(chance: random.Random) -> str:
    platform = f"--platform={chance.choice(_PLATFORMS)} " if chance.random() < 0.4 else ""
    stage = (
        f" {chance.choice(('AS', 'as', 'As', 'AS', 'a', 'AS '))} {chance.choice(_STAGES)}"
        if chance.random() < 0.6
        else ""
    )
    return f"FROM {platform}{chance.choice(_IMAGES)}{stage}"


def _copy(chance: random.Random) -> str:
    keyword = chance.choice(("COPY", "ADD"))
    flags = [
        chance.choice((
            f"--chmod={chance.choice(_MODES)}", f"--chown={chance.choice(('a', 'a:b', '1:2', ':', ':b', 'a:', '', '$A', '-1', 'a:b:c'))}", f"--from={chance.choice(_STAGES + _IMAGES)}",
            f"--link{chance.choice(('', '=true', '=0', '=no', '=', '=TRUE'))}", f"--exclude={chance.choice(('a', '', '*.md', '[', '!a', '$A', '**', '/a', '..'))}", f"--checksum={chance.choice(_CHECKSUMS)}",
            f"--keep-git-dir{chance.choice(('', '=1', '=x'))}", f"--unpack{chance.choice(('', '=false', '=x'))}", "--Chmod=755", "--chmod", "--from", "--", "-x", "--nope", "--no\\pe", "--chown", "--parents=no",
        ))
        for _ in range(chance.choice((0, 0, 1, 1, 2, 3)))
    ]  # fmt: skip
    if chance.random() < 0.15:
        return _heredoc(chance, " ".join([keyword, *flags]), f" {_value(chance)}")
    if chance.random() < 0.15:
        return f"{' '.join([keyword, *flags])} {chance.choice(_JSON)}"
    sources = " ".join(
        chance.choice(_SOURCES) if chance.random() < 0.6 else _value(chance) for _ in range(chance.choice((1, 1, 1, 2)))
    )
    return f"{' '.join([keyword, *flags])} {sources} {chance.choice(('/x', '/x/', '.', _value(chance)))}"


def _run(chance: random.Random) -> str:
    flags = [
        f"--mount={','.join(chance.choice(_MOUNTS) for _ in range(chance.randint(1, 4)))}"
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
    return f"{head} {chance.choice(_JSON)}" if kind < 0.4 else f"{head} {chance.choice(('ls', _values(chance)))}"


def _health(chance: random.Random) -> str:
    flags = [
        chance.choice((
            f"--interval={chance.choice(_DURATIONS)}", f"--timeout={chance.choice(_DURATIONS)}", f"--start-period={chance.choice(_DURATIONS)}", f"--start-interval={chance.choice(_DURATIONS)}",
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
            f"CMD {chance.choice(_JSON)}",
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
                f"{chance.choice(_NAMES)}={_value(chance)}",
                f"{_value(chance)}={_value(chance)}",
                f"{chance.choice(_NAMES)} {_value(chance)}",
                _value(chance),
            )
        )
        for _ in range(chance.choice((1, 1, 2, 3)))
    ]
    return f"{keyword} {chance.choice(_BLANKS if chance.random() < 0.2 else (' ',)).join(pairs)}"


_INSTRUCTIONS: dict[str, Callable[[random.Random], str]] = {
    "FROM": _from,
    "COPY": _copy,
    "ADD": _copy,
    "RUN": _run,
    "HEALTHCHECK": _health,
    "ENV": _pair,
    "EXPOSE": lambda chance: f"EXPOSE {' '.join(chance.choice(_PORTS) for _ in range(chance.choice((1, 1, 2))))}",
    "STOPSIGNAL": lambda chance: f"STOPSIGNAL {chance.choice(_SIGNALS)}",
    "SHELL": lambda chance: f"SHELL {chance.choice(_SHELLS)}",
    "CMD": lambda chance: f"{chance.choice(('CMD', 'ENTRYPOINT', 'VOLUME'))} {chance.choice(_JSON) if chance.random() < 0.7 else _values(chance)}",
    "WORKDIR": lambda chance: f"{chance.choice(('WORKDIR', 'USER', 'VOLUME', 'MAINTAINER'))} {_values(chance, 2)}",
    "DIRECTIVE": lambda chance: chance.choice(("# check=", "#check =", "# Check=", "## check=")) + chance.choice(_CHECKS),
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
            chance.choice(_BLANKS) + word for word in words[1:]
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
