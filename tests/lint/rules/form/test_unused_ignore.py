"""Comments that silence nothing: which are reported, and what is left when they go."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.lint.messages import message
from gorae.syntax import parse
from lint.cases import TODAY, check, findings_of, fix_text, fixed, problems_of

HEAD = "FROM debian:13-slim\n"


SUDO = "RUN sudo ls\n"


DEFAULT = Settings(today=TODAY, extend_select=("unused-ignore",), ignore=("users",))


def reported(text, settings=DEFAULT):
    return [p.span.of(text) for p in check(parse(text), settings) if "unused" in p.rule.name]


def mended(text, *, unsafe=False):
    settings = Settings(select=("unused-ignore", "sudo-used", "run-cd-only", "maintainer-deprecated"), today=TODAY)
    return fix_text(text, settings, lambda _: None, unsafe=unsafe).text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("# gorae: ignore=sudo-used why\n" + SUDO, []),
        ("# gorae: ignore=sudo-used why\nRUN ls\n", ["sudo-used"]),
        # without the colon, as hadolint's are written; a sentence is none
        ("# gorae ignore=sudo-used why\n" + SUDO, []),
        ("# gorae ignore=sudo-used why\nRUN ls\n", ["sudo-used"]),
        ("# gorae ignores sudo-used\nRUN ls\n", []),
        ("# hadolint ignore=DL3004\nRUN ls\n", ["DL3004"]),
        ("# check=skip=WorkdirRelativePath\nRUN ls\n", ["WorkdirRelativePath"]),
        # a group and an alias of several rules: one that spoke is enough
        ("# gorae: ignore=shell\n" + SUDO, []),
        ("# check=skip=JSONArgsRecommended\nCMD ls -l\n", []),
        # each name for itself, all of them together
        ("# gorae: ignore=run-cd-only,sudo-used\n" + SUDO, ["run-cd-only"]),
        ("# gorae: ignore=run-cd-only, sudo-used\nRUN ls\n", ["run-cd-only, sudo-used"]),
        # rules that are off, that are not ours, that wait for the folder, ShellCheck's
        ("# hadolint ignore=DL3008,DL9999,SC2086\nRUN ls\n", []),
        ("# gorae: ignore=user-missing\nRUN ls\n", []),
        ("# gorae: ignore=copy-source-missing\nRUN ls\n", []),
        ("# gorae: ignore=SC2086\nRUN ls\n", []),
        # misspelt
        ("# gorae: ignore=sudo-usd\nRUN ls\n", ["sudo-usd"]),
        ("# gorae: ignore=qqqqqq\nRUN ls\n", ["qqqqqq"]),
        # silenced itself
        ("# gorae: ignore=sudo-used,unused-ignore\nRUN ls\n", []),
        # nothing below it
        ("RUN ls\n# gorae: ignore=sudo-used\n", ["sudo-used"]),
    ],
)
def test_what_is_reported(text, names):
    assert reported(HEAD + text) == names


def test_comments_for_the_file_and_the_stage():
    assert reported("# gorae: ignore-file=sudo-used\n" + HEAD + SUDO) == []
    assert reported("# gorae: ignore-file=sudo-used\n" + HEAD) == ["sudo-used"]
    assert reported("# gorae: ignore-file\n" + HEAD) == []
    assert reported("# hadolint global ignore=DL3004\n" + HEAD + SUDO) == []
    assert reported("# check=skip=MaintainerDeprecated;error=true\n" + HEAD) == ["MaintainerDeprecated"]


def test_a_rule_that_only_the_configuration_switched_off_is_not_judged():
    text = HEAD + "# gorae: ignore=sudo-used\nRUN ls\n"
    assert reported(text, Settings(today=TODAY, ignore=("sudo-used", "users"))) == []
    assert reported(text, Settings(today=TODAY, severity=(("shell", "off"),), ignore=("users",))) == []
    assert reported(text, Settings(today=TODAY, inline_ignores=False)) == []


@pytest.mark.parametrize(
    ("text", "safe", "unsafe"),
    [
        (HEAD + "\t# gorae: ignore=sudo-used why\r\n\tRUN ls\n", HEAD + "\tRUN ls\n", None),
        (HEAD + "# gorae: ignore=sudo-used", HEAD, None),
        (
            HEAD + "# gorae: ignore=run-cd-only, sudo-used x\n" + SUDO,
            HEAD + "# gorae: ignore=sudo-used x\n" + SUDO,
            None,
        ),
        (
            HEAD + "# gorae: ignore=sudo-used,run-cd-only x\n" + SUDO,
            HEAD + "# gorae: ignore=sudo-used x\n" + SUDO,
            None,
        ),
        (HEAD + "RUN ls \\\n  # gorae: ignore=sudo-used\n  -l\n", HEAD + "RUN ls \\\n  -l\n", None),
        (HEAD + "# hadolint ignore=DL3004\nRUN ls\n", None, HEAD + "RUN ls\n"),
        ("# check=skip=MaintainerDeprecated;error=true\n" + HEAD, None, "# check=error=true\n" + HEAD),
        ("# check=error=true;skip=MaintainerDeprecated\n" + HEAD, None, "# check=error=true\n" + HEAD),
        ("# check=skip=MaintainerDeprecated\n" + HEAD, None, HEAD),
        (HEAD + "# gorae: ignore=maintainer-depreciated\nRUN ls\n", None, HEAD + "RUN ls\n"),
        # a comment below would become a directive
        ("# gorae: ignore-file=sudo-used\n# escape=`\n" + HEAD, None, None),
    ],
)
def test_what_is_left(text, safe, unsafe):
    assert mended(text) == (text if safe is None else safe)
    assert mended(text, unsafe=True) == (unsafe or safe or text)


def test_the_message_of_a_misspelt_name_names_the_nearest():
    text = HEAD + "# gorae: ignore=sudo-usd\nRUN ls\n"
    (problem,) = [p for p in check(parse(text), DEFAULT) if p.rule.name == "unused-ignore"]
    assert "`sudo-used`" in message(problem, "ko")


def test_comments_of_others_are_reported_when_they_are_asked_for():
    text = HEAD + "# hadolint ignore=DL3004\nRUN ls\n"
    assert reported(text, Settings(today=TODAY)) == []
    assert reported(text) == ["DL3004"]
    assert reported(HEAD + "# gorae: ignore=sudo-used\nRUN ls\n", Settings(today=TODAY)) == ["sudo-used"]


DEBIAN = "FROM debian:13\n"


UNUSED = "unused-ignore"


@pytest.mark.parametrize(
    ("text", "variant", "after"),
    [
        (
            DEBIAN + "# gorae: ignore=sudo-usd\nRUN sudo ls\n",
            "near",
            DEBIAN + "# gorae: ignore=sudo-used\nRUN sudo ls\n",
        ),
        (DEBIAN + "# gorae: ignore=qqqqqqqqqqqq\nRUN sudo ls\n", "unknown", None),
    ],
)
def test_names_that_nothing_has(text, variant, after):
    (problem,) = problems_of(text, UNUSED)
    assert problem.finding.variant == variant
    assert fixed(text, UNUSED) == (after or text)


TEXT = "FROM debian:13-slim\n# gorae: ignore=sudo-used{more}\nRUN sudo a\n"


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ("", []),
        (" until=2026-11-24 as long as today", []),
        (" until=2026-11-23 until yesterday", ["sudo"]),
        (" ignore-until=2026-11-23", ["sudo"]),
        (" until=2026-13-45 no day at all", []),
        (" it lasts until=2020-01-01", []),
    ],
)
def test_a_comment_holds_up_to_its_day(more: str, found: list[str]) -> None:
    assert findings_of(TEXT.format(more=more), "sudo-used") == found


def test_a_comment_whose_day_has_passed_is_reported() -> None:
    problems = problems_of(TEXT.format(more=" until=2026-11-23"), "unused-ignore")
    assert [(one.finding.variant, dict(one.finding.facts)["until"]) for one in problems] == [("over", "2026-11-23")]


@pytest.mark.parametrize(
    ("comment", "is_read"),
    [
        ("# gorae: ignore=sudo-used", True),
        ("# gorae: ignore-file", True),
        ("# gorae: disable=sudo-used", False),
        ("# gorae: ignore", False),
        ("# gorae: ignroe=sudo-used", False),
        ("# the gorae: ignore it", True),
    ],
)
def test_a_comment_that_is_not_understood_is_said(comment, is_read):
    found = [p for p in check(parse(f"{comment}\n{SUDO}"), DEFAULT) if p.finding.variant == "unread"]
    assert [p.span.of(comment) for p in found] == ([] if is_read else [comment])
