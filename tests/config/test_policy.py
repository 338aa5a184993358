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
    ("pattern", "image", "is_forbidden"),
    [
        ("*:latest", "node", True),
        ("*:latest", "node:24", False),
        ("*:latest", "node@sha256:" + "a" * 64, False),
        ("node", "node:24-slim", True),
        ("node", "docker.io/library/node:24", True),
        ("docker.io/library/node", "node:24", True),
        ("node:24*", "node:24-slim", True),
        ("ghcr.io/team/*", "ghcr.io/team/a/b:1", True),
        ("ghcr.io/team/*", "ghcr.io/other/a:1", False),
        ("nod", "node", False),
    ],
)
def test_images(pattern: str, image: str, is_forbidden: bool) -> None:
    text = f"FROM {image}\n"
    assert bool(found(text, f'policy = [{{ forbid-image = "{pattern}" }}]')) is is_forbidden
    assert bool(found(text, f'policy = [{{ require-image = "{pattern}" }}]')) is not is_forbidden


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
    ("pattern", "command", "is_forbidden"),
    [
        ("sudo", "sudo ls", True),
        ("sudo", "/usr/bin/sudo ls", True),
        ("sudo", "apt-get install sudo", False),
        ("pip install", "pip install a", True),
        ("pip install", "pip3 install a", False),
        ("pip* install *", "pip3 install a", True),
        ("apt-get upgrade", "apt-get update && apt-get upgrade -y", True),
        ("npm install", "sudo npm install a", True),
        ("curl * | sh", "curl -fsS https://a \\\n  | sh -s", True),
        ("curl * | sh", "curl -fsS https://a", False),
    ],
)
def test_commands(pattern: str, command: str, is_forbidden: bool) -> None:
    text = f"FROM debian:13\nRUN {command}\n"
    assert bool(found(text, f'[[policy]]\nforbid-command = ["{pattern}"]\n')) is is_forbidden
    assert bool(found(text, f'[[policy]]\nrequire-command = ["{pattern}"]\n')) is not is_forbidden


@pytest.mark.parametrize(
    ("pattern", "label", "is_there"),
    [
        ("team", "team=a", True),
        ("team", "TEAM=a", False),
        ("team=a*", "team=abc", True),
        ("team=a*", "team=b", False),
        ("org.*", "org.x=1", True),
        ("team=a*", "team=$TEAM", True),
        ("team", '"$NAME"=a', True),
    ],
)
def test_required_labels(pattern: str, label: str, is_there: bool) -> None:
    text = f"FROM debian:13\nLABEL {label}\n"
    assert bool(found(text, f'[[policy]]\nrequire-label = ["{pattern}"]\n')) is not is_there


def test_a_label_of_the_base_stage_is_the_images() -> None:
    assert found("FROM debian AS a\nLABEL team=x\nFROM a\n", '[[policy]]\nrequire-label = "team"\n') == []
    words = [
        word
        for word, _ in found("FROM debian AS a\nLABEL team=x\nFROM node\n", 'policy = [{ require-label = "team" }]')
    ]
    assert words == ["node"]


@pytest.mark.parametrize(
    ("message", "ko", "en"),
    [
        ('"우리 이미지를 쓰세요."', "우리 이미지를 쓰세요.", "우리 이미지를 쓰세요."),
        ('{ ko = "한글 {word}", en = "English" }', "한글 {word}", "English"),
        ('{ en = "English" }', "English", "English"),
    ],
)
def test_the_teams_own_words(message: str, ko: str, en: str) -> None:
    (policy,) = policies(f'[[policy]]\nforbid-image = "node"\nmessage = {message}\n')
    assert (policy.message("ko"), policy.message("en")) == (ko, en)


def test_without_a_message_the_rule_says_what_is_wrong() -> None:
    ((_, text),) = found("FROM node\n", 'policy = [{ forbid-image = "node" }]', "ko")
    assert text == "설정에서 금지한 이미지입니다. `node` (`node`)"


def test_the_severity_is_the_teams() -> None:
    (problem,) = problems_of(
        "FROM node\n", "policy-violated", policy=policies('[[policy]]\nforbid-image="node"\nseverity="error"')
    )
    assert problem.severity == "error"


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ('policy = "x"', "wrong-type", '"x"'),
        ("[[policy]]\nforbid-image = 3\n", "wrong-type", "3"),
        ("[[policy]]\nforbid-image = []\n", "wrong-type", "[]"),
        ('[[policy]]\nforbid-imag = "x"\n', "unknown-key", "forbid-imag"),
        ('[[policy]]\nforbid-image = "x"\nseverity = "eror"\n', "wrong-value", "eror"),
        ('[[policy]]\nforbid-image = "x"\nmessage = { de = "x" }\n', "unknown-key", "de"),
        ('[[policy]]\nforbid-image = "x"\nmessage = 1\n', "wrong-type", "1"),
        ('require-reason = "yes"\n', "wrong-type", '"yes"'),
    ],
)
def test_what_is_wrong_is_said_at_its_place(text: str, kind: str, word: str) -> None:
    _, issues = read(text)
    assert [(issue.kind, issue.span.of(text)) for issue in issues] == [(kind, word)]


@pytest.mark.parametrize(
    ("text", "is_on"), [("require-reason = true", True), ("require-reason = false", False), ("", False)]
)
def test_require_reason_switches_its_rule_on(text: str, is_on: bool) -> None:
    configuration, issues = read(text)
    assert issues == []
    settings = merge(configuration, Overrides(), path="Dockerfile", language="en")
    assert ("require-reason" in settings.extend_select) is is_on
