"""What is offered where: a Dockerfile with `|` for the cursor, and what is on the list."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gorae.completion import complete_at, signature_at
from gorae.context import read_context
from gorae.source import apply_edits
from gorae.source.edits import Edit
from gorae.stages import build
from gorae.syntax import parse
from syntax.dockerfiles import dockerfiles

TODAY = dt.date(2026, 11, 24)
SHOP = Path(__file__).parents[1] / "projects" / "shop" / "Dockerfile"


def offered(text, context=None, language="ko", trigger=""):
    offset = text.index("|")
    text = text[:offset] + text[offset + 1 :]
    document = parse(text)
    items = complete_at(document, build(document), offset, language, context, today=TODAY, trigger=trigger)
    return text, sorted(items, key=lambda item: item.sort)


def labels(text, **more):
    return [item.label for item in offered(text, **more)[1]]


def taken(text, label, **more):
    """The text after the line of that label is taken."""
    text, items = offered(text, **more)
    item = next(item for item in items if item.label == label)
    return apply_edits(text, [Edit(item.span, item.insert)])


def test_the_name_that_ends_a_heredoc_is_offered_as_soon_as_a_line_is_begun_like_it():
    for text in ("FROM a\nRUN <<EOF\nset -e\nE|", "FROM a\nCOPY <<EOF /x\n고래 🐳\nE|", "FROM a\nRUN <<-EOF\n\tE|\n"):
        assert labels(text) == ["EOF"]
    assert labels("FROM a\nRUN <<EOF\necho E|\nEOF\n") != ["EOF"]
    assert labels("FROM a\nRUN <<EOF\nEOF|") == []  # it stands there: Enter makes a new line


def test_no_program_is_offered_that_begins_otherwise():
    assert {label[0] for label in labels("FROM a\nRUN E|")} == {"e"}


FIRST = {
    "an empty file begins with FROM": ("|", "FROM"),
    "a stage goes on with RUN": ("FROM debian\n|", "RUN"),
    "indentation is kept": ("FROM debian\n  |", "RUN"),
    "images that many use": ("FROM |", "alpine"),
    "stages above come before images": ("FROM a AS base\nFROM b AS builder\nFROM |", "builder"),
    "the newest stable tag": ("FROM node:|", "26"),
    "tags behind a platform": ("FROM --platform=linux/amd64 python:|", "3.14"),
    "a name for the stage": ("FROM node:24 |", "AS"),
    "in small letters": ("from node:24 |", "as"),
    "a stage to copy from": ("FROM a AS builder\nFROM b\nCOPY --from=|", "builder"),
    "a stage without a name by its number": ("FROM a\nFROM b\nCOPY --from=|", "0"),
    "where the stage works": ("FROM a AS b\nWORKDIR /srv/shop\nFROM c\nCOPY --from=b |", "/srv/shop/"),
    "types of mounts": ("FROM a\nRUN --mount=|", "type=cache"),
    "types behind the sign": ("FROM a\nRUN --mount=type=|", "cache"),
    "parts of a mount": ("FROM a\nRUN --mount=type=cache,|", "target"),
    "parts that are there are not offered": ("FROM a\nRUN --mount=type=cache,target=/x,|", "id"),
    "values of a part": ("FROM a\nRUN --mount=type=cache,sharing=|", "shared"),
    "a stage of a mount": ("FROM a AS b\nFROM c\nRUN --mount=type=bind,from=|", "b"),
    "variables behind a dollar": ("FROM a\nARG VERSION=1\nRUN echo $|", "VERSION"),
    "variables in braces": ("FROM a\nARG VERSION=1\nCOPY x-${|", "VERSION"),
    "variables above FROM": ("ARG BASE=a\nFROM $|", "BASE"),
    "modifiers behind a colon": ("FROM a\nENV A=${B:|", ":-"),
    "programs behind an operator": ("FROM a\nRUN apt-get update && |", "mkdir"),
    "subcommands of a program": ("FROM a\nRUN apt-get |", "update"),
    "on a continued line": ("FROM a\nRUN apt-get update \\\n    && apt-get |", "update"),
    "in a heredoc": ("FROM a\nRUN <<EOF\napt-get |\nEOF\n", "update"),
    "in a health check": ("FROM a\nHEALTHCHECK CMD curl |", "-f"),
    "users that the stage makes": ("FROM debian\nRUN useradd -m shop\nUSER |", "shop"),
    "users that the base brings": ("FROM node:24\nUSER |", "node"),
    "signals of STOPSIGNAL": ("FROM a\nSTOPSIGNAL |", "SIGTERM"),
    "keys of a label": ("FROM a\nLABEL |", "org.opencontainers.image.title"),
    "arguments from above": ("ARG BASE=1\nFROM a\nARG |", "BASE"),
    "kinds of health checks": ("FROM a\nHEALTHCHECK |", "CMD"),
    "shells of SHELL": ("FROM a\nSHELL |", '["/bin/bash", "-o", "pipefail", "-c"]'),
    "shells of Windows": ("FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL |",
                          '["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]'),
    "directives of the first line": ("# |", "syntax="),
    "values of a directive": ("# syntax=|", "docker/dockerfile:1"),
    "triggers of ONBUILD": ("FROM a\nONBUILD |", "RUN"),
    "flags of a trigger": ("FROM a\nONBUILD COPY --|", "--from"),
    "owners that the image has": ("FROM node:24\nCOPY --chown=|", "node"),
    "a protocol": ("FROM a\nEXPOSE 53/|", "tcp"),
    "platforms of FROM": ("FROM --platform=|", "$BUILDPLATFORM"),
    "the package manager of the base": ("FROM alpine:3.24\nRUN |", "apk"),
    "the package manager behind an operator": ("FROM debian:13\nRUN a && |", "apt-get"),
    "how the base's programs start": ("FROM node:24\nCMD |", '["node", "server.js"]'),
    "how the programs of a base with an open tag start": ("ARG V\nFROM node:${V}-slim\nCMD |", '["node", "server.js"]'),
    "a server in shell form": ("FROM a\nCMD n|", "node"),
    "an exec form of any kind": ("FROM a\nENTRYPOINT |", '["program", "argument"]'),
    "the port of the base's programs": ("FROM node:24\nEXPOSE |", "3000"),
    "ports of the web": ("FROM a\nEXPOSE |", "80"),
    "variables of the base's programs": ("FROM python:3.13\nENV |", "PYTHONUNBUFFERED"),
    "a variable of every image": ("FROM a\nENV PATH=/x:$|", "PATH"),
    "the platform that is built for": ("FROM a\nARG |", "TARGETARCH"),
    "the shell of Alpine": ("FROM alpine:3.24\nSHELL |", '["/bin/ash", "-eo", "pipefail", "-c"]'),
    "a folder in a stage": ("FROM a AS b\nCOPY . /srv\nFROM c\nCOPY --from=b |", "/srv/"),
    "tags of distroless": ("FROM gcr.io/distroless/static-debian13:|", "nonroot"),
    "checks of a download": ("FROM a\nADD --|", "--checksum"),
    "durations of a check": ("FROM a\nHEALTHCHECK --interval=|", "30s"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "first"), FIRST.values(), ids=FIRST)
def test_the_first_line(text, first):
    assert labels(text)[0] == first


KEYWORDS = (
    "RUN",
    "COPY",
    "WORKDIR",
    "ENV",
    "ARG",
    "CMD",
    "ENTRYPOINT",
    "EXPOSE",
    "USER",
    "HEALTHCHECK",
    "LABEL",
    "ADD",
)


def test_keywords_stand_before_what_follows_them():
    assert tuple(labels("FROM a\n|")[: len(KEYWORDS)]) == KEYWORDS


def test_what_is_typed_finds_the_forms_of_its_keyword_alone():
    found = [item.label for item in offered("FROM a\nC|")[1] if item.filter.startswith("C")]
    assert {label.split(" ")[0] for label in found} == {"COPY", "CMD"}


def test_a_base_is_no_number():
    assert "0" not in labels("FROM a\nFROM |")


POWERSHELL = 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\n'


@pytest.mark.parametrize(
    ("why", "script", "label"),
    [
        ("at the beginning of a command", "|", "Invoke-WebRequest"), ("behind a semicolon, by its first letters", "a; Inv|", "Invoke-WebRequest"), ("by what stands before the hyphen", "Test-|", "Test-Path"),
        ("an option of the command", "Invoke-WebRequest a -|", "-OutFile"), ("an option of the program that the command starts, in quotes", "Start-Process msiexec -Wait '/|", "/qn"), ("an option by its first letter", "Copy-Item a b -R|", "-Recurse"),
    ],
)  # fmt: skip
def test_the_shells_of_windows(why, script, label):
    assert label in labels(f"{POWERSHELL}RUN {script}"), why


def test_programs_of_linux_are_not_offered_to_windows():
    assert not {"apt-get", "apk", "chmod"} & set(labels(f"{POWERSHELL}RUN |"))


def test_nothing_is_offered_for_plain_words_in_the_shells_of_windows():
    assert labels(f"{POWERSHELL}RUN Write-Host a|") == []


TAKEN = {
    "an option of a cmdlet": (f"{POWERSHELL}RUN Invoke-WebRequest a -Out|", "-OutFile",
                              f"{POWERSHELL}RUN Invoke-WebRequest a -OutFile"),
    "a keyword is written whole": ("FROM a\nru|", "RUN", "FROM a\nRUN "),
    "in the file's letters": ("from a\n|", "run", "from a\nrun "),
    "the word is replaced, what is behind stays": ("FROM no|de AS b", "node", "FROM node AS b"),
    "a tag": ("FROM node:2|4-slim", "26-slim", "FROM node:26-slim"),
    "a flag with its sign": ("FROM a\nCOPY --f|", "--from", "FROM a\nCOPY --from="),
    "a flag whose sign is there": ("FROM a\nCOPY --f|=b x y", "--from", "FROM a\nCOPY --from=b x y"),
    "the brace is closed": ("FROM a\nARG V\nRUN echo ${V|", "V", "FROM a\nARG V\nRUN echo ${V}"),
    "a brace that is there stays one": ("FROM a\nARG V\nRUN echo ${V|}", "V", "FROM a\nARG V\nRUN echo ${V}"),
    "a label": ("FROM a\nLABEL org|", "org.opencontainers.image.title", 'FROM a\nLABEL org.opencontainers.image.title=""'),
    "a program": ("FROM a\nRUN apt-get update && apt-g|", "apt-get", "FROM a\nRUN apt-get update && apt-get"),
    "an ignored rule": ("FROM a\n# gorae: ignore=user-missing,ru|\nRUN x", "run-consecutive",
                        "FROM a\n# gorae: ignore=user-missing,run-consecutive\nRUN x"),
    "a check of BuildKit": ("# check=skip=|\nFROM a", "StageNameCasing", "# check=skip=StageNameCasing\nFROM a"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "label", "after"), TAKEN.values(), ids=TAKEN)
def test_what_a_line_writes(text, label, after):
    assert taken(text, label) == after


NOTHING = {
    "in a comment": "FROM a\n# a comm|",
    "in an exec form": 'FROM a\nCMD ["no|"]',
    "behind a blank in a command, unasked": "FROM a\nRUN echo |",
    "in a file's content": "FROM a\nCOPY <<EOF /x\nap|\nEOF\n",
    "a second subcommand": "FROM a\nRUN gem cleanup a|",
    "what npm runs": "FROM a\nRUN npm run b|",
    "the value of `ENV NAME value`": "FROM a\nENV LANG C.UTF|",
    "the value of `LABEL NAME value`": 'FROM a\nLABEL maintainer "Jessie Fra|',
    "a label's value, behind a blank": 'FROM a\nLABEL maintainer="Jessie <jess|',
    "a variable's value, behind a blank": 'FROM a\nENV TITLE="my LA|',
    "the file that a command writes": "FROM a\nRUN mvn package > cl|",
    "an assignment's value": "FROM a\nRUN x=h|",
    "between quotes": "FROM a\nRUN echo 'cu|",
    "between quotes, behind a command that is replaced": 'FROM a\nRUN echo "$(date) cu|',
    "a tag that is no longer made": "FROM python:3.10|",
    "an image of somebody": "FROM redhat/ubi9-minimal|",
    "a folder that is whole": "FROM a\nWORKDIR /srv|",
    "a folder with its slash": "FROM a\nCOPY a /srv/|",
    "a shell's variable between single quotes, which stays": "FROM a\nRUN awk '{print $|",
    "a variable between single quotes of BuildKit's": "FROM a\nENV A='$|",
    "behind an escaped dollar": "FROM a\nENV A=\\$|",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_nothing_is_offered(text):
    assert [label for label in labels(text, trigger=" " if text.endswith(" |") else "") if label != "PATH"] == []


def test_a_bare_mark_of_a_comment_offers_nothing():
    assert labels("#|", trigger="#") == []
    assert "syntax=" in labels("# |", trigger=" ")


def test_of_a_subcommand_of_two_words_the_second_is_offered_behind_the_first():
    assert "mod download" in labels("FROM a\nRUN go m|")
    assert labels("FROM a\nRUN go mod d|") == ["download", "verify", "tidy", "vendor"]
    assert "install" in labels("FROM a\nRUN make clean i|")


@pytest.mark.parametrize(
    ("why", "text", "labels"),
    [
        ("what the check misses comes first", "FROM alpine:3.23\nRUN apk add |\nHEALTHCHECK CMD curl -f x\n", ["curl"]),
        (
            "names of the release as typed",
            "FROM alpine:3.23\nRUN apk add tzda|\n",
            ["tzdata", "tzdata-right", "tzdata-utils"],
        ),
        ("none that stands there", "FROM alpine:3.23\nRUN apk add tzdata tzdata-right tzdata-utils tzda|\n", []),
        ("Debian's", "FROM debian:13\nRUN apt-get install -y libpq5 libpq-|\n", ["libpq-dev"]),
    ],
)
def test_packages_of_the_release(why, text, labels):
    assert [item.label for item in offered(text)[1] if item.kind == "module"] == labels, why


def test_no_list_reads_all_that_is_installed_often():
    """What each of two thousand packages weighs takes half a second to read."""
    packages = [
        item.label for item in offered("FROM debian:13\nRUN apt-get install -y |\n")[1] if item.kind == "module"
    ]
    assert packages[0] == "curl"
    assert len(packages) <= 200


def test_files_of_the_context(tmp_path):
    for path in ("src/app.py", "requirements.txt", "node_modules/a/b.js", ".dockerignore"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("node_modules\n" if path == ".dockerignore" else "x", encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    _, items = offered("FROM a\nCOPY |", context=context)
    shown = {item.label: (item.deprecated, item.kind) for item in items if not item.label.startswith("--")}
    assert shown["src/"] == (False, "folder")
    assert shown["requirements.txt"] == (False, "file")
    assert shown["node_modules"] == (True, "file")
    assert shown["."] == (False, "folder")
    assert taken("FROM a\nCOPY src/a|", "app.py", context=context) == "FROM a\nCOPY src/app.py"
    built = "FROM a AS b\nWORKDIR /app\nCOPY src requirements.txt ./\nFROM c\nCOPY --from=b |"
    assert {"/app/", "/app/app.py", "/app/requirements.txt"} <= set(labels(built, context=context))


def test_tags_that_ended_come_last_and_are_marked():
    _, items = offered("FROM python:|")
    ended = [number for number, item in enumerate(items) if item.deprecated]
    assert ended, "no tag has ended"
    assert ended == list(range(ended[0], len(items)))
    assert next(item.detail for item in items if item.label == "3.14-slim")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_sentences_are_in_the_language(language):
    _, items = offered("FROM a\n|", language=language)
    run = next(item for item in items if item.label == "RUN")
    assert any("\uac00" <= char <= "\ud7a3" for char in run.detail) == (language == "ko")


SIGNATURES = {
    "COPY's source": ("FROM a\nCOPY |", "SRC…"),
    "COPY's destination": ("FROM a\nCOPY a |", "DEST"),
    "FROM's image": ("FROM |", "IMAGE[:TAG|@DIGEST]"),
    "FROM's name": ("FROM a AS |", "[AS NAME]"),
    "what ONBUILD does, begun": ("FROM a\nONBUILD W|", "INSTRUCTION"),
    "the arguments of what ONBUILD does": ("FROM a\nONBUILD WORKDIR |", "PATH"),
    "a mount's part": ("FROM a\nRUN --mount=type=cache,sharing=|", "sharing=shared|private|locked"),
    "a flag's value": ("FROM a\nCOPY --chown=|", "USER"),
    "a modifier's word": ("FROM a\nENV A=${B:-|", "word"),
    "a replacement": ("FROM a\nENV A=${B/x/|", "word"),
}


@pytest.mark.parametrize(("text", "part"), SIGNATURES.values(), ids=SIGNATURES)
def test_the_active_part(text, part):
    offset = text.index("|")
    document = parse(text[:offset] + text[offset + 1 :])
    first = signature_at(document, build(document), offset, "ko")[0]
    active = first.parameters[first.active]
    assert first.label[active.start : active.end] == part


@pytest.mark.parametrize("text", ["FROM a\n|", "FROM a\nCOPY <<EOF /a\nb |\nEOF\n", "FROM a\nRUN <<EOF\n|\nEOF\n"])
def test_no_signature_on_a_new_line_nor_in_the_text_of_a_heredoc(text):
    offset = text.index("|")
    document = parse(text[:offset] + text[offset + 1 :])
    assert signature_at(document, build(document), offset, "ko") == []


@pytest.mark.parametrize(
    "text", ["RUN sh -c 'echo $|", "RUN echo 'a' $|", "RUN echo \"it's $|", "RUN a \\\n  # don't\n  $|"]
)
def test_variables_where_a_shell_fills_them_in(text):
    assert "HOME" in labels(f"FROM a\n{text}")


def test_every_place_of_the_sample_project():
    text = SHOP.read_text(encoding="utf-8")
    for offset in range(len(text) + 1):
        holds(text, offset)
        holds(text[:offset], offset)


@settings(max_examples=100, deadline=None)
@given(dockerfiles(), st.data())
def test_places_of_generated_files(text, data):
    holds(text, data.draw(st.integers(0, len(text))))


PIECES = ["FROM a AS b\n", "RUN ", "--mount=type=cache,", "COPY --from=b ", "$", "${X:-", "\\\n", "<<EOF\n", "EOF\n",
          "# gorae: ignore=", "ONBUILD ", '"', "가🐳", " ", "\r\n", "\t", "HEALTHCHECK CMD ", "apt-get ", "node:", "/", "="]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.integers(0, 200))
def test_any_text_at_all(text, offset):
    holds(text, min(offset, len(text)))


def holds(text, offset):
    document = parse(text)
    for item in complete_at(document, build(document), offset, "ko", None, TODAY):
        assert item.span.start <= offset <= item.span.end
        assert "\n" not in text[item.span.start : item.span.end]
        assert "{" not in item.label or item.kind == "snippet"
    for one in signature_at(document, build(document), offset, "en"):
        assert one.active is None or one.active < len(one.parameters) or not one.parameters
        assert all(0 <= part.start < part.end <= len(one.label) for part in one.parameters)


@pytest.mark.parametrize(
    ("why", "line"),
    [
        ("a folder", "WORKDIR /app"),
        ("a user", "USER node"),
        ("a tag", "FROM node:24-slim"),
        ("a subcommand", "RUN apt-get update"),
        ("a value", "ENV NODE_ENV=production"),
        ("two dots", "COPY . ."),
        ("a target folder", "COPY package.json ./"),
        ("a closed list", 'ENTRYPOINT ["node"]'),
        ("a signal", "STOPSIGNAL SIGTERM"),
        ("a volume", "VOLUME /data"),
        ("a port", "EXPOSE 80"),
        ("the root folder", "COPY app /"),
        ("a second subcommand", "RUN go mod download"),
    ],
)
def test_enter_behind_a_full_line_makes_a_new_one(why: str, line: str) -> None:
    text = f"FROM node:24\n{line}\n"
    document = parse(text)
    assert complete_at(document, build(document), len(text) - 1, "en") == [], why
