"""What is fed with anything: each target takes a text and must come to an end without an exception."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from fuzz import other_files
from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.completion import complete_at
from gorae.completion.signatures import signature_at
from gorae.config.settings import Settings
from gorae.context.yaml_tree import parse_yaml
from gorae.formatting import format_text
from gorae.hover.at import hover_at
from gorae.lint import engine
from gorae.lint.apply_fixes import fix_text, preferred_fix
from gorae.refactoring.at import refactorings_at
from gorae.source import Edit, Span, apply_edits
from gorae.stages import build
from gorae.syntax import parse, reparse

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.lint.diagnostic import Diagnostic
    from gorae.syntax import Document

_USUAL = Settings(today=dt.date(2026, 11, 24))
_SETTINGS = Settings(select=("all",), today=dt.date(2026, 11, 24))


def parsed(text: str) -> None:
    """Parses and builds the stages; the text after an edit reads as one that is parsed anew."""
    document = parse(text)
    document.issues()
    build(document)
    if text:
        at = len(text) // 2
        edit = Edit(Span(at, min(at + len(text) % 3, len(text))), text[: len(text) % 7])
        after, anew = reparse(document, (edit,)), parse(apply_edits(text, (edit,)))
        assert [(node.start, node.instruction.text) for node in after.nodes] == [
            (node.start, node.instruction.text) for node in anew.nodes
        ]
        assert [one.span for one in after.comments] == [one.span for one in anew.comments]
        assert after.issues() == anew.issues()


def core(text: str) -> None:
    """Parses, builds the stages, lints with all rules, applies each fix alone and all of them, which brings no new error."""
    document = parse(text)
    can_fix = False
    for problem in engine.check(document, _SETTINGS, None, emulate=apply_hadolint_semantics):
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        fix = preferred_fix(problem, unsafe=True)
        if fix is not None:
            can_fix = True
            parse(apply_edits(text, fix.edits))
    if not can_fix:
        return
    fixed = fix_text(text, lambda document, _: engine.check(document, _SETTINGS), lambda _: None, unsafe=True)
    assert _errors(fixed.text) <= _errors(text)


def _errors(text: str) -> Counter[str]:
    """What the parser refuses, by kind."""
    return Counter(issue.kind for issue in parse(text).issues())


def whole(text: str) -> None:
    """What an editor asks of a text, at a few places; and its formatting, which changes nothing the second time."""
    core(text)
    document = parse(text)
    stages = build(document)
    for offset in {0, len(text) // 3, len(text) // 2, len(text)}:
        hover_at(document, stages, offset, "en")
        complete_at(document, stages, offset, "ko")
        signature_at(document, stages, offset, "en")
        for one in refactorings_at(document, stages, Span(offset, offset)):
            apply_edits(text, one.edits)
    formatted = format_text(text)
    assert format_text(formatted) == formatted


def fixes(text: str) -> None:
    """After all fixes of the rules that are on, a second pass changes nothing, and no error stands that was not there."""

    def checked(document: Document, _: object) -> list[Diagnostic]:
        return engine.check(document, _USUAL, emulate=apply_hadolint_semantics)

    def wrong(text: str) -> Counter[str]:
        return Counter(one.rule.name for one in checked(parse(text), None) if one.severity == "error")

    for unsafe in (False, True):
        once = fix_text(text, checked, lambda _: None, unsafe=unsafe).text
        assert fix_text(once, checked, lambda _: None, unsafe=unsafe).text == once
        assert _errors(once) <= _errors(text)
        if not _errors(text):  # or what is wrong in an instruction that could not be read comes to light
            assert wrong(once).total() <= wrong(text).total()


def yaml(text: str) -> None:
    """Compose files."""
    parse_yaml(text)


TARGETS: dict[str, Callable[[str], None]] = {
    "parse": parsed,
    "core": core,
    "whole": whole,
    "fixes": fixes,
    "ignore": other_files.ignore_file,
    "compose": other_files.compose,
    "bake": other_files.bake,
    "configuration": other_files.configuration,
    "hadolint": other_files.hadolint,
    "yaml": yaml,
}

# Texts for these are grown from Dockerfiles that people might have written, too.
OF_DOCKERFILES = frozenset(("parse", "core", "whole", "fixes"))
WORDS_OF = {
    "ignore": other_files.IGNORE_WORDS,
    "compose": other_files.COMPOSE_WORDS,
    "bake": other_files.BAKE_WORDS,
    "configuration": other_files.TOML_WORDS,
    "hadolint": other_files.HADOLINT_WORDS,
}
