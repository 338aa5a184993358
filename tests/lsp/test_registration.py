"""The table of methods and commands: each names a function that is there."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from gorae.lsp.registration import COMMANDS, FEATURES, find


@pytest.mark.parametrize("name", [*(feature.handler for feature in FEATURES), *COMMANDS.values()])
def test_each_row_names_a_function_of_a_session(name: str) -> None:
    assert next(iter(inspect.signature(find(name)).parameters)) == "session"


def test_each_method_has_one_row() -> None:
    methods = [feature.method for feature in FEATURES]
    assert sorted(set(methods)) == sorted(methods)


def test_the_table_imports_no_feature() -> None:
    code = "import sys, gorae.lsp.registration; print(sorted(m for m in sys.modules if m.startswith('gorae.lsp')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['gorae.lsp', 'gorae.lsp.registration']"


def test_commands_that_the_client_has_are_not_offered() -> None:
    from gorae.lsp.registration import capabilities
    from gorae.lsp.session import Client

    offered = capabilities(Client(commands=("gorae.scan",)))["executeCommandProvider"]["commands"]
    assert "gorae.scan" not in offered
    assert "gorae.showRule" in offered
    assert "gorae.scan" in capabilities(Client())["executeCommandProvider"]["commands"]
