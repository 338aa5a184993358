"""Some 3,300 texts more at the edges: flags in odd forms, JSON arrays, each substitution in each place, directives, heredocs, and each
instruction with what people write behind it. Asked of the Engine by `run.py`, not in its quick part.
"""

from __future__ import annotations

D = "FROM debian:13-slim\n"
_RUN_FLAGS = (
    "--mou'nt'=type=ssh", "--\"mount\"=type=ssh", "--mount='type=cache,target=/c'", "--mount=\"type=cache,target=/c x\"", "--mount=type=cache\\,target=/c",
    "--mount=type=cache,target=/c --mount=type=cache,target=/c", "--mount=type=cache,id=a,target=/c,target=/d", "--network=host --network=none",
    "--network=default", "--security=sandbox", "--security=insecure", "--device=x", "--device=nvidia.com/gpu=all", "--device", "--mount", "--network",
    "--network=", "--mount=type=bind", "--mount=type=bind,target=/m,source=../x", "--mount=type=bind,target=/m,from=nope",
    "--mount=type=bind,target=/m,from=$X", "--mount=type=cache,target=~/x", "--mount=type=cache,target=$HOME/.c", "--mount=type=cache,target=${A:-/c}",
    "--mount=type=secret,id=a,env=B", "--mount=type=secret,id=a,env=B,target=/x", "--mount=type=secret,target=/x", "--mount=type=secret,src=a",
    "--mount=type=secret,env=A,id=", "--mount=type=ssh,id=default,target=/s,mode=0600,uid=1,gid=1", "--mount=type=ssh,required=true,",
    "--mount=type=tmpfs,target=/t,size=10%", "--mount=type=tmpfs,size=1", "--mount=type=cache,target=/c,sharing=$A",
    "--mount=type=cache,target=/c,mode=$A", "--mount=type=cache,target=/c,ro", "--mount=type=cache,target=/c,source=/x",
    "--mount=type=cache,target=/c,from=debian", "--mount=type=bind,target=/c,id=x", "--mount=type=bind,target=/c,uid=1",
    "--mount=type=bind,target=/c,mode=1", "--mount=type=bind,target=/c,required", "--mount=type=tmpfs,target=/c,from=debian",
    "--mount=type=tmpfs,target=/c,source=/x", "--mount=type=secret,id=x,sharing=shared", "--mount=type=foo,target=/c", "--mount=type=$T,target=/c",
    "--mount=target=/c,type=bind", "--MOUNT=type=ssh", "--Mount=type=ssh", "-mount=type=ssh", "---mount=type=ssh", "--mount =type=ssh",
    "--mount= type=ssh", "--mount=type=ssh\\\n", "--mount=type=ssh \\\n --network=none", "--mount=type=cache,target=/c \\\n# c\n --mount=type=ssh",
)  # fmt: skip
_COPY_FLAGS = (
    "--ch'own'=x", "--chown='x'", "--chown=\"x y\"", "--chown=", "--chown", "--chown=:", "--chown=a:b:c", "--chown=$U", "--chown=${U:-1}:${G:-1}",
    "--chown=-1", "--chown=1:2", "--chown=4294967296", "--chmod=", "--chmod", "--chmod=$M", "--chmod=${M:-755}", "--chmod=a=rX", "--chmod=u=rw,go=r",
    "--chmod=+x", "--chmod=0o755", "--link=true", "--link=TRUE", "--link=yes", "--link=", "--link=$L", "--link=1", "--link --link", "--from=0", "--from=",
    "--from", "--from=scratch", "--from=debian:13-slim", "--from=debian@x", "--from=$F", "--from=a,b", "--parents", "--parents=x", "--exclude=",
    "--exclude", "--exclude=[", "--exclude=*.x --exclude=!y", "--exclude=\"a b\"", "--checksum=x", "--keep-git-dir", "--unpack", "--nope",
    "--from=0 --from=1", "--chown=a --chown=b", "--chmod=1 --chmod=2", "--link=false --from=x", "--", "-- --chown=a", "--chown=a --", "--chown=a\\\n",
)  # fmt: skip
_ADD_FLAGS = (
    "--from=0", "--unpack", "--unpack=no", "--unpack=false", "--keep-git-dir=true", "--keep-git-dir=maybe", "--checksum=", "--link", "--exclude=a",
    "--parents", "--chown=x", "--chmod=999",
)  # fmt: skip
_JSON = (
    "[\"\"]", "[\"\", \"\"]", "[\"a\", \"\"]", "[\"a\", \"b\"", "[ \"a\" ] ", "[\"a\"]#x", "[\"a\"] # x", "[\"a\",\n\"b\"]", "[\"a\", \\\n \"b\"]",
    "[\"a\", \\\n# c\n \"b\"]", "['a','b']", "[\"a\", b]", "[“a”]", "[\"a\",\"b\",]", "[,\"a\"]", "[\"a\",,\"b\"]", "[[\"a\"],\"b\"]", "[\"a\\b\",\"c\"]",
    "[\"a\\\\b\",\"c\"]", "[\"$A\",\"b\"]", "[\"<<EOF\",\"b\"]", "[ ]", "[\"a\" ,\"b\" ]\t", "\\\n[\"a\",\"b\"]",
)  # fmt: skip
_TAKE_JSON = (
    "CMD", "ENTRYPOINT", "RUN", "SHELL", "VOLUME", "COPY", "ADD", "ONBUILD CMD", "HEALTHCHECK CMD",
)  # fmt: skip
_SUBSTITUTIONS = (
    "${A}", "${A", "$A}", "${A:-}", "${A:-b}", "${A-b c}", "${A:+b}", "${A:?m}", "${A?}", "${A:=b}", "${A#*}", "${A##*/}", "${A%.*}", "${A%%.*}",
    "${A/a/b}", "${A//a/b}", "${A/a}", "${A/#a/b}", "${A:1:2}", "${#A}", "${!A}", "${A^}", "${A,,}", "${A@Q}", "${}", "${ A}", "${A }", "$", "$$", "$1",
    "$?", "$@", "${1}", "${A:-${B}}", "${A:-${B:-c}}", "${A:-${B}", "${A:-'}'}", "\\${A}", "\\$A", "'$A'", "\"$A\"", "\"${A:-\"b\"}\"", "${A:-$(b)}",
    "$(a)", "`a`", "%A%", "${한글}", "${A.b}", "$A_B$C", "${A[0]}", "${A:-\\}}", "${A:\\-b}",
)  # fmt: skip
_DIRECTIVES = (
    "# escape=\\", "# escape=`", "# escape=", "# escape", "# escape=x", "# escape=``", "# Escape=`", "#escape=`", "#  escape  =  `  ",
    "# escape=`\n# escape=`", "# escape=x\n# escape=`", "# escape=`\n# escape=x", "\t# escape=`", " # escape=`", "# c\n# escape=x", "\n# escape=x",
    "# escape=\"`\"", "# escape=` # c", "#!/x\n# escape=x", "\ufeff# escape=x", "# syntax=docker/dockerfile:1\n# escape=x",
    "# syntax=docker/dockerfile:1\n# escape=`", "# check=skip=all\n# escape=x", "# nope=1\n# escape=x",
    "# syntax=docker/dockerfile:1\n# syntax=docker/dockerfile:1", "# syntax=", "# syntax", "# syntax= ", "# syntax=docker/dockerfile",
    "# syntax=docker/dockerfile:1 # c", "# syntax=docker/dockerfile:1 x=y", "# syntax = docker/dockerfile:1", "#syntax=docker/dockerfile:1",
    "# SYNTAX=docker/dockerfile:1", "# syntax=Docker/Dockerfile", "# syntax=docker/dockerfile:1:2", "// syntax=docker/dockerfile:1", "//syntax=x",
    "# check=skip=all\n# check=skip=all", "# check=", "# check", "# check=skip", "# check=skip=", "# check=skip=A,B", "# check=skip=A, B", "# check=error",
    "# check=error=", "# check=error=true", "# check=error=TRUE", "# check=error=1", "# check=error=no", "# check=error=true;", "# check=;error=true",
    "# check=experimental=all", "# check=experimental=x", "# check=foo=bar", "# check=skip=all;foo=bar", "# check=skip=all error=true", "# Check=skip=all",
    "# check = skip=all", "# check=skip=all;error=true;skip=x", "# check=skip:all", "# check=Error=true", "# check=error=true ; skip=all",
    "# escape=`\n\n# check=nope", "# a=b\n# check=nope", "# check=nope\n# a=b", "#check=nope", "# check=skip=all\r", "# escape=`\r", "# escape=x\r", "#",
    "# =", "# = x", "# a=", "# escape\t=\t`", "# escape=é", "# escape=\\\\", "# escape=\\n",
)  # fmt: skip
_BEFORE_HEREDOCS = (
    "RUN", "COPY", "ADD", "RUN --mount=type=ssh", "ONBUILD RUN", "ONBUILD COPY", "RUN a &&", "RUN cat", "COPY a", "CMD", "ENV A=", "LABEL a=",
    "RUN [\"a\"]", "SHELL", "HEALTHCHECK CMD", "ENTRYPOINT", "USER", "run", "COPY --chown=a", "COPY --chmod=644 --link",
)  # fmt: skip
_HEREDOCS = (
    "<<EOF{t}\na\nEOF\n", "<<EOF{t}\na\n", "<<-EOF{t}\n\ta\n\tEOF\n", "<<-EOF{t}\na\n EOF\n", "<<'EOF'{t}\n$A\nEOF\n", "<<\"EOF\"{t}\n$A\nEOF\n",
    "<<EOF <<FOO{t}\na\nEOF\nb\nFOO\n", "<<EOF{t}\r\na\r\nEOF\r\n", "<<EOF{t}\na\nEOF \nEOF\n", "<<EOF>x{t}\na\nEOF\n", "<<EOF|cat{t}\na\nEOF\n",
    "<< EOF{t}\na\nEOF\n", "3<<EOF{t}\na\nEOF\n", "<<EOF{t} \\\n# c\na\nEOF\n", "\\\n<<EOF{t}\na\nEOF\n", "<<EOF{t}\na\nEOF\nCMD [\"x\"]\n",
    "<<EOF{t}\nEOF\n", "<<a{t}\nFROM x\na\n", "<<EOF{t}\n# check=skip=all\nEOF\n", "<<<x{t}\n", "<<E{t}\n${A?b}\nE\n",
)  # fmt: skip
_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "FROM": (
        "", "a b", "a AS", "a AS b c", "a as b", "a AS B", "a AS 1a", "a AS a-b.c_d", "a AS -a", "a AS a:b", "a AS scratch", "a AS context", "a AS $X",
        "a AS \"b\"", "--platform a", "--platform= a", "--platform=linux/amd64 --platform=linux/arm64 a", "--foo a", "--platform=$BUILDPLATFORM a",
        "--platform=${TARGETPLATFORM:-linux/amd64} a", "--platform=linux/$TARGETARCH a", "scratch AS s", "scratch:1",
        "scratch@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a:", "a:$X", "a@sha256:x",
        "a:b@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "A", "a/B", "a//b", "a:B", "a:-b", "a:.b",
        "a:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "-a", "a-",
        "a_", "a.b/c", "localhost/a", "localhost:5000/a:b", "[::1]/a", "[::1]:5000/a", "a:5000", "a:5000/b", "http://a/b", "docker.io/a",
        "docker.io/library/a:b", "index.docker.io/a", "docker:b", "\"a\"", "'a'", "a\\\n:b", "a \\\n AS \\\n b", "a # c", "a AS b # c", "$X", "${X:-a}",
        "${X:-a} AS $Y", "../a", "./a", "a\tAS\tb", "a  AS  b",
    ),
    "RUN": (
        "", "[]", "[\"\"]", "[1]", "--", "--network", "--x", "''", "\\", "\\\n", "\\\n\n", "a \\", "a \\ ", "a \\\n#c", "a \\\n#c\n", "a \\\n #c \\\n b",
        "a\\\nb", "<<", "# c",
    ),
    "CMD": (
        "", "[]", "--x", "NONE", "\\",
    ),
    "ENTRYPOINT": (
        "", "[]", "--x",
    ),
    "LABEL": (
        "", "a", "a=", "a=b", "a=b c", "a b", "a b c=d", "=a", "\"a\"=b", "\"a b\"=c", "a=\"b", "a='b", "a=b=c", "a= b", "a =b", "a==b", "a.b-c/d=e",
        "$A=b", "a=$A", "a=b \\\n c=d", "a=b \\\n\n c=d", "a=b \\\n# x\n c=d", "a=b # c", "--a=b", "a=\\", "a=b\\ c", "a=b a=c", "'a'='b'", "\"\"=b",
        "'' b",
    ),
    "ENV": (
        "", "A", "A=", "A=b", "A b", "A b c", "A=b C", "A C=d", "=b", "A==b", "\"A\"=b", "\"A\" b", "$A=b", "$A b", "A=\"b", "A='b", "A=b\\", "A=b\\ c",
        "A=b\\\n C=d", "A = b", "A= b", "1A=b", "A-B=c", "A.B=c", "한글=b", "A=b # c", "--A=b", "A=$A", "A=b A=c", "A=b\\\n\n", "PATH=", "PATH=$PATH:/x",
        "A=\"b\" C='d'", "A=\"b\"c", "A=b\"c\"d", "A=''", "A \"\"", "A=\t",
    ),
    "ARG": (
        "", "A", "A=", "A=b", "A b", "A=b C", "A B=c D", "=b", "\"A\"=b", "$A", "A=$B", "A=\"b", "A='b", "1A", "A-B", "한글", "A=b # c", "--A", "A=b\\ c",
        "A=a A=b", "A = b", "A= b", "A=[\"a\"]", "TARGETARCH", "TARGETARCH=x", "PATH=x", "HTTP_PROXY",
    ),
    "EXPOSE": (
        "", "80", "80 81", "80/tcp", "80/TCP", "80/x", "80/", "0", "65536", "-1", "80-90", "90-80", "80-", "-80", "80:90", "a", "$A", "80/tcp 80/udp",
        "80 # c", "80,81", "080", "1e3", "80.0", "80-90/udp", "80/tcp/udp", "\"80\"", "[80]", "[\"80\"]", "--80", "127.0.0.1:80:80", "80 80",
    ),
    "COPY": (
        "", "a", "a b", "a b c", "a b c/", "a /", "/a /b", "../a b", "a ../b", "./a ./b", "a b # c", "https://x/a b", "git@x:a b", "\"a\" \"b\"",
        "[\"a\"]", "[\"a\",\"b\"]", "[\"a b\",\"c\"]", "$A b", "a $A", "$A $B", "* /", "*.x y", "a* b* c/", "[a b", "a[0-9] b", "a\\ b c", "a ~/b",
        "~/a b", "a .", "a ..", "a C:\\b", "a \"\"", "\"\" b", "--from=a b", "a --from=b c", "a /b/.", "-a b", "<<E /b\nx\nE", "<<E a /b/\nx\nE",
        "--from=x <<E /b\nx\nE",
    ),
    "ADD": (
        "", "a", "a b", "https://x/a", "https://x/a b", "https://x/a /", "https://x/ b", "https://x b", "https://x/ b/", "https://x/a?b=c d",
        "https://x/$A b", "https://x/a https://y/b c", "https://x/a https://y/b c/", "git@x.y:a b", "git@github.com:a/b.git#c:d e",
        "https://github.com/a/b.git e", "https://github.com/a/b e", "ftp://x/a b", "http:a b", "HTTPS://x/a b",
        "--keep-git-dir https://github.com/a/b.git e", "--keep-git-dir a b",
        "--checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://x/a b",
        "--checksum=sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa a b", "--checksum=sha256:x https://x/a b",
        "--checksum=md5:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa https://x/a b", "--unpack https://x/a.tar b", "--link a b", "a.tar.gz /",
        "a.tar.gz https://x/a b/",
    ),
    "VOLUME": (
        "", "/a", "/a /b", "a", "$A", "\"/a\"", "[]", "[\"\"]", "[\"/a\"]", "[\"/a\",\"/b\"]", "['/a']", "/a # c", "--a", "''", "/a:/b", "[\"$A\"]", "/",
        "${A:-/b}",
    ),
    "USER": (
        "", "a", "a b", "a:b", "a:", "$A", ":b", "0", "0:0", "-1", "a # c", "\"a\"", "''", "[\"a\"]", "--a", "a\\\n", "a\tb", "root:root:root", "${A:-x}",
    ),
    "WORKDIR": (
        "", "/a", "a", "a b", "/a b", "$A", "/$A", "\"/a b\"", "''", "\"\"", ".", "..", "/", "~", "~/a", "C:\\a", "C:/a", "\\a", "/a # c", "--a",
        "[\"/a\"]", "/a/../b", "//a", "/a/", "/a\\\n/b", "/a\\ b",
    ),
    "ONBUILD": (
        "", "RUN a", "run a", "RUN", "ONBUILD RUN a", "FROM a", "MAINTAINER a", "COPY a b", "COPY a", "COPY --from=a b c", "COPY --x a b", "FOO", "foo a",
        "ARG A", "ENV A", "ENV A=b", "ENV A b", "CMD [\"a\"]", "CMD a", "HEALTHCHECK NONE", "EXPOSE 90-80", "STOPSIGNAL x", "USER a b", "WORKDIR a", "# c",
        "--x RUN a", "RUN <<E\na\nE", "RUN --mount=type=x a", "LABEL a", "SHELL a", "ADD https://x/a b", "\\\nRUN a", "VOLUME []",
    ),
    "STOPSIGNAL": (
        "", "9", "SIGTERM", "TERM", "term", "sigterm", "SIGFOO", "0", "65", "-1", "9 9", "SIGTERM # c", "$A", "${A:-9}", "\"9\"", "[\"9\"]", "--a",
        "SIGRTMIN+3", "SIGRTMIN+", "SIGRTMAX-3", "09", "0x9", "SIGKILL", "SIGSTOP",
    ),
    "HEALTHCHECK": (
        "", "NONE", "none", "None", "NONE a", "CMD", "CMD a", "cmd a", "CMD [\"a\"]", "CMD []", "CMD [\"\"]", "CMD ['a']", "a", "RUN a",
        "--interval=1s CMD a", "--interval=0 CMD a", "--interval=1 CMD a", "--interval=1x CMD a", "--interval=-1s CMD a", "--interval=1ns CMD a",
        "--interval CMD a", "--interval= CMD a", "--interval=1s NONE", "--interval=1s", "--retries=0 CMD a", "--retries=1.5 CMD a", "--retries= CMD a",
        "--retries=-0 CMD a", "--retries=999999999999 CMD a", "--start-period=0s CMD a", "--start-interval=1s CMD a", "--timeout=1m30s CMD a",
        "--interval=1s --interval=2s CMD a", "--foo=1 CMD a", "--interval=$A CMD a", "--interval=${A:-1s} CMD a", "CMD a --interval=1s",
        "CMD --interval=1s a", "CMD a # c", "\\\n CMD a", "CMD <<E\na\nE",
    ),
    "SHELL": (
        "", "a", "[]", "[\"\"]", "[\"a\"]", "[\"a\",\"b\"]", "['a']", "[\"a\"] b", "[\"a\",1]", "[\"$A\"]", "--x", "[\"a\"", "\"a\"", "[\"a\"]\\\n",
    ),
    "MAINTAINER": (
        "", "a", "a b", "\"a\"", "$A", "--a", "a # c", "a\\\nb", "[\"a\"]",
    ),
}  # fmt: skip
_NO_INSTRUCTIONS = (
    "FOO", "foo a", "RUN: a", "RUN, a", "R UN a", "RUN\ta", "RUN=a", "\"RUN\" a", "RUN\u00a0a", "ＲＵＮ a", "run a", "rUn a", "- RUN a", "1. RUN a",
    "> RUN a", "```", "---", "{}", "[]", "=", "apt-get update", "cd /x", "export A=b", "A=b", "if true; then", "FROM", "EXPOSE80", "COPY.", "./x", "&& a",
    "|| a", "; a", "| a", "\\", "\\\nRUN a", "  RUN a", "\tRUN a", "RUN a\u2028USER b", "RUN a\fUSER b", "RUN a\u000bUSER b", "RUN a\rUSER b",
    "INCLUDE+ a", "IMPORT a", "USE a", "CROSS_BUILD a", "#RUN a", "//RUN a", "; RUN a", "-- RUN a", "<!-- a -->", "<<EOF\na\nEOF", "EOF", "END",
    "RUN a;;b", "RUN 'a", "RUN \"a", "RUN a\u0000b",
)  # fmt: skip
# Where a substitution stands; `@` is its place.
_PLACES = (
    D + "ENV X=@\n", D + "WORKDIR /x@\n", D + "COPY a@ /b/\n", D + "ARG Y=@\nLABEL q=${Y}\n", D + "ARG A=abc\nUSER x@\n", "ARG V=@\nFROM debian:1$V\n", "FROM debian:1@\n",
    D + "EXPOSE 80@\n", D + "STOPSIGNAL 9@\n", D + "HEALTHCHECK --interval=1s@ CMD a\n", D + 'SHELL ["a@"]\n', D + "COPY --chown=a@ a b\n", D + "COPY --from=a@ a b\n",
    D + "RUN --mount=type=cache,target=/a@ ls\n", D + "RUN --mount=from=a@,target=/a ls\n", D + "ONBUILD ENV X=@\n", D + "VOLUME /a@\n", D + "COPY <<E /x\n@\nE\n",
)  # fmt: skip


def more_probes() -> list[tuple[str, str]]:
    """The texts with names, each text once."""
    texts = [f"{D}RUN {one} ls\n" for one in _RUN_FLAGS]
    texts += [f"{D}{name} {one} a b\n" for name, flags in (("COPY", _COPY_FLAGS), ("ADD", _ADD_FLAGS)) for one in flags]
    texts += [f"{D}{name} {one}\n" for name in _TAKE_JSON for one in _JSON]
    texts += [place.replace("@", one) for one in _SUBSTITUTIONS for place in _PLACES]
    for one in _DIRECTIVES:
        texts += [f"{one}\n{D}RUN a {end}\n b\nCMD x\n" for end in "\\`"]
        texts.append(f"{D}{one}\nCMD x\n")
    for name in _BEFORE_HEREDOCS:
        takes_words = "RUN" in name.upper() or name in ("CMD", "SHELL", "ENTRYPOINT", "HEALTHCHECK CMD", "USER")
        texts += [f"{D}{name} {one.replace('{t}', '' if takes_words else ' /x')}" for one in _HEREDOCS]
    for name, arguments in _ARGUMENTS.items():
        for line in (f"{name} {one}".removesuffix(" ") if not one else f"{name} {one}" for one in arguments):
            if name == "FROM":
                texts += [f"{line}\n", f'ARG X=debian\n{line}\nCMD ["x"]\n']
            else:
                texts += [f"{D}{line}\n", f"{D}{line}\nUSER q\n", f"{line}\n{D}"]
    texts += [f"{D}{one}\n" for one in _NO_INSTRUCTIONS]
    return [(f"more-{number}", text) for number, text in enumerate(dict.fromkeys(texts))]
