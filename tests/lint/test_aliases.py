"""Each name that another linter gives a rule finds it: on the command line and in the comments of all of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gorae.cli.main import main
from gorae.config.settings import Settings
from gorae.context import read_context
from gorae.lint import messages
from gorae.lint.registry import all_rules, resolve
from gorae.lint.rule import SuppressionRule
from gorae.syntax import parse
from lint.cases import TODAY, check, files_of, options_of_page, sizes_of

ROWS = [(rule, alias) for rule in all_rules() for alias in rule.codes]


def test_the_table_of_the_readme_counts_the_names_of_the_rules():
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    for title, of_it in (
        ("hadolint", lambda alias: alias.startswith("DL")),
        ("BuildKit", str.isalpha),
        ("trivy", lambda alias: alias.startswith("DS-")),
        ("tally", lambda alias: alias.startswith("tally/")),
    ):
        (row,) = [line for line in readme.split("\n") if line.startswith(f"| [{title}](")]
        count = len({alias for _, alias in ROWS if of_it(alias)})
        assert re.search(rf"\| (\d+) \| {count}/\1 \|", row), row


@pytest.mark.parametrize(("rule", "alias"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_the_command_line_finds_it(rule, alias, capsys):
    for name in (alias, alias.lower(), alias.upper()):
        assert rule in resolve(name)
    assert main(["rule", alias, "--lang", "en"]) == 0
    assert messages.summary(rule, "en") in " ".join(capsys.readouterr().out.split())


def comments(alias):
    """What silences that name in a whole file, as Gorae and the linter that has the name write it."""
    yield f"# gorae: ignore-file={alias}"
    yield f"# tally global ignore={alias};reason=because"
    if alias.startswith("tally/"):
        yield f"# tally global ignore={alias.removeprefix('tally/')}"
    if alias.startswith("DL"):
        yield f"# hadolint global ignore={alias}"
        yield f"# tally global ignore=hadolint/{alias}"
    if alias.isalpha():
        if alias != "InvalidDefinitionDescription":  # BuildKit's skip leaves its experimental checks alone
            yield f"# check=skip={alias}"
        yield f"# tally global ignore=buildkit/{alias}"


REFUSED = ("from-arg-undefined",)  # what its page shows ends the build, whatever checks are skipped


@pytest.mark.parametrize(
    ("rule", "alias"),
    [row for row in ROWS if not isinstance(row[0], SuppressionRule)],
    ids=lambda value: getattr(value, "name", value),
)
def test_comments_silence_it(rule, alias, tmp_path):
    page = messages.page(rule, "en")
    blocks = page.blocks()
    for path, text in files_of(blocks).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8", newline="")
    for path, size in sizes_of(blocks).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        with (tmp_path / path).open("wb") as file:
            file.truncate(size)
    settings = Settings(extend_select=(rule.name,), options=options_of_page(page), today=TODAY)
    context = read_context(tmp_path, tmp_path / "Dockerfile") if any(tmp_path.iterdir()) else None
    info, bad = next(block for block in blocks if block[0].startswith("dockerfile bad"))
    bad = bad.removesuffix("\n") if "unended" in info else bad

    def speaks(text):
        return any(problem.rule is rule for problem in check(parse(text), settings, context))

    assert speaks("# nothing\n" + bad) or bad.startswith("#")
    for comment in comments(alias):
        is_refused = rule.name in REFUSED and comment.startswith("# check=")
        assert speaks(f"{comment}\n{bad}") is is_refused, comment
