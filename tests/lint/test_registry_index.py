"""The index of rules: the facts of each are those that its module says, and no module is read before it is needed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import fields

import pytest

from gorae.lint.registry import all_rules, written
from gorae.lint.rules.index import ROWS


@pytest.mark.parametrize("row", ROWS, ids=[row[3] for row in ROWS])
def test_the_index_says_what_the_module_says(row) -> None:
    rule = next(rule for rule in all_rules() if rule.name == row[3])
    said = written(row[0], row[1])
    assert type(rule) is type(said)
    assert rule == said
    assert rule.module == said.module
    different = [each.name for each in fields(said) if getattr(rule, each.name) != getattr(said, each.name)]
    # The functions are called through the index; options are read with the module.
    assert set(different) <= {"find", "find_with", "in_context", "options"}
    assert (getattr(rule, "find_with", None) is None) == (getattr(said, "find_with", None) is None)
    functions = [getattr(said, name, None) for name in ("find", "find_with")]
    assert [one is None for one in functions].count(False) == 1, "one function, or it would never find anything"


def test_a_check_reads_the_modules_of_the_rules_that_have_something_to_look_at() -> None:
    code = """
import sys
from gorae.lint.engine import check
from gorae.config.settings import Settings
from gorae.lint.registry import all_rules
from gorae.syntax import parse
all_rules()
read = lambda: {name for name in sys.modules if name.startswith('gorae.lint.rules.') and name.count('.') == 4}
assert not read()
check(parse('FROM scratch'), Settings())
print(sorted(name.rpartition('.')[2] for name in read() if name.endswith(('.run_cd_only', '.label_empty', '.exec_form_invalid', '.maintainer_deprecated'))))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
