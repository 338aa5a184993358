"""What the tests of rules of callers share: a compose or bake file in, beside other files, and the words that are reported out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.config.settings import Settings
from gorae.facts.caller_file import read_caller_file
from gorae.lint.other_files import check_caller_file
from lint.cases import write_files

if TYPE_CHECKING:
    from pathlib import Path

# Dockerfiles that are called: one of two stages, one that exposes a port.
STAGES = 'FROM alpine:3.22 AS builder\nFROM alpine:3.22 AS run\nCMD ["x"]\n'
NODE = 'FROM node:24-slim\nEXPOSE 3000\nCMD ["node", "s.js"]\n'


def found(tmp_path: Path, text: str, files: dict[str, str], rule: str, name: str = "compose.yaml") -> list[str]:
    """The words that the rule's findings stand on."""
    write_files(tmp_path, files)
    file = read_caller_file(tmp_path / name, text)
    return [one.span.of(text) for one in check_caller_file(file, Settings(select=(rule,)))]
