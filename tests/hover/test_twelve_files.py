"""Dockerfiles of unlike kinds: nearly each of their words has a hover, in both languages.

`pytest -s` prints the table. A word is what stands between blanks, brackets and the signs of a shell; a plain comment
and the text of a file that COPY writes (unless it is a script) are not counted.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gorae.hover import hover_at
from gorae.reference.phrases import PHRASES
from gorae.stages import build
from gorae.syntax import parse
from gorae.texts import LANGUAGES
from hover.words import words as marked_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build
    from gorae.syntax import Document, Node

FOLDER = Path(__file__).parent / "dockerfiles"
NAMES = sorted(path.stem for path in FOLDER.glob("*.Dockerfile"))
LEAST = 0.99
LONGEST = 800  # characters before "more", link targets left out
_WORD = re.compile(r"[^\s\"'`\[\](){},;|&<>]+")
_SAYS_SOMETHING = re.compile(r"[^\W_]|[$*?]")
_INTERPRETER = re.compile(r"#!")


def read(name: str) -> tuple[Document, Build]:
    document = parse((FOLDER / f"{name}.Dockerfile").read_text(encoding="utf-8"))
    return document, build(document)


def words(document: Document) -> Iterator[tuple[int, str]]:
    """Each word with the offset of its first letter, digit or sign."""
    for node in document.nodes:
        for start, end in _counted(document, node):
            for match in _WORD.finditer(document.text.value, start, end):
                first = _SAYS_SOMETHING.search(match[0])
                if first is not None:
                    yield match.start() + first.start(), match[0]


def _counted(document: Document, node: Node) -> Iterator[tuple[int, int]]:
    """The parts of an instruction: all of it, without the files that COPY writes, without comments between its lines."""
    text = document.text.value
    skipped = []
    for heredoc in node.instruction.heredocs:
        body = node.to_document(heredoc.body)
        if (node.name in ("COPY", "ADD") and not _INTERPRETER.match(text, body.start)) or "python" in text[
            body.start : body.start + 40
        ]:
            first_line_ends = text.find("\n", body.start) if _INTERPRETER.match(text, body.start) else body.start
            skipped.append((first_line_ends, body.end))
    at = node.start
    for start, end in [*skipped, (node.start + len(node.instruction.text),) * 2]:
        yield at, start
        at = end


def lacking(name: str, language: str) -> tuple[list[str], int]:
    document, graph = read(name)
    every = list(words(document))
    without = [
        f"{document.text.position(offset)[0] + 1}: {word}"
        for offset, word in every
        if hover_at(document, graph, offset, language) is None  # type: ignore[arg-type]  # one of the two
    ]
    return without, len(every)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_every_word_has_a_hover(language: str) -> None:
    table = {name: lacking(name, language) for name in NAMES}
    for name, (without, count) in table.items():
        print(f"{name:14}{count:6}{(count - len(without)) / count:9.1%}")
    assert {name: without for name, (without, count) in table.items() if len(without) > count * (1 - LEAST)} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_hover_of_these_files_is_long(language: str) -> None:
    long = {}
    for name in NAMES:
        document, graph = read(name)
        for offset, word in words(document):
            found = hover_at(document, graph, offset, language)  # type: ignore[arg-type]  # one of the two
            shown = re.sub(r"\]\([^)]*\)", "]", found.markdown) if found is not None else ""
            if len(shown) > LONGEST * (1 if language == "ko" else 2):  # Korean says as much in half the characters
                long[f"{name}: {word}"] = len(shown)
    assert long == {}


def general(name: str) -> list[str]:
    """The programs and options of which a hover says no more than that they are one, without the file's own programs."""
    document, graph = read(name)
    own = set(OWN.get(name, ()))
    sentences = [PHRASES.all("ko")[key][0].rpartition("}")[2] for key in ("program-of-image", "operand-option")]
    found = []
    for word in marked_words(document, graph):
        text = word.span.of(document.text.value).strip('"')
        if word.kind not in ("command", "option", "cmdlet") or {text, word.of} & own:
            continue
        hover = hover_at(document, graph, word.span.start, "ko")
        if hover is None or any(sentence in hover.markdown for sentence in sentences):
            found.append(f"{word.of} {text}".strip())
    return found


# Programs that a file builds itself, and their options.
OWN = {
    "chocolatey": ["--urls"], "go-xx": ["-listen"], "haskell": ["app"], "native-image": ["app"], "rust-chef": ["api"],
    "nix": ["server"], "vcpkg-conan": ["--config"], "rails": ["--gemfile"],
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_each_program_and_option_is_explained(name: str) -> None:
    assert general(name) == []


# Why, the file, the word (of several the one behind the text before `|`), what its hover says, what it does not say.
SAID = [
    (
        "an option of the entrypoint's program, given in CMD",
        "cuda-model",
        'CMD ["|--model',
        "모델의 이름이나 경로",
        "PATH",
    ),
    ("a longer option of the same program", "cuda-model", '"|--gpu-memory-utilization', "GPU 메모리", "PATH"),
    ("the module that -m runs", "cuda-model", "-m |venv /opt", "가상 환경을 만듭니다", "옵션의 값"),
    ("the address that a health check asks", "cuda-model", "fsS |http://127", "이 컨테이너 자신의 주소", "변조"),
    ("a folder that rm empties", "cuda-model", "\n    && rm -rf |/var/lib", "패키지 목록", "이미지 안의"),
    ("an option of gunicorn behind a module", "distroless", '"|--workers', "프로세스의 수", "PATH"),
    ("go's second subcommand", "go-xx", "mod |download", "미리 내려받습니다", "인자"),
    ("a helper that only its image has", "go-xx", "RUN |xx-apk", "크로스 컴파일", "PATH"),
    ("the program that reads a heredoc", "heredocs", "EOT |bash", "셸", "이미지 안의"),
    ("short options of bash, taken apart", "heredocs", "bash |-eux", "실행할 명령을 먼저 출력", "인자"),
    (
        "the line that names a heredoc's interpreter",
        "heredocs",
        "<<EOF\n|#!/usr",
        "`python3` 프로그램으로 실행",
        "성공과 실패",
    ),
    ("the word between case and its patterns", "heredocs", 'uname -m)" |in\n', "패턴의 명령만", "값마다"),
    ("a pattern of case", "heredocs", "  |*) echo", "`case`의 패턴", "괄호"),
    ("do of a while", "heredocs", "version; |do\n", "`while 명령", "`for"),
    ("done of the same while", "heredocs", "|done < /etc", "`while 명령", "`for"),
    ("do of a for", "heredocs", "jq; |do\n", "`for 이름", "`while"),
    ("the target of a link", "heredocs", "-sf |/dev/stdout", "표준 출력", "인자"),
    ("an option of Java within a variable", "jlink", '="|-XX:Max', "퍼센트까지", "변수의 값"),
    ("an option of Nix's own program", "jlink", "-q |--recursive", "의존성의 의존성", "하위 폴더"),
    ("a WORKDIR that brings no settings", "nix", "|WORKDIR /app\n", "폴더를 지정", "베이스 이미지의 설정"),
    (
        "an empty base, with what is in force at the end",
        "nix",
        "|FROM scratch",
        "사용자: `65534`, 폴더: `/app`",
        "베이스 이미지의 설정",
    ),
    ("cargo-chef's subcommand", "rust-chef", "chef |cook", "의존성만 컴파일", "인자"),
    ("rustup's second subcommand", "rust-chef", "target |add", "표준 라이브러리", "인자"),
    ("a path of Windows", "windows", "fetch |C:\\nodejs", "C:\\nodejs", "`/C:"),
    ("a user of Windows", "windows", "USER |ContainerUser", "일반 사용자", "passwd"),
    ("cmd's option for quotes", "windows", '["cmd", |"/S"', "따옴표", "경로"),
    ("a program that cmd runs", "windows", '"/C", |"node"', "JavaScript", "인자"),
    (
        "a variable of PowerShell behind another command",
        "windows",
        "'Stop'; |$ProgressPreference",
        "진행 막대",
        "오류에서",
    ),
    ("the program that uv runs", "conda-uv", '--no-sync", "|uvicorn', "ASGI", "인자"),
    ("python with a program text", "conda-uv", "RUN |python -c", "Python을 실행", "PATH"),
    ("a version of s6's archive in a name", "s6", "ARG |S6_OVERLAY", "s6-overlay", "빈 문자열"),
    ("a target of MSBuild, which is no path", "chocolatey", "|/t:Restore", "실행할 작업", "경로입니다"),
    ("a program by its path on Windows", "chocolatey", 'ENTRYPOINT ["|C:', "프로그램을 실행", "PATH"),
    ("an address that a server listens on", "chocolatey", '"|http://+', "모든 주소에서 8080 포트", "변조"),
    ("a program behind tini", "turborepo", '"dumb-init", "|node', "JavaScript", "인자입니다"),
    ("an option of Java with its size", "kafka-connect", '"|-Xms512m', "힙의 처음 크기", "변수의 값"),
    ("a package of Alpine that PHP compiles with", "php", "|icu-libs libpq", "유니코드", "인자"),
]


@pytest.mark.parametrize(("why", "name", "marked", "said", "unsaid"), SAID)
def test_what_a_word_means_there(why: str, name: str, marked: str, said: str, unsaid: str) -> None:
    document, graph = read(name)
    before, _, after = marked.partition("|")
    text = document.text.value
    assert text.count(before + after) >= 1, "the file does not say so"
    offset = text.index(before + after) + len(before)
    first = _SAYS_SOMETHING.search(text, offset)
    assert first is not None, why
    found = hover_at(document, graph, offset if after[:1] in "#*" else first.start(), "ko")
    assert found is not None, why
    assert said in found.markdown, why
    assert unsaid not in found.markdown, why


def test_a_variable_in_a_heredoc_that_the_build_replaces() -> None:
    text = 'FROM debian:13-slim\nCOPY <<run.sh /run.sh\n#!/bin/sh\nexec "$@"\nrun.sh\n'
    document = parse(text)
    found = hover_at(document, build(document), text.index("$@") + 1, "ko")
    assert found is not None
    assert '`<<"run.sh"`' in found.markdown
    assert "그대로 실행" not in found.markdown
