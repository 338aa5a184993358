"""Which calls of package managers are about another project than the one they run in."""

from __future__ import annotations

import pytest

from gorae.facts.other_project import is_for_another_project
from gorae.shell import parse

CASES = {
    "npm works in another folder": ("npm --prefix client ci", True),
    "the value may be in the same word": ("npm ci --prefix=client", True),
    "npm installs for the machine": ("npm install -g pm2", True),
    "npm installs one package of a workspace": ("npm ci -w web", True),
    "yarn has a subcommand for the machine": ("yarn global add pm2", True),
    "pnpm takes packages of a workspace": ("pnpm install --filter web...", True),
    "a project of cargo elsewhere": ("cargo build --locked --manifest-path tools/Cargo.toml", True),
    "all of cargo's own workspace": ("cargo build --workspace", False),
    "Maven's file": ("mvn -f app package", True),
    "Maven's profiles are of the same project": ("mvn -P production package", False),
    "Gradle's folder": ("gradle -p app build", True),
    "where pip puts things says nothing of what it reads": ("pip install --prefix /opt -r requirements.txt", False),
    "a plain install": ("npm ci --omit=dev", False),
}


@pytest.mark.parametrize("why", CASES)
def test_other_project(why: str) -> None:
    line, is_other = CASES[why]
    (command,) = parse(line).commands
    assert is_for_another_project(command.program, command.args) is is_other
