"""What the tests of rules share: a Dockerfile's text in, findings and fixed texts out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.config.file import parse_configuration
from gorae.config.settings import Settings
from gorae.lint import apply_fixes, engine
from gorae.lint.apply_fixes import preferred_fix
from gorae.lint.registry import group_of, resolve, vocabulary
from gorae.source import apply_edits
from gorae.syntax import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from gorae.context import BuildContext
    from gorae.lint.cache import FindingsCache
    from gorae.lint.diagnostic import Diagnostic, Found
    from gorae.syntax import Document
    from gorae.texts import Page

TODAY = dt.date(2026, 11, 24)


def files_of(blocks: list[tuple[str, str]]) -> dict[str, str]:
    """The files of a page's build context, by path: `text file=PATH`, and `text crlf file=PATH` with Windows line endings."""
    plain = {info.split("file=", 1)[1]: text for info, text in blocks if info.startswith("text file=")}
    crlf = {info.split("file=", 1)[1]: text for info, text in blocks if info.startswith("text crlf file=")}
    return plain | {path: text.replace("\n", "\r\n") for path, text in crlf.items()}


def sizes_of(blocks: list[tuple[str, str]]) -> dict[str, int]:
    """The bytes of a page's files that are only large, by path: `text bytes=NUMBER file=PATH`."""
    large = [info.split() for info, _ in blocks if info.startswith("text bytes=")]
    return {file.removeprefix("file="): int(size.removeprefix("bytes=")) for _, size, file in large}


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Writes texts, by their path below the folder, with the line endings that they have."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="")


def settings_of(*rules: str, **more: object) -> Settings:
    """Settings that choose these rules alone."""
    return Settings(select=rules, today=TODAY, options=options_of(**more))


def options_of(**values: object) -> tuple[tuple[str, object], ...]:
    """Options of rules as settings hold them: `max_lines=4` is `max-lines`."""
    return tuple((name.replace("_", "-"), value) for name, value in values.items())


def options_of_page(page: Page) -> tuple[tuple[str, object], ...]:
    """The options that a page's examples are run with: its front matter's, and those of its `toml gorae` block."""
    schema = tuple((name, kind) for name, _, kind in (row.partition("=") for row in page.texts("label-schema")))
    said = options_of(label_schema=schema, strict_labels=page.text("strict-labels") == "true")
    texts = [text for info, text in page.blocks() if info == "toml gorae"]
    for text in texts:
        configuration, issues = parse_configuration(text, "gorae", vocabulary())
        assert issues == [], "the page's own configuration is wrong"
        said += configuration.options
    return said


def check(
    document: Document,
    settings: Settings,
    context: BuildContext | None = None,
    cache: FindingsCache | None = None,
    external: Iterable[Found] = (),
) -> list[Diagnostic]:
    """What the command line and the server find; a rule that raises fails the test."""
    return engine.check(document, settings, context, cache, external, emulate=apply_hadolint_semantics)


def fix_text(
    text: str,
    settings: Settings,
    context: Callable[[dict[str, str]], BuildContext | None],
    *,
    unsafe: bool,
    external: Callable[[Document], Iterable[Found]] | None = None,
) -> apply_fixes.Fixed:
    """What `--fix` makes of a text."""

    def checked(document: Document, around: BuildContext | None) -> list[Diagnostic]:
        return check(document, settings, around, external=external(document) if external is not None else ())

    return apply_fixes.fix_text(text, checked, context, unsafe=unsafe)


def problems_of(text: str, rule: str, context: BuildContext | None = None, **more: object) -> list[Diagnostic]:
    """What the rule finds; what it says of itself in its RULE holds: the best fix that it offers, and the words it stands on."""
    problems = check(parse(text), settings_of(rule, **more), context)
    for problem in problems:
        assert problem.rule.fixes != "none" or not problem.fixes, "a rule without fixes has one"
        assert problem.rule.fixes == "safe" or not any(fix.safe for fix in problem.fixes), "its fixes are not safe"
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
    return problems


def findings_of(text: str, rule: str, context: BuildContext | None = None, **more: object) -> list[str]:
    """The words that the rule's findings stand on, in order."""
    return [problem.span.of(text) for problem in problems_of(text, rule, context, **more)]


def reported_of(text: str, rule: str, context: BuildContext | None = None) -> list[str]:
    """The words that the rule's findings stand on where it is chosen with its group: as by default, not by name."""
    (chosen_rule,) = resolve(rule)
    problems = check(parse(text), settings_of(group_of(chosen_rule)), context)
    return [problem.span.of(text) for problem in problems if problem.rule is chosen_rule]


def fixes_of(text: str, rule: str, context: BuildContext | None = None, **more: object) -> list[list[str]]:
    """For each finding the texts that its fixes make, the preferred one first."""
    problems = problems_of(text, rule, context, **more)
    return [[apply_edits(text, list(fix.edits)) for fix in problem.fixes] for problem in problems]


def check_offers(rule: str, text: str, wanted: list[str]) -> None:
    """The fixes of the rule's first finding make the wanted texts; none of its fixes is safe, as what is built changes."""
    assert fixes_of(text, rule)[0] == wanted
    fixes = [fix for problem in check(parse(text), settings_of(rule)) for fix in problem.fixes]
    assert not any(fix.safe for fix in fixes), "what is built changes"


def fixed(text: str, rule: str, *, unsafe: bool = True, context: BuildContext | None = None, **more: object) -> str:
    """The text after all fixes of the rule, the preferred one of each."""
    return fix_text(text, settings_of(rule, **more), lambda _: context, unsafe=unsafe).text


def check_fix(rule: str, text: str, wanted: str | None) -> None:
    """The text is reported, and the rule's fixes make the wanted one of it, or leave it as it is (None)."""
    assert findings_of(text, rule)
    assert fixed(text, rule) == (wanted or text)


def check_one_fix(rule: str, text: str, wanted: str | None) -> None:
    """The text is reported once, and the rule's fix makes the wanted one of it, or there is none that changes it (None)."""
    assert len(findings_of(text, rule)) == 1
    assert fixed(text, rule) == (wanted or text)


def check_fixed(rule: str, text: str, wanted: str) -> None:
    """The text is reported, and the rule's fixes make the wanted one of it, in which they find nothing more to do."""
    assert findings_of(text, rule)
    assert fixed(text, rule) == wanted
    assert fixed(wanted, rule) == wanted


def applicabilities(text: str, rule: str) -> list[str]:
    """For each finding: `safe`, `unsafe` or `none`, of its preferred fix."""
    fixes = [preferred_fix(problem, unsafe=True) for problem in problems_of(text, rule)]
    return ["none" if fix is None else "safe" if fix.safe else "unsafe" for fix in fixes]
