"""`max-lines` and `secret-mounts` in a configuration file."""

import pytest

from gorae.config.file import parse_configuration
from gorae.lint.registry import vocabulary
from gorae.lint.rules.layout.file_too_long import MAX_LINES
from gorae.lint.rules.secrets.secret_mount_missing import SECRET_MOUNTS


def test_they_are_read():
    text = 'max-lines = 80\n[secret-mounts]\npip = "id=pip,target=/root/.config/pip/pip.conf"\n'
    configuration, problems = parse_configuration(text, "gorae", vocabulary())
    assert problems == []
    assert configuration.option(MAX_LINES) == 80
    assert configuration.option(SECRET_MOUNTS) == (("pip", "id=pip,target=/root/.config/pip/pip.conf"),)


@pytest.mark.parametrize(
    ("why", "line"),
    [
        ("zero is no count", "max-lines = 0"),
        ("a number in quotes", 'max-lines = "80"'),
        ("a truth value is no count, though Python takes it for one", "max-lines = true"),
        ("a string where a table is wanted", 'secret-mounts = "pip"'),
        ("a table whose value is a number", "secret-mounts = { pip = 1 }"),
    ],
)
def test_wrong_types_are_said(why, line):
    configuration, problems = parse_configuration(line, "gorae", vocabulary())
    assert [problem.kind for problem in problems] == ["wrong-type"], why
    assert not configuration.option(MAX_LINES), why
    assert not configuration.option(SECRET_MOUNTS), why
