"""Fixes of rules whose right answer is in the file, or in what is known of images: what they write, and where they refuse."""

from __future__ import annotations

import pytest

from gorae.context import read_context
from gorae.syntax import parse
from lint.cases import check, fix_text, fixes_of, settings_of


def offered(rule: str, text: str, **more: object) -> list[str]:
    """What the fixes of the rule's first finding make of the text."""
    return fixes_of(text, rule, **more)[0]


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (  # the last of two, and what uses it below
            "stage-name-duplicate",
            "FROM a AS x\nFROM b AS x\nFROM x AS y\nFROM c\nCOPY --from=X /a /b\n",
            ["FROM a AS x\nFROM b AS x-2\nFROM x-2 AS y\nFROM c\nCOPY --from=x-2 /a /b\n"],
        ),
        (  # a `--from` between the two may mean either
            "stage-name-duplicate",
            "FROM a AS x\nFROM c AS z\nCOPY --from=x /a /b\nFROM b AS x\n",
            [],
        ),
        (  # the third waits for no one, the second for the third
            "stage-name-duplicate",
            "FROM a AS x\nFROM b AS x\nFROM c AS x\n",
            [],
        ),
        (  # the next number that nobody has
            "stage-name-duplicate",
            "FROM a AS x\nFROM b AS x-2\nFROM c AS x\n",
            ["FROM a AS x\nFROM b AS x-2\nFROM c AS x-2-2\n"],
        ),
        (
            "stage-name-reserved",
            "FROM a AS context\nFROM b\nRUN --mount=type=bind,from=context,target=/x ls\n",
            ["FROM a AS sources\nFROM b\nRUN --mount=type=bind,from=sources,target=/x ls\n"],
        ),
        (  # a FROM above is the empty image, one below the stage
            "stage-name-reserved",
            "FROM scratch AS one\nFROM a AS scratch\nFROM scratch\n",
            ["FROM scratch AS one\nFROM a AS base\nFROM base\n"],
        ),
        (
            "copy-from-own-stage",
            "FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=three /x /y\n",
            [
                "FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=two /x /y\n",
                "FROM a AS one\nFROM b AS two\nFROM c AS three\nCOPY --from=one /x /y\n",
            ],
        ),
        (  # a name that is nearly right comes first
            "copy-from-own-stage",
            "FROM a AS build1\nFROM b AS other\nFROM c AS build2\nCOPY --from=build2 /x /y\n",
            [
                "FROM a AS build1\nFROM b AS other\nFROM c AS build2\nCOPY --from=build1 /x /y\n",
                "FROM a AS build1\nFROM b AS other\nFROM c AS build2\nCOPY --from=other /x /y\n",
            ],
        ),
        ("copy-from-own-stage", "FROM a AS one\nCOPY --from=one /x /y\n", []),
        (  # another empty stage is no better
            "copy-from-empty-scratch",
            "FROM scratch AS a\nENV A=1\nFROM scratch AS b\nENV A=1\nFROM c\nCOPY --from=b /x /y\n",
            [],
        ),
        (  # in their order, each with its comment, and ARG stays
            "instruction-before-from",
            "# 왜\nLABEL a=1\nARG V=1\nENV B=2\nFROM a:$V\nUSER b\n",
            ["ARG V=1\nFROM a:$V\n# 왜\nLABEL a=1\nENV B=2\nUSER b\n"],
        ),
        ("instruction-before-from", "LABEL a=1\n\nFROM a\n\nUSER b\n", ["FROM a\nLABEL a=1\n\nUSER b\n"]),
        ("instruction-before-from", "LABEL a=1\nnonesuch\nFROM a\n", []),
        ("instruction-before-from", "LABEL a=1\nFROM a", ["FROM a\nLABEL a=1"]),
        ("instruction-before-from", "ARG V=1\nLABEL a=$V\nFROM a\n", []),  # V has no value below FROM
        ("apt-dist-upgrade", "FROM a\nRUN apt-get update && apt-get dist-upgrade -y\n", ["FROM a\nRUN apt-get update\n"]),
        (  # the lines keep their breaks
            "apt-dist-upgrade",
            "FROM a\nRUN apt-get update && apt-get dist-upgrade -y && \\\n    ls\n",
            ["FROM a\nRUN apt-get update && \\\n    ls\n"],
        ),
        (  # a comment before it stays
            "apt-dist-upgrade",
            "FROM a\nRUN apt-get update && \\\n    # 왜\n    apt-get dist-upgrade -y && \\\n    ls\n",
            ["FROM a\nRUN apt-get update && \\\n    # 왜\n    ls\n"],
        ),
        ("apt-dist-upgrade", "FROM a\nRUN ls; apt-get dist-upgrade -y && pwd\n", []),  # `;` and `&&` judge failures differently
        ("apt-dist-upgrade", "FROM a\nRUN apt-get dist-upgrade -y || true\n", []),
        ("apt-dist-upgrade", "FROM a\nRUN apt-get dist-upgrade -y\n", []),
        ("zypper-dist-upgrade", "FROM a\nRUN zypper -n dist-upgrade; ls\n", ["FROM a\nRUN ls\n"]),
        ("command-pointless", "FROM a\nRUN ls && free && pwd\n", ["FROM a\nRUN ls && pwd\n"]),
        ("command-pointless", "FROM a\nRUN ls && free | tee /x\n", []),
        ("command-pointless", "FROM a\nRUN ls && \\\n    # 왜\n    service x start\n", []),
        ("command-pointless", "FROM a\nRUN ls || service x start\n", []),
        (
            "user-named",
            "FROM debian:13\nRUN useradd -u 7 app\nUSER app:app\n",
            ["FROM debian:13\nRUN useradd -u 7 app\nUSER 7:app\n"],
        ),
        ("user-named", "FROM debian:13\nRUN useradd app\nUSER app\n", []),
        ("user-named", "FROM node:24\nUSER node\n", ["FROM node:24\nUSER 1000\n"]),
        (
            "cmd-ignored",
            'FROM a\nENTRYPOINT node x.js\nCMD ["y"]\n',
            ['FROM a\nENTRYPOINT ["node", "x.js"]\nCMD ["y"]\n', "FROM a\nENTRYPOINT node x.js\n"],
        ),
        (  # where the shell has work to do, and where CMD is a shell's too, it can only go
            "cmd-ignored",
            'FROM a\nENTRYPOINT node $X\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node $X\n"],
        ),
        ("cmd-ignored", "FROM a\nENTRYPOINT node x.js\nCMD y\n", ["FROM a\nENTRYPOINT node x.js\n"]),
        (
            "from-arg-default-invalid",
            "ARG V\nFROM node:${V}-alpine\n",
            [f"ARG V={version}\nFROM node:${{V}}-alpine\n" for version in (26, 24, 22)],
        ),
        ("from-arg-default-invalid", "ARG V\nFROM somebody/x:${V}\n", []),
        ("from-arg-default-invalid", "ARG I\nFROM $I\n", []),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD ONBUILD RUN ls\n", ["FROM a\nONBUILD RUN ls\n"]),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD ONBUILD FROM b\n", []),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD FROM b\n", []),
        (
            "onbuild-trigger-forbidden",
            "FROM a\nonbuild maintainer Kim\n",
            ['FROM a\nonbuild label org.opencontainers.image.authors="Kim"\n'],
        ),
        (
            "base-image-platform",
            "FROM --platform=linux/s390x node:26-alpine\n",
            [
                "FROM node:26-alpine\n",
                "FROM --platform=linux/s390x node:26\n",
                "FROM --platform=linux/s390x node:26-slim\n",
            ],
        ),
        ("syntax-error", "FROM a\nCOPY --form=b /x /y\n", ["FROM a\nCOPY --from=b /x /y\n"]),
        ("syntax-error", "FROM a\nCOPY --form=b --from=c /x /y\n", []),
        ("syntax-error", "FROM a\nCOPY --nothing=b /x /y\n", []),
        ("syntax-error", "FROM a\nHEALTHCHECK --timeout=3s curl x\n", ["FROM a\nHEALTHCHECK --timeout=3s CMD curl x\n"]),
        ("syntax-error", "from a\nhealthcheck curl x\n", ["from a\nhealthcheck cmd curl x\n"]),
        ("syntax-error", "FROM a\nSHELL /bin/bash -c\n", ['FROM a\nSHELL ["/bin/bash", "-c"]\n']),
        ("syntax-error", "FROM a\nSHELL ['bash', '-c']\n", []),
        (
            "copy-target-relative",
            "FROM debian:13\n# 왜\nCOPY a.py .\nCOPY b.py ./\nCMD [\"python\", \"a.py\"]\n",
            ["FROM debian:13\nWORKDIR /app\n# 왜\nCOPY a.py .\nCOPY b.py ./\nCMD [\"python\", \"a.py\"]\n"],
        ),
        ("copy-target-relative", "FROM debian:13\nCOPY a.py .\nCMD [\"python\", \"/a.py\"]\n", []),
        ("copy-target-relative", "FROM debian:13 AS x\nCOPY a .\nFROM scratch\nCOPY --from=x /a /b\n", []),
        ("copy-target-relative", "FROM debian:13 AS x\nCOPY a .\nFROM x\nRUN ls\n", []),
        ("stage-name-reserved", "FROM a AS context\nFROM b AS sources\n", ["FROM a AS sources-2\nFROM b AS sources\n"]),
        (  # whatever the letter case of the name
            "copy-from-own-stage",
            "FROM a AS one\nFROM b AS two\nCOPY --from=TWO /x /y\n",
            ["FROM a AS one\nFROM b AS two\nCOPY --from=one /x /y\n"],
        ),
        ("instruction-before-from", "LABEL a=1\nENV b=$X\nFROM a\n", []),  # one of them is enough
        ("instruction-before-from", "\ufeffLABEL a=1\n\nFROM a\n", ["\ufeffFROM a\nLABEL a=1\n"]),
        (  # only at the file's start do the blank lines go too
            "instruction-before-from",
            "ARG V=1\nLABEL a=1\n\nFROM a\n",
            ["ARG V=1\n\nFROM a\nLABEL a=1\n"],
        ),
        (
            "cmd-ignored",
            'FROM a\nENTRYPOINT node \\\n# 왜\n x.js\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node \\\n# 왜\n x.js\n"],
        ),
        (
            "cmd-ignored",
            'FROM a\nENTRYPOINT node \\\n\n x.js\nCMD ["y"]\n',
            ["FROM a\nENTRYPOINT node \\\n\n x.js\n"],
        ),
        ("from-arg-default-invalid", "ARG V\nFROM localhost/alpine:${V}\n", []),  # only of official images are versions known
        ("from-arg-default-invalid", "ARG I\nFROM ${I}:3\n", []),
        ("from-arg-default-invalid", "ARG V\nARG V\nFROM node:${V}\n", []),  # which of the two
        ("from-arg-default-invalid", "ARG V=\nFROM node:${V}\n", []),
        ("from-arg-default-invalid", "ARG V\nFROM node:${V}-nonesuch\n", []),
        (
            "from-arg-default-invalid",
            "ARG W\nARG V\nFROM alpine:$V\n",
            [f"ARG W\nARG V={version}\nFROM alpine:$V\n" for version in ("3.24", "3.23", "3.22")],
        ),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD ONBUILD run ls\n", ["FROM a\nONBUILD run ls\n"]),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD ONBUILD nonesuch\n", []),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD MAINTAINER\n", []),
        ("onbuild-trigger-forbidden", "FROM a\nONBUILD MAINTAINER \\\n# 왜\n  Kim\n", []),
        ("base-image-platform", "FROM --platform=linux/riscv64 node:26\n", ["FROM node:26\n"]),
        ("syntax-error", "FROM a\nVOLUME\n", []),
        ("syntax-error", "FROM a\nSHELL bash 'x y'\n", []),
        ("syntax-error", "FROM a\nCOPY --FORM=b /x /y\n", ["FROM a\nCOPY --from=b /x /y\n"]),
        ("syntax-error", "from a\n  healthcheck curl x\n", ["from a\n  healthcheck cmd curl x\n"]),
        ("syntax-error", "FROM a\nCOPY --form=b --from=c /x /y", []),
        (  # the flag of another line does not count
            "syntax-error",
            "FROM a\nCOPY --form=b /x /y\nCOPY --from=c /x /y\n",
            ["FROM a\nCOPY --from=b /x /y\nCOPY --from=c /x /y\n"],
        ),
        ("copy-target-relative", "FROM debian:13\nRUN mkdir /x\nCOPY a .\n", ["FROM debian:13\nRUN mkdir /x\nWORKDIR /app\nCOPY a .\n"]),
        ("copy-target-relative", "FROM debian:13\nCOPY /x .\n", []),
        ("copy-target-relative", "FROM debian:13\nCOPY a .\nRUN cp a /usr/bin\n", ["FROM debian:13\nWORKDIR /app\nCOPY a .\nRUN cp a /usr/bin\n"]),
        ("copy-target-relative", "from debian:13\ncopy a .\n", ["from debian:13\nworkdir /app\ncopy a .\n"]),
    ],
)  # fmt: skip
def test_fixes(rule, before, after):
    assert offered(rule, before) == after
    fixes = [fix for problem in check(parse(before), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"


@pytest.mark.parametrize(
    ("path", "ignore", "after"),
    [
        ("package.json", "*\n", "*\n!package.json\n"),
        ("package.json", "*.json\r\n", "*.json\r\n!package.json\r\n"),
        ("dist/a.js", "dist", "dist\n!dist/a.js\n"),
        (".env", ".env\n", None),  # a secret is ignored on purpose
        ("keys/id_rsa", "keys\n", None),
    ],
)
def test_an_ignored_source_is_let_through(tmp_path, path, ignore, after):
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("x\n", encoding="utf-8")
    (tmp_path / ".dockerignore").write_text(ignore, encoding="utf-8", newline="")
    text = f"FROM a\nCOPY {path} /srv/\n"

    def context(changed):
        return read_context(tmp_path, tmp_path / "Dockerfile", changed=changed)

    fixed = fix_text(text, settings_of("copy-source-ignored"), context, unsafe=True)
    assert fixed.files == ({".dockerignore": after} if after else {})
    assert len(fixed.left) == (0 if after else 1)
