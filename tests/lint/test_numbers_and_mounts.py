"""`max-lines` and `secret-mounts` in a configuration file."""

import pytest

from gorae.lint.configuration import parse_configuration


def test_they_are_read():
    text = 'max-lines = 80\n[secret-mounts]\npip = "id=pip,target=/root/.config/pip/pip.conf"\n'
    configuration, problems = parse_configuration(text, "gorae")
    assert problems == []
    assert configuration.max_lines == 80
    assert configuration.secret_mounts == (("pip", "id=pip,target=/root/.config/pip/pip.conf"),)


@pytest.mark.parametrize(
    "line",
    ["max-lines = 0", 'max-lines = "80"', "max-lines = true", 'secret-mounts = "pip"', "secret-mounts = { pip = 1 }"],
)
def test_wrong_types_are_said(line):
    configuration, problems = parse_configuration(line, "gorae")
    assert [problem.kind for problem in problems] == ["wrong-type"]
    assert (configuration.max_lines, configuration.secret_mounts) == (None, ())
