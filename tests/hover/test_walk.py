"""Every word that means something has a hover, in the language that was asked for: what has none is listed, and is none."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given

from gorae.hover import hover_at
from gorae.lint import messages as sentences
from gorae.lint.registry import all_rules
from gorae.reference.library import KINDS, index, page
from gorae.stages import build
from gorae.syntax import FLAGS, parse
from gorae.texts import LANGUAGES
from hover.words import words
from syntax.dockerfiles import dockerfiles, valid_dockerfiles

PROJECTS = Path(__file__).resolve().parent.parent / "projects"
HANGUL = re.compile("[가-힣]")
MOST_LINES = 12  # of Markdown before the links


def missing(text: str, language: str, kinds: tuple[str, ...] = ()) -> list[str]:
    """What has no hover, or one in the other language."""
    document = parse(text)
    graph = build(document)
    found = []
    for word in words(document, graph):
        if kinds and word.kind not in kinds:
            continue
        hover = hover_at(document, graph, word.span.start, language)  # type: ignore[arg-type]  # one of the two
        shown = f"{word.kind}: {word.of} {word.span.of(text)}"
        if hover is None:
            found.append(shown)
        elif language == "ko" and not HANGUL.search(hover.markdown):
            found.append(f"{shown} (not Korean)")
        elif language == "en" and HANGUL.search(hover.markdown) and not HANGUL.search(text):
            found.append(f"{shown} (not English)")
        elif lines_before_links(hover.markdown) > MOST_LINES:
            found.append(f"{shown} (too long)")
    return found


def lines_before_links(markdown: str) -> int:
    """The lines of a hover's text that are not blank, without the last paragraph where that has links alone."""
    parts = markdown.split("\n\n")
    body = parts[:-1] if parts[-1].startswith("[") else parts
    return sum(1 for line in "\n".join(body).split("\n") if line.strip())


def samples() -> list[tuple[str, str]]:
    """Dockerfiles with their names: of the sample projects, and of all pages."""
    found = [
        (str(path.relative_to(PROJECTS)), path.read_text("utf-8")) for path in sorted(PROJECTS.rglob("Dockerfile"))
    ]
    pages = chain(
        ((f"{kind}/{name}", page(kind, name, "en")) for kind in KINDS for name in index()[kind]),
        ((rule.name, sentences.page(rule, "en")) for rule in all_rules()),
    )
    for name, one in pages:
        assert one is not None
        blocks = [text for info, text in one.blocks() if info.startswith("dockerfile")]
        found += [(f"{name}-{number}", text) for number, text in enumerate(blocks)]
    return found


SAMPLES = samples()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_samples_has_a_hover(language: str) -> None:
    lacking = {name: lost for name, text in SAMPLES if (lost := missing(text, language))}
    assert lacking == {}


@given(valid_dockerfiles())
def test_generated_files(text: str) -> None:
    assert missing(text, "ko") == []


@given(dockerfiles())
def test_generated_texts_of_any_kind(text: str) -> None:
    assert missing(text, "ko", ("instruction", "directive", "stage", "AS", "variable")) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(FLAGS))
def test_every_flag_of_every_instruction(name: str, language: str) -> None:
    text = f"FROM a:1\n{name} {' '.join(f'--{flag}=1' for flag in sorted(FLAGS[name]))} a b\n"
    assert missing(text, language, ("flag",)) == []
