"""`[[policy]]` and `require-reason`: a team's own rules in its own words."""

import pytest

from gorae.config.file import parse_configuration
from gorae.config.policy import Policy
from gorae.config.settings import Overrides, merge
from gorae.lint import messages
from gorae.lint.registry import vocabulary
from lint.cases import problems_of


def read(text: str):
    return parse_configuration(text, "gorae", vocabulary())


def policies(text: str) -> tuple[Policy, ...]:
    configuration, issues = read(text)
    assert issues == []
    return dict(configuration.options)["policy"]


def found(dockerfile: str, configuration: str, language: str = "en") -> list[tuple[str, str]]:
    """Words and messages of what the policies find."""
    problems = problems_of(dockerfile, "policy-violated", policy=policies(configuration))
    return [(one.span.of(dockerfile), messages.message(one, language)) for one in problems]


@pytest.mark.parametrize(
    ("why", "pattern", "image", "is_forbidden"),
    [
        ("no tag means latest", "*:latest", "node", True),
        ("another tag is not latest", "*:latest", "node:24", False),
        ("a digest without a tag is not latest", "*:latest", "node@sha256:" + "a" * 64, False),
        ("a name without a tag means every tag", "node", "node:24-slim", True),
        ("the image's full name is the same image", "node", "docker.io/library/node:24", True),
        ("so is the pattern's full name", "docker.io/library/node", "node:24", True),
        ("a star stands for the rest of a tag", "node:24*", "node:24-slim", True),
        ("a star stands for several parts of a path", "ghcr.io/team/*", "ghcr.io/team/a/b:1", True),
        ("another owner on the same registry", "ghcr.io/team/*", "ghcr.io/other/a:1", False),
        ("a pattern is the whole name, not its beginning", "nod", "node", False),
    ],
)
def test_images(why: str, pattern: str, image: str, is_forbidden: bool) -> None:
    text = f"FROM {image}\n"
    assert bool(found(text, f'policy = [{{ forbid-image = "{pattern}" }}]')) is is_forbidden, why
    assert bool(found(text, f'policy = [{{ require-image = "{pattern}" }}]')) is not is_forbidden, why


def test_stages_scratch_and_unknown_names_are_no_images() -> None:
    text = (
        "ARG B\nFROM ours.example.com/a AS a\nFROM $B\nCOPY --from=a /x /x\nCOPY --from=0 /x /x\nFROM scratch\nFROM a\n"
    )
    assert found(text, '[[policy]]\nrequire-image = ["ours.example.com/*"]\n') == []


def test_an_image_that_is_copied_from_counts() -> None:
    text = "FROM ours.example.com/a\nCOPY --from=nginx:1.31 /x /x\n"
    words = [word for word, _ in found(text, '[[policy]]\nrequire-image = ["ours.example.com/*"]\n')]
    assert words == ["nginx:1.31"]


@pytest.mark.parametrize(
    ("why", "pattern", "command", "is_forbidden"),
    [
        ("the program itself", "sudo", "sudo ls", True),
        ("the program by its path", "sudo", "/usr/bin/sudo ls", True),
        ("the word as another program's argument", "sudo", "apt-get install sudo", False),
        ("the program and its subcommand", "pip install", "pip install a", True),
        ("another name of the program is another program", "pip install", "pip3 install a", False),
        ("a star within the program's name", "pip* install *", "pip3 install a", True),
        ("the second command of a row", "apt-get upgrade", "apt-get update && apt-get upgrade -y", True),
        ("what sudo runs", "npm install", "sudo npm install a", True),
        ("a pipe over two lines", "curl * | sh", "curl -fsS https://a \\\n  | sh -s", True),
        ("the pipe's first half alone", "curl * | sh", "curl -fsS https://a", False),
    ],
)
def test_commands(why: str, pattern: str, command: str, is_forbidden: bool) -> None:
    text = f"FROM debian:13\nRUN {command}\n"
    assert bool(found(text, f'[[policy]]\nforbid-command = ["{pattern}"]\n')) is is_forbidden, why
    assert bool(found(text, f'[[policy]]\nrequire-command = ["{pattern}"]\n')) is not is_forbidden, why


@pytest.mark.parametrize(
    ("why", "pattern", "label", "is_there"),
    [
        ("any value will do", "team", "team=a", True),
        ("keys of labels have a case", "team", "TEAM=a", False),
        ("the value begins as the pattern does", "team=a*", "team=abc", True),
        ("the value begins otherwise", "team=a*", "team=b", False),
        ("a star within the key", "org.*", "org.x=1", True),
        ("a value that the build alone knows may be right", "team=a*", "team=$TEAM", True),
        ("a key that the build alone knows may be the one", "team", '"$NAME"=a', True),
    ],
)
def test_required_labels(why: str, pattern: str, label: str, is_there: bool) -> None:
    text = f"FROM debian:13\nLABEL {label}\n"
    assert bool(found(text, f'[[policy]]\nrequire-label = ["{pattern}"]\n')) is not is_there, why


def test_a_label_of_the_base_stage_is_the_images() -> None:
    assert found("FROM debian AS a\nLABEL team=x\nFROM a\n", '[[policy]]\nrequire-label = "team"\n') == []
    words = [
        word
        for word, _ in found("FROM debian AS a\nLABEL team=x\nFROM node\n", 'policy = [{ require-label = "team" }]')
    ]
    assert words == ["node"]


@pytest.mark.parametrize(
    ("why", "message", "ko", "en"),
    [
        ("one text serves both languages", '"우리 이미지를 쓰세요."', "우리 이미지를 쓰세요.", "우리 이미지를 쓰세요."),
        (
            "each language has its own, and braces stay as they are",
            '{ ko = "한글 {word}", en = "English" }',
            "한글 {word}",
            "English",
        ),
        ("the other language falls back to the one that there is", '{ en = "English" }', "English", "English"),
    ],
)
def test_the_teams_own_words(why: str, message: str, ko: str, en: str) -> None:
    (policy,) = policies(f'[[policy]]\nforbid-image = "node"\nmessage = {message}\n')
    assert (policy.message("ko"), policy.message("en")) == (ko, en), why


def test_without_a_message_the_rule_says_what_is_wrong() -> None:
    ((_, text),) = found("FROM node\n", 'policy = [{ forbid-image = "node" }]', "ko")
    assert text == "설정에서 금지한 이미지입니다. `node` (`node`)"


def test_the_severity_is_the_teams() -> None:
    (problem,) = problems_of(
        "FROM node\n", "policy-violated", policy=policies('[[policy]]\nforbid-image="node"\nseverity="error"')
    )
    assert problem.severity == "error"


@pytest.mark.parametrize(
    ("why", "text", "kind", "word"),
    [
        ("a string where tables are wanted", 'policy = "x"', "wrong-type", '"x"'),
        ("a number where patterns are wanted", "[[policy]]\nforbid-image = 3\n", "wrong-type", "3"),
        ("an empty list forbids nothing", "[[policy]]\nforbid-image = []\n", "wrong-type", "[]"),
        ("a key with a letter missing", '[[policy]]\nforbid-imag = "x"\n', "unknown-key", "forbid-imag"),
        ("a level with a letter missing", '[[policy]]\nforbid-image = "x"\nseverity = "eror"\n', "wrong-value", "eror"),
        (
            "a language that there is not",
            '[[policy]]\nforbid-image = "x"\nmessage = { de = "x" }\n',
            "unknown-key",
            "de",
        ),
        ("a message that is a number", '[[policy]]\nforbid-image = "x"\nmessage = 1\n', "wrong-type", "1"),
        ("a word where a truth value is wanted", 'require-reason = "yes"\n', "wrong-type", '"yes"'),
    ],
)
def test_what_is_wrong_is_said_at_its_place(why: str, text: str, kind: str, word: str) -> None:
    _, issues = read(text)
    assert [(issue.kind, issue.span.of(text)) for issue in issues] == [(kind, word)], why


@pytest.mark.parametrize(
    ("why", "text", "is_on"),
    [
        ("the setting is on", "require-reason = true", True),
        ("the setting is off", "require-reason = false", False),
        ("the setting is off unless it is written", "", False),
    ],
)
def test_require_reason_switches_its_rule_on(why: str, text: str, is_on: bool) -> None:
    configuration, issues = read(text)
    assert issues == [], why
    settings = merge(configuration, Overrides(), path="Dockerfile", language="en")
    assert ("require-reason" in settings.extend_select) is is_on, why
