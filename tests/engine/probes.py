"""Small texts, each at an edge of what the Engine takes; by kind. `D` is a plain base image."""

from __future__ import annotations

from itertools import product

D = "FROM debian:13-slim\n"
A64 = "a" * 64
URL = "https://e.com/a.tgz"
GIT = "https://github.com/a/b.git"


def _with(head: str, template: str, *values: str) -> list[str]:
    return [head + template.format(value) + "\n" for value in values]


MODES = (
    "755",
    "0755",
    "7777",
    "10000",
    "9",
    "999",
    "u+x",
    "u=rwX,go=rX",
    "a+x,",
    "rwx",
    "u",
    "+",
    "=",
    "u+z",
    "0o755",
    "+7",
    "$M",
)
TARGETS = (
    "",
    ",target=/t",
    ",target=t",
    ",target=",
    ",target=/",
    ",target=.",
    ",dst=/d",
    ",destination=d",
    ",target=$T",
)
PARTS = (
    "source=a", "from=alpine", "from=0", "from=Alpine", "from=$F", "from=zz", "ro", "rw=maybe", "readonly=true", "required",
    "required=x", "size=1g", "size=x", "size=1.5GiB", "sharing=locked", "sharing=x", "mode=0755", "mode=9", "uid=1", "uid=x",
    "gid=-1", "id=i", "env=E", "x=y", "x", "relabel=private", "tmpfs-size=1m", "", " target=/t", "id=a,source=b",
)  # fmt: skip
PORTS = (
    "80", "0", "65535", "65536", "-1", "+80", "80/tcp", "80/TCP", "80/udp", "80/sctp", "80/x", "80/", "/tcp", "80-90", "90-80",
    "80-80", "80-", "-80", "a", "80:80", "80:80/TCP", "127.0.0.1:80:80", "[::1]:80:80", "::1:80:80", "1:2:3", "x:80", "80:x",
    ":80", "80:", "80-81:90-91", "80-82:90-91", "$P", "$P/tcp", "${P:-80}", "8${P}0", "80 90/x", '"80 81"',
)  # fmt: skip
SIGNALS = (
    "SIGTERM",
    "TERM",
    "sigkill",
    "9",
    "0",
    "-9",
    "99",
    "SIGFOO",
    "SIGRTMIN+3",
    "SIGRTMIN+99",
    "RTMAX-14",
    "$S",
    "${S:-HUP}",
    "SIGTERM x",
)
IMAGES = (
    "debian", "Debian", "debian:", "debian:13:14", "debian:-x", "debian@sha256:abc", f"debian@sha512:{A64}", "SCRATCH", "scratch",
    "https://e.com/x", "UP/x", "l.io/Up", "localhost:5000/x", "a//b", "/a", "a/", "a__b", "a___b", "a.-b", A64, "debian:${V:+x}",
    "debian:${V:-13}", "${V:-debian}", "$V", "debian$V", '"debian"', "''", "debian\\:13", "debian:13.1_x-y", "d" * 300,
)  # fmt: skip
PLATFORMS = (
    "linux/amd64", "linux", "amd64", "x86_64", "linux/x86_64", "LINUX/AMD64", "linux/arm64/v8", "foo", "foo/bar", "a/b/c/d",
    "linux/", "*", "linux/amd64,linux/arm64", "$TARGETPLATFORM", "${TARGETPLATFORM:-linux/amd64}", "$BUILDPLATFORM", "$V", "linux/$V",
)  # fmt: skip
SUBSTITUTIONS = (
    "$A", "${A}", "${A:-w}", "${A-w}", "${A:+w}", "${A+w}", "${A:?w}", "${A?}", "${A#w}", "${A##*w}", "${A%w}", "${A%%w*}", "${A/a/b}",
    "${A//a/b}", "${A#\\*}", "${A#\\a}", "${A/\\//x}", "${A:x}", "${A^}", "${A@Q}", "${A:1:2}", "${A", "${", "${}", "${:-x}", "${A:-${B:?n}}",
    "${A:-\"q\"}", "${A:-'q}", "$1", "$@", "$$", "$", "\\$A", "${HOME}", "$PATH", "$TARGETARCH", "$HTTP_PROXY", "$no_proxy", "${한}",
)  # fmt: skip
DURATIONS = (
    "1s",
    "0",
    "0s",
    "1m30s",
    "1",
    "100us",
    "1ms",
    "0.5ms",
    "-1s",
    "x",
    "",
    "1.5h",
    ".5s",
    "1d",
    "+1s",
    "5S",
    "1s1",
    "1µs",
)
CHECKSUMS = (
    "x",
    "sha256:ab",
    f"sha256:{A64}",
    f"SHA256:{A64}",
    f"sha256:{A64[1:]}g",
    "md5:" + "a" * 32,
    "sha512:" + "a" * 128,
    "$C",
    "a:b",
)
SOURCES = (
    "a", URL, "http://e.com/", GIT, "git@github.com:a/b.git", "git://e.com/x", "ssh://git@h/x.git#v1:d", "github.com/a/b", f"{GIT}?ref=x",
    f"{GIT}?tag=v1&branch=b", f"{GIT}?x=1", f"{GIT}?keep-git-dir=maybe", f"{GIT}?submodules", f"{GIT}#main", "./git://x", "<<EOF", "$U", "ftp://e.com/a",
)  # fmt: skip
FLAGS = (
    "--x",
    "--link",
    "--link=true",
    "--link=TRUE",
    "--link=1",
    "--link=",
    "--chmod",
    "--chmod=",
    "--chown=a",
    "--chown=",
    "--from=a",
    "--",
    "--link --link",
    "--exclude=a --exclude=b",
)
WINDOWS = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\n"
PATHS = ("C:\\\\x", "C:/x", "D:\\\\x", "C:", "c:x", "\\\\\\\\s\\\\x", "\\\\x", "/x", "x", "x:y")
INSTRUCTIONS = (
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL",
    "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
)  # fmt: skip
ARGUMENTS = (
    "",
    " x",
    " a b",
    " []",
    ' ["a"]',
    ' ["a", 1]',
    " ['a']",
    ' ["a" "b"]',
    ' ""',
    " a=b",
    " =",
    " a=",
    ' "a',
    " <<EOF",
    " # c",
    " --x",
    " \\",
    " $A",
)

PROBES: dict[str, list[str]] = {
    "modes": _with(D, "COPY --chmod={} a /a", *MODES) + _with(D + "ARG M=755\n", "ADD --chmod={} a /a", "$M", "${M}5", "${M:+9}"),
    "mounts": [
        f"{D}RUN --mount=type={kind}{target} ls\n" for kind, target in product(("bind", "cache", "tmpfs", "secret", "ssh", "x", "$K", ""), TARGETS)
    ],
    "options of mounts": [
        f"{D}RUN --mount=type={kind},target=/t,{part} ls\n" for kind, part in product(("bind", "cache", "tmpfs", "secret", "ssh"), PARTS)
    ],
    "mounts at a WORKDIR": _with(D + "WORKDIR /w\n", "RUN --mount=type=bind,{} ls", "target=.", "target=", "target=..", "source=a"),
    "mounts written otherwise": _with(
        D, "RUN {} ls", "--mount=", "--mount", "--mount=type=cache, target=/c", "--mount=type=cache,target=/c,", "--mount=target=/t",
        '--mount="type=cache,target=/c"', "--mount=size=1,type=tmpfs,target=/t", "--mount=TYPE=cache,Target=/c", "--mount=type=secret,id=a,required",
    ),
    "ports": _with(D, "EXPOSE {}", *PORTS) + _with(D + "ARG P=80:80\n", "EXPOSE {}", "$P", "$P/TCP") + _with(D + "ARG P\n", "EXPOSE {}", "$P", "$P/tcp"),
    "signals": _with(D, "STOPSIGNAL {}", *SIGNALS) + _with(D + "ENV S=SIGINT\n", "STOPSIGNAL {}", "$S", "${S}X"),
    "images": _with("", "FROM {}", *IMAGES) + _with("ARG V\n", "FROM {}", *IMAGES) + _with("ARG V=13\n", "FROM {}", "debian:$V", "$V:1", "Debian:$V"),
    "arguments of arguments": _with("", "{}\nFROM $Y", "ARG X\nARG Y=$X:1", "ARG X=\nARG Y=$X", "ARG X=a\nARG Y=$X:1", "ARG Y", "ARG Y=${Z:-debian}", "ARG Y=${Z:?n}"),
    "platforms": _with("", "FROM --platform={} debian", *PLATFORMS) + _with("ARG V\n", "FROM --platform={} debian AS linux", *PLATFORMS),
    "substitutions": [
        head + line.format(one) + "\n"
        for one in SUBSTITUTIONS
        for head in (D, D + "ARG A=wxw\n")
        for line in ("COPY {} /x", "ENV X={}", "WORKDIR /{}", "LABEL x={}", "VOLUME {}", "USER {}", "RUN echo {}", "ONBUILD ENV X={}")
    ],
    "health checks": [f"{D}HEALTHCHECK --{flag}={one} CMD x\n" for flag in ("interval", "start-interval") for one in DURATIONS]
    + _with(D, "HEALTHCHECK --retries={} CMD x", "1", "0", "-1", "x", "", "+3", "3.0", "99999999999", "2147483647")
    + _with(D, "HEALTHCHECK {}", "", "NONE", "none", "NONE x", "CMD", "cmd x", "CMD ${b:x}", 'CMD ["a"]', "CMD [1]", "X", "--interval=1s NONE", "--x NONE", "CMD --x"),
    "checksums": [f"{D}ADD --checksum={one} {source} /a\n" for one in CHECKSUMS for source in (URL, "a", GIT, f"{URL} {URL}")],
    "sources": [f"{D}{name} {one} /a\n" for name in ("COPY", "ADD") for one in SOURCES],
    "flags": [f"{D}{name} {flag} a b\n" for name in ("COPY", "ADD", "RUN", "WORKDIR", "ENV", "CMD", "ARG", "STOPSIGNAL") for flag in FLAGS],
    "stages": [
        "FROM debian AS a\nCOPY --from=b /x /y\nFROM debian AS b\n", "FROM debian AS a\nRUN --mount=from=b,target=/m ls\nFROM debian AS b\n",
        "FROM debian AS a\nCOPY --from=a /x /y\n", "FROM debian AS a\nCOPY --from=0 /x /y\n", "FROM debian\nRUN --mount=from=0,target=/x ls\n",
        "FROM debian\nFROM debian\nRUN --mount=from=0,target=/x ls\n", "FROM debian AS a\nFROM debian AS a\n", "FROM debian AS Builder\nFROM Builder\n",
        "FROM debian AS a\nFROM debian\nCOPY --from=A /x /y\n", *_with(D, "COPY --from={} /x /y", "1", "-1", "01", "+0", "zz", "Zz", "Alpine:3", "$A", "scratch", "a@b", '"zz"'),
        "FROM debian AS a\nCOPY --from=b /x /y\nFROM debian AS b\nCOPY --from=a /x /y\n", "FROM debian AS scratch\n", "FROM debian AS context\n",
    ],
    "files that no image is made of": ["\n", "# c\n", "# c\n\n# d\n", "ARG X=1\n", "ARG X=1\nARG Y\n", "RUN x\n", "ARG X\nRUN x\n", "RUN x\nFROM debian\n", "USER x\nRUN y\nFROM debian\n"],
    "directives": [head + D for head in (
        "# check=nope=1\n", "# check=error=maybe\n", "# check=SKIP=all\n", "# check=skip=all\n", "# check=x\n", "# check=skip=a;error=true;experimental=all\n",
        "# check=skip=a; error=true\n", "# check = skip=a b=c\n", "#!/bin/x\n# check=nope\n", "# c\n# check=nope\n", "# escape=`\n", "#escape = x\n", "\n# check=nope\n",
    )],
    "triggers": [
        f"FROM debian AS a\nONBUILD {one}\n{then}"
        for one in (
            "COPY --foo a b", "COPY --chmod=9 a b", "RUNN x", "ENV A", "CMD x", "MAINTAINER x", "FROM x", "ONBUILD RUN x", "ARG T=1", "RUN --mount=x ls",
            'RUN ["a", 1]', "HEALTHCHECK x", "COPY --from=zz a b", "STOPSIGNAL FOO", "ENV A $NOPE", "ARG TOKEN", "EXPOSE 80:80/TCP", "WORKDIR x", "LABEL a b",
        )
        for then in ("", "FROM a\nLABEL f=$T\n")
    ],
    "heredocs": [
        f"{D}{one}" for one in (
            "RUN cat << EOF\n", "RUN cat << EOF\nx\nEOF\n", "RUN echo $((1 << 2))\n", "RUN echo $((1<<2))\n", "RUN cat <<- EOF\n", "RUN cat <<-EOF\n\tx\n\tEOF\n",
            "RUN <<EOF\nx\nEOF\n", "RUN <<EOF\n", "COPY <<EOF /x\n$A\nEOF\n", "COPY << EOF /x\n1\nEOF\n", "COPY <<'EOF' /x\n$A\nEOF\n", "COPY a <<EOF\nx\nEOF\n",
            "CMD <<EOF\n", "LABEL d=<<EOF\n", "RUN <<E <<F\n1\nE\n2\nF\n", "RUN <<\n", "COPY <<$X /x\n1\n$X\n", 'RUN ["a"] <<EOF\n', "ONBUILD RUN <<EOF\n", "RUN a <<EOF <<\nx\nEOF\n",
        )
    ],
    "continuations": [
        f"{D}{one}" for one in (
            "RUN a \\\n", "RUN a \\\n\n", "RUN a \\\n\n\n", "RUN a \\\n# c\n", "RUN a \\\n\n  b\n", "RUN a && \\\n\nUSER 1000\n", "COPY a \\\nEXPOSE 80\n", "RUN a \\\\\n", "RUN a \\ \n b\n",
            "USER -- 1 \\\\\n\n", "EXPOSE 80 \\\n", "CMD a \\\n\n# c\n", "RUN a \\\n  # c \\\n  b\n",
        )
    ],
    "windows": [WINDOWS + line.format(one) + "\n" for one in PATHS for line in ("WORKDIR {}", "COPY a {}", "ADD {} /x")],
    "workdirs": [
        f"{D}{one}" for one in (
            "WORKDIR a\nWORKDIR b\n", "WORKDIR $X\n", "ARG X=x\nWORKDIR $X\n", "WORKDIR /a\nWORKDIR b\n", "WORKDIR ~/app\n", "WORKDIR $HOME/x\n", "WORKDIR .\n", "WORKDIR ''\n",
            "WORKDIR a\nFROM debian\nWORKDIR b\n", "ARG P\nWORKDIR $P/r\nWORKDIR x\n", "WORKDIR C:/x\n", "WORKDIR [\"/app\"]\n", "WORKDIR a b\n",
        )
    ] + ["FROM debian AS a\nWORKDIR a\nFROM a\nWORKDIR b\n", "FROM debian AS a\nWORKDIR /a\nFROM a\nWORKDIR b\n"],
    "descriptions": [
        f"{comment}\n{line}\n{rest}"
        for comment in ("# a thing", "# A thing", "# A\tthing", "#", "########", "# a thing\n", "# A thing\n#", "  # A thing", "# check=skip=all", "# A one\n# b two")
        for line, rest in (("FROM debian:13 AS a", ""), ("FROM debian:13 AS A", ""), ("ARG A=1", D), ("ARG A=1 B=2", D), ("FROM debian:13", ""))
    ],
    "letters": [
        "from debian\nrun x\nRUN y\n", "From debian as a\nRUN x\n", "FROM debian as a\n", "from debian AS a\n", "ARG A=1\nARG B=1\nfrom debian\nrun x\n",
        "FROM debian\nRun x\nCMD y\n", "FROM debian AS Ab\n", "frOm debian As b\n", "FROM debian\nonbuild run x\n",
    ],
    "variables of stages": [
        f"{D}{one}" for one in (
            "ARG X=1 Y=$X\nLABEL y=$Y\n", "ENV A=1 B=$A\n", "ENV A=1\nENV B=$A\n", "ENV A=$A:x\n", "LABEL a=$TARGETARCH\n", "ARG TARGETARCH\nLABEL a=$TARGETARCH\n",
            "ARG TARGETARCH=x\nLABEL a=$TARGETARCH\n", "MAINTAINER $X\n", "COPY <<EOF /x\n$NOPE\nEOF\n", "CMD $X\n", "SHELL [\"$X\"]\n", "EXPOSE $X\n", "ENV \"A B\"=1\n", "ENV $X=1\n",
        )
    ] + ["ARG G=1\nFROM debian AS a\nARG G\nFROM a\nLABEL g=$G\n", "ARG G\nFROM debian\nLABEL g=$G\n", "FROM debian AS a\nARG P=1\nFROM a\nLABEL p=$P\n"],
    "secrets": [
        f"{D}{name} {one}{value}\n"
        for name in ("ARG", "ENV")
        for one in ("TOKEN", "DB_PASSWORD", "password", "KEYS", "API_KEY", "PUBLIC_KEY", "TOKEN_FILE", "KEY_VERSION", "AUTHOR", "APIKEY", "SECRET_ID")
        for value in ("=x",)
    ],
    "every instruction": [f"{D}{name}{argument}\n" for name in INSTRUCTIONS for argument in ARGUMENTS],
}  # fmt: skip
