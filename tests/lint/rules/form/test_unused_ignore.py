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
    ("why", "text", "names"),
    [
        ("the comment keeps a finding back", "# gorae: ignore=sudo-used why\n" + SUDO, []),
        ("there is no sudo below it", "# gorae: ignore=sudo-used why\nRUN ls\n", ["sudo-used"]),
        (
            "without the colon, as hadolint's are written, it is read as well",
            "# gorae ignore=sudo-used why\n" + SUDO,
            [],
        ),
        ("without the colon it may be idle as well", "# gorae ignore=sudo-used why\nRUN ls\n", ["sudo-used"]),
        ("a sentence that begins with the name is no comment of this kind", "# gorae ignores sudo-used\nRUN ls\n", []),
        ("hadolint's own comment is idle", "# hadolint ignore=DL3004\nRUN ls\n", ["DL3004"]),
        ("BuildKit's own comment is idle", "# check=skip=WorkdirRelativePath\nRUN ls\n", ["WorkdirRelativePath"]),
        ("of a group one rule that reports is enough", "# gorae: ignore=shell\n" + SUDO, []),
        (
            "of an alias of several rules one that reports is enough",
            "# check=skip=JSONArgsRecommended\nCMD ls -l\n",
            [],
        ),
        ("each name is looked at by itself", "# gorae: ignore=run-cd-only,sudo-used\n" + SUDO, ["run-cd-only"]),
        (
            "all names of a comment are one finding",
            "# gorae: ignore=run-cd-only, sudo-used\nRUN ls\n",
            ["run-cd-only, sudo-used"],
        ),
        (
            "rules that are off, that are not ours and ShellCheck's are not judged",
            "# hadolint ignore=DL3008,DL9999,SC2086\nRUN ls\n",
            [],
        ),
        ("a rule that the configuration switches off is not judged", "# gorae: ignore=user-missing\nRUN ls\n", []),
        ("a rule that waits for the folder is not judged", "# gorae: ignore=copy-source-missing\nRUN ls\n", []),
        ("ShellCheck's findings come later", "# gorae: ignore=SC2086\nRUN ls\n", []),
        ("a misspelt name keeps nothing back", "# gorae: ignore=sudo-usd\nRUN ls\n", ["sudo-usd"]),
        ("a name that nothing has keeps nothing back", "# gorae: ignore=qqqqqq\nRUN ls\n", ["qqqqqq"]),
        ("the comment keeps its own finding back", "# gorae: ignore=sudo-used,unused-ignore\nRUN ls\n", []),
        ("nothing stands below it", "RUN ls\n# gorae: ignore=sudo-used\n", ["sudo-used"]),
    ],
)
def test_what_is_reported(why, text, names):
    assert reported(HEAD + text) == names, why


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
    ("why", "text", "safe", "unsafe"),
    [
        (
            "a comment goes with its line, indentation and Windows line ending",
            HEAD + "\t# gorae: ignore=sudo-used why\r\n\tRUN ls\n",
            HEAD + "\tRUN ls\n",
            None,
        ),
        ("the last line goes to its end", HEAD + "# gorae: ignore=sudo-used", HEAD, None),
        (
            "the first of two names goes, with the space behind its comma",
            HEAD + "# gorae: ignore=run-cd-only, sudo-used x\n" + SUDO,
            HEAD + "# gorae: ignore=sudo-used x\n" + SUDO,
            None,
        ),
        (
            "the second of two names goes",
            HEAD + "# gorae: ignore=sudo-used,run-cd-only x\n" + SUDO,
            HEAD + "# gorae: ignore=sudo-used x\n" + SUDO,
            None,
        ),
        (
            "a comment between continued lines goes with its line",
            HEAD + "RUN ls \\\n  # gorae: ignore=sudo-used\n  -l\n",
            HEAD + "RUN ls \\\n  -l\n",
            None,
        ),
        (
            "another linter may still need its own comment",
            HEAD + "# hadolint ignore=DL3004\nRUN ls\n",
            None,
            HEAD + "RUN ls\n",
        ),
        (
            "the other setting of BuildKit's comment stays",
            "# check=skip=MaintainerDeprecated;error=true\n" + HEAD,
            None,
            "# check=error=true\n" + HEAD,
        ),
        (
            "whichever stands first",
            "# check=error=true;skip=MaintainerDeprecated\n" + HEAD,
            None,
            "# check=error=true\n" + HEAD,
        ),
        (
            "nothing stays of a comment with nothing else in it",
            "# check=skip=MaintainerDeprecated\n" + HEAD,
            None,
            HEAD,
        ),
        (
            "a misspelt name may be corrected instead",
            HEAD + "# gorae: ignore=maintainer-depreciated\nRUN ls\n",
            None,
            HEAD + "RUN ls\n",
        ),
        ("a comment below would become a directive", "# gorae: ignore-file=sudo-used\n# escape=`\n" + HEAD, None, None),
    ],
)
def test_what_is_left(why, text, safe, unsafe):
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
    ("why", "text", "variant", "after"),
    [
        (
            "a near name is offered",
            DEBIAN + "# gorae: ignore=sudo-usd\nRUN sudo ls\n",
            "near",
            DEBIAN + "# gorae: ignore=sudo-used\nRUN sudo ls\n",
        ),
        ("nothing comes near", DEBIAN + "# gorae: ignore=qqqqqqqqqqqq\nRUN sudo ls\n", "unknown", None),
    ],
)
def test_names_that_nothing_has(why, text, variant, after):
    (problem,) = problems_of(text, UNUSED)
    assert problem.finding.variant == variant
    assert fixed(text, UNUSED) == (after or text)


TEXT = "FROM debian:13-slim\n# gorae: ignore=sudo-used{more}\nRUN sudo a\n"


@pytest.mark.parametrize(
    ("why", "more", "found"),
    [
        ("without a day it holds for ever", "", []),
        ("the last day counts", " until=2026-11-24 as long as today", []),
        ("the day after it is over", " until=2026-11-23 until yesterday", ["sudo"]),
        ("the longer word is read as well", " ignore-until=2026-11-23", ["sudo"]),
        ("what is no day is a reason", " until=2026-13-45 no day at all", []),
        ("a day within the reason is a part of it", " it lasts until=2020-01-01", []),
    ],
)
def test_a_comment_holds_up_to_its_day(why, more: str, found: list[str]) -> None:
    assert findings_of(TEXT.format(more=more), "sudo-used") == found, why


def test_a_comment_whose_day_has_passed_is_reported() -> None:
    problems = problems_of(TEXT.format(more=" until=2026-11-23"), "unused-ignore")
    assert [(one.finding.variant, dict(one.finding.facts)["until"]) for one in problems] == [("over", "2026-11-23")]


@pytest.mark.parametrize(
    ("why", "comment", "is_read"),
    [
        ("as it should be written", "# gorae: ignore=sudo-used", True),
        ("a comment for the file needs no names", "# gorae: ignore-file", True),
        ("another linter's word", "# gorae: disable=sudo-used", False),
        ("the names are missing", "# gorae: ignore", False),
        ("a slip of the keyboard", "# gorae: ignroe=sudo-used", False),
        ("a sentence that has the name in it", "# the gorae: ignore it", True),
    ],
)
def test_a_comment_that_is_not_understood_is_said(why, comment, is_read):
    found = [p for p in check(parse(f"{comment}\n{SUDO}"), DEFAULT) if p.finding.variant == "unread"]
    assert [p.span.of(comment) for p in found] == ([] if is_read else [comment]), why
