"""Texts that Gorae and the Engine once disagreed on, met by texts grown at random, each beside its neighbours that they agreed on."""

from __future__ import annotations

D = "FROM debian:13-slim\n"
A = "FROM debian:13-slim AS a\n"
A64 = "a" * 64
_MOUNTS = (
    "type=tmpfs,target=/t",
    "target=/t",
    "type=cache,target=/t",
    "type=secret,id=t",
    "type=ssh",
    "type=cache,from=a,target=/t",
)
# Characters with a byte that is a blank, at their end, in their middle, and none.
_CHARACTERS = ("\u00e0", "\uc804", "\ud55c", "\u00a0", "\u3000", "\u2003", "\u0085", "\U0001f433", "\uace0")

MET: dict[str, list[str]] = {
    "blanks that are no ASCII": [
        *(f"{D}{name} {blank}--nope a b\n" for name in ("RUN", "COPY") for blank in ("\u00a0", "\u3000", "\u2003", "\u0085", "\v", "\u00a0 ")),
        *(f"{D}COPY --chown=a{one}{behind}--nope a /b/\n" for one in _CHARACTERS for behind in ("", " ")),
        *(f"{D}RUN --mount=type=cache,target=/{one} --nope ls\n" for one in _CHARACTERS),
        *(f"{D}COPY --{one}--nope a /b\n" for one in ("\u00a0", "\u3000", '""', '"" ')),
    ],
    "quotes in names of flags": [
        f"{A}{D}COPY --{one} a /b\n"
        for one in ('"from"=a', 'fr"om"=a', '"from=a"', "'nope'=1", "no'p e'=1", "\\from=a", "f\\rom=a", '"from=a', 'from"=a', "chown=a' 'b")
    ],
    "ports before a modifier": [
        f"{D}EXPOSE {one}\n"
        for one in (
            "80:${P:-80}", "127.0.0.1:80:${P:-80}", "80:${P:-90}/UDP", "${P:-80}:90", "80${P:-}:80", "x${P:-80}", "x${P:-80}y", "x${P:+1}", "x${P:+1}80",
            "x:${P:-80}", '"x"${P:-80}', '"x${P:-80}"', "x${P:-${Q:-80}}", "x${P#a}80", "x$P${Q:-80}", "x${P}", "80:80${P}", "81:${P:-x}", "x${P/a/b}80",
        )
    ],
    "heredocs with a modifier": [
        *(f"{D}RUN cat {one}\nx\nEOF\n" for one in ("<<EOF${A:-b}", "<<EOF${A}", "<<${A:-}EOF", '<<EOF"${A:-b}"', "a${A:-b}<<EOF", "<<EOF >a${A:-b}", "<<EOF a${A:-b c}")),
        f"{D}COPY <<EOF${{A:-b}} /x\nx\nEOF${{A:-b}}\n",
    ],
    "heredocs behind a blank": [
        f"{D}{one}"
        for one in ("COPY << e /x/\n$A\ne\n", "COPY <<e /x/\n$A\ne\n", "ADD << a << b /x/\na\n$A\nb\n", "COPY <<e <<'b' /x/\n$B\ne\n$A\nb\n", "ADD <<a <<b /x/\na\n$A\nb\n")
    ],
    "byte order marks before comments": ["\ufeff#\nARG A=1\n" + D, "\ufeff# A is\nARG A=1\n" + D, "\ufeff# c\nARG A=1\n" + D, "\ufeff# c\n# d\nARG A=1\n" + D],
    "arguments that FROM does not see": [f"FROM debian:${one}\n" for one in ("HTTP_PROXY", "no_proxy", "SOURCE_DATE_EPOCH", "BUILDKIT_SYNTAX", "PATH", "HOME", "TARGETSTAGE")],
    "continuations that take an instruction in": [
        D + one
        for one in (
            "ENV A=b \\\nUSER x\n", "ENV A=b \\\n C=d \\\nUSER x\n", "ENV A=b \\\n C=d \\\n\nUSER x\nRUN y\n", "LABEL A=b \\\n c=d \\\n# z\nUSER x\n", "ENV A b \\\nUSER x\n",
            "COPY a \\\nUSER x\n", "EXPOSE 80 \\\n 81 \\\nUSER x\n", "VOLUME \\\nUSER x\n", "STOPSIGNAL SIGTERM \\\nUSER y\n", "FROM x \\\nUSER y\n",
        )
    ],
    "marks of templates in a Dockerfile": [
        f"{D}{one}COPY a\n"
        for one in ("RUN docker inspect -f '{{.Id}}' x\n", "RUN awk '{%s}' x\n", "LABEL a={{x}}\n", "RUN helm template --set a={{ b }} .\n", 'CMD ["{{x}}"]\n', "ENV {{key}}\n", "HEALTHCHECK {{x}}\n", 'LABEL a="{{x}} b\n', "LABEL a={% x %}\n")
    ],
    "ends of stages' names": [
        f"FROM debian AS {one}\n"
        for one in ("a.", "a..b", "a_", "a-", "a._b", "a__b", "a___b", "a--b", "a---b", "a.-b", A64, "f" * 63, "a_.b", "a-_b", "a1.", "A.", "a.b-c_d")
    ],
    "skipped checks": [
        f"# check=skip={check}\n{text}"
        for check in ("all", "ExposeInvalidFormat", "UndefinedArgInFrom", "UndefinedVar", "ReservedStageName")
        for text in (
            D + "EXPOSE 80:80\n", D + "EXPOSE 80:80x\n", "FROM $X\n", "FROM debian:$X\n", "FROM debian$X\n", D + "VOLUME $X\n", D + "STOPSIGNAL $X\n",
            "FROM --platform=$X debian\n", "FROM debian AS scratch\nRUN --mount=target=/t a\n",
        )
    ],
    "a stage called scratch": [
        *(f"FROM debian AS a\nFROM debian AS scratch\nRUN --mount={one} x\n" for one in _MOUNTS),
        *(f"FROM debian AS a\nFROM debian AS b\nRUN --mount={one} x\nFROM debian AS scratch\n" for one in _MOUNTS),
        "FROM debian AS scratch\nFROM debian\nRUN --mount=type=cache,target=/t x\n", "FROM debian AS scratch\nONBUILD RUN --mount=target=/t x\n",
        "FROM scratch AS t\nFROM debian AS scratch\n", "FROM debian AS scratch\nFROM scratch\nWORKDIR x\n", D + "COPY --from=scratch / /x\nFROM debian AS scratch\n",
    ],
    "several stages of a name": [
        A + A + "COPY --from=a /x /y\n", A + D + "COPY --from=a /x /y\n" + A, A + D + "RUN --mount=from=a,target=/y x\n" + A, A + A + D + "COPY --from=a /x /y\n",
        A + "FROM a AS b\n" + A, A + D + "COPY --from=0 /x /y\n" + A, A + A + "COPY --from=A /x /y\n",
    ],
    "triggers that take of their own stage": [
        f"{A}ONBUILD {one}\n{below}"
        for one in ("COPY --from=a /x /y", "COPY --from=0 /x /y", "COPY --from=b /x /y", "RUN --mount=from=a,target=/t x")
        for below in ("", "FROM a\n", "FROM a AS b\n", D)
    ],
    "numbers of stages with a sign": [
        *(f"{D}{D}COPY --from={one} a /c\n" for one in ("-0", "+0", "00", "-00", "+1", "-1", "+2", "0_0")), f"{D}COPY --from=-0 a /c\n",
        *(f"{D}{D}RUN --mount=from={one},target=/x a\n" for one in ("-0", "+0")),
    ],
    "the name of the stage that is built": [
        f"{first}FROM --platform={flag} debian{name}\n{behind}"
        for first in ("", "FROM debian AS b\n") for flag in ("$TARGETSTAGE", "linux/$TARGETSTAGE") for name in (" AS amd64", " AS x", "") for behind in ("", "FROM debian AS arm64\n")
    ] + [f"FROM debian AS kill\n{arg}STOPSIGNAL $TARGETSTAGE\n" for arg in ("", "ARG TARGETSTAGE\n")],
    "a stage below as a base": ["FROM b AS x\nFROM debian AS b\n", "FROM b AS x\nFROM debian AS b\nFROM x\n", A + "FROM b\nFROM debian AS b\n"],
    "an empty platform": [f"ARG TARGETPLATFORM={one}\nFROM --platform=$TARGETPLATFORM debian\n" for one in ("", "''", "x", "linux/arm64", "$BUILDPLATFORM")],
    "placeholders for ports": [f"{D}EXPOSE {one}\n" for one in ("{{ port }}", "80 {{ port }} x", "{{port}}", "{{ port }}/tcp", "<% p %>", "{% p %}", "{{ a }} {{ b }}")],
    "instructions taken for ports": [f"{D}EXPOSE 80 \\\n{between}{one}\n" for between in ("", "\n\n") for one in ("USER a", "EXPOSE 81", "EXPOSE 80-90/tcp \\\n\n")],
    "addresses in other letters": [
        f"{D}{keyword} {address} /b\n"
        for keyword in ("COPY", "ADD", f"ADD --checksum=sha256:{A64}", "ADD --checksum=" + "a" * 40)
        for address in ("HTTPS://e.com/x", "Http://e.com/b.git#v1", "hTTps://github.com/a/b", "GIT://e.com/x", "SSH://git@e.com/a", "https://e.com:x/a.git", "https://e.com/a.git", "https://e.com:/a.git", "https://u:p@e.com:80/a.git", "https://[::1]/a.git")
    ],
    "addresses with variables": [
        f"FROM foo\n{one}\n"
        for one in ("COPY https://e.com/$X /b", 'COPY "https://e.com/${X}b.git" /b', "COPY 'https://e.com/'$X /b", "COPY a$X https://e.com /b/", "COPY a \\\nRUN https://e.com/$X /b", "COPY $X/https://e.com /b", "ARG X\nCOPY https://e.com/$X /b")
    ],
    "patterns before an unknown value": [f"FROM foo\nADD {one} .\n" for one in ("${X#\\\\s\\x}", "${PATH#\\x}", "${X/\\x/a}", "${PATH/\\x/a}", "${X%\\*}", "a${X/b/\\x}")],
    "numbers of images and mounts": [
        *(f"{D}RUN --mount={one},target=/a ls\nCOPY --from={number} / /b\n" for one in ("type=cache", "type=tmpfs", "type=bind", "type=bind,from=alpine", "type=bind,from=") for number in (1, 2)),
        *(f"{D}RUN --mount={one},id=a ls\n{D}COPY --from={number} / /b\n" for one in ("type=secret", "type=ssh") for number in (2, 3)),
        *(f"{D}COPY --from=alpine /a /b\nCOPY --from={number} /a /b\n" for number in (1, 2)), D + "COPY --from=1 /a /b\nCOPY --from=alpine /a /b\n",
        "FROM debian AS scratch\n" + D + "RUN --mount=type=cache,target=/a ls\nCOPY --from=2 / /b\n", A + "ONBUILD COPY --from=alpine /a /b\nFROM a\nCOPY --from=2 /x /y\n",
    ],
    "blanks around check": [
        f"{before}#{behind}{one}\n{D}MAINTAINER x\n"
        for before, behind in (
            (" ", " "), ("\v", " "), ("\u00a0", " "), ("\u3000", " "), ("", "\u00a0"), ("", "\v"), ("", "\f"), ("", "\u0085"), ("", " \u2003"), ("\ufeff", " "), ("\ufeff ", " "), ("#!/x\n", " "), ("#!/x\n ", " "), ("\ufeff#!/x\n", " "), ("# escape=\\\n ", " "),
        )
        for one in ("check=skip=all", "check=error=foo", "CHECK=error=foo")
    ],
    "blanks of Unicode in check": [f"# check={one}\n{D}MAINTAINER x\n" for blank in ("\u00a0", "\u3000", "\u200b") for one in (f"error=true{blank}", f"error={blank}false", f"skip=all{blank}", f"skip={blank}all", f"skip=JSONArgsRecommended,{blank}MaintainerDeprecated", f"skip=all;{blank}error=foo")],
    "variables of a platform and of a name": [f"FROM --platform={one} {image}\n" for one in ("$TARGETOS/$TARGETARCH", "linux/$TARGETARCH", "$BUILDPLATFORM", "$X") for image in ("debian:${A#x}", "alpine:${TAG:-3}:", "debian:$TAG", "debian:13:")],
    "folders with an unknown value": [f"{base}WORKDIR {one}\n" for base in (D, "FROM foo\n") for one in ("app/${PATH}", "1.${PATH:-1}/x", '"app/$PATH"', "${PATH:+}x", "$PATH/x", "'a$PATH'", "a${PATH:+/}")],
    "remarks behind arrays": [
        f"{D}{one} # c\n" for one in ('CMD ["a"]', 'ENTRYPOINT ["a"]', 'RUN ["a"]', 'SHELL ["a"]', 'VOLUME ["/a"]', 'COPY ["a", "/b"]', "HEALTHCHECK NONE", 'HEALTHCHECK CMD ["a"]', "RUN [ -f a ]")
    ],
    "heredocs where none may be": [
        f"{D}{one} <<EOF\n{body}\nEOF\n" for one in ("WORKDIR", "SHELL", "USER", "ENV A=", "ARG A=", "HEALTHCHECK CMD", "HEALTHCHECK", "FROM", "EXPOSE 80") for body in ("x", "")
    ],
    "keywords over several lines": [f"{D}{one} x\n" for one in ("MAINT\\\n# x\nAINER", "MAINT\\\n\n# x\n\nAINER", "ru\\\n# X\nN", "RU\\\nN", "ENT\\\n# x\nRYPOINT")],
    "keywords that are none, with flags": [f"{D}{one} --chown=a\uc804--@ope a /b/\n" for one in ("<<COPY", "COPPY", "copy<<x", "--COPY")],
    "numbers of stages with two signs": [f"{D}COPY --from={one} /x /y\n" for one in ("++0", "+-1", "--1", "\u0663", "\uff11")],
    "words without an equals sign": [f"{D}{one}\n" for one in ("ENV A={{ b }}", "ENV A=1 B C=2 D", "LABEL a=b c d", "ENV A= = b")],
}  # fmt: skip


def met_probes() -> list[tuple[str, str]]:
    """The texts with names."""
    return [
        (f"{kind.replace(' ', '-')}-{number}", text) for kind, texts in MET.items() for number, text in enumerate(texts)
    ]
