"""The pages of rules on compose, bake and ignore files are run: `bad` gives the rule, its fix gives `good`, `good` is clean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from gorae.config.settings import Settings
from gorae.context.ignore_text import read_ignore
from gorae.context.walk import walk_all
from gorae.facts.caller_file import read_caller_file
from gorae.lint import messages
from gorae.lint.other_files import check_caller_file, check_ignore_file
from gorae.lint.registry import all_rules
from gorae.lint.rule import OF_OTHER_FILES
from gorae.source import apply_edits
from gorae.texts import LANGUAGES
from lint.cases import TODAY, files_of

if TYPE_CHECKING:
    from pathlib import Path

    from gorae.lint.diagnostic import Diagnostic

_GAP = re.compile(r"\{([a-z_]+)\}")
# What a fence's language says of the file.
_NAMES = {"yaml": "compose.yaml", "hcl": "docker-bake.hcl", "ignore": ".dockerignore"}


def diagnostics_of(folder: Path, name: str, text: str, settings: Settings) -> list[Diagnostic]:
    """What is found in a file of that name in the folder."""
    if name == ".dockerignore":
        (folder / name).write_text(text, encoding="utf-8")
        return check_ignore_file(read_ignore(folder / name, text, folder, walk_all(folder)), settings)
    return check_caller_file(read_caller_file(folder / name, text), settings)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "rule", [one for one in all_rules() if isinstance(one, OF_OTHER_FILES)], ids=lambda rule: rule.name
)
def test_page(rule, language, tmp_path):
    page = messages.page(rule, language)
    assert page.text("summary")
    assert page.text("source").startswith("https://")
    blocks = page.blocks()
    for path, text in files_of(blocks).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    settings = Settings(extend_select=(rule.name,), today=TODAY)
    rows = [(info.split(), text) for info, text in blocks if info.split()[0] in _NAMES]
    bads, goods = ([row for row in rows if row[0][1] == word] for word in ("bad", "good"))
    assert bads
    assert len(bads) == len(goods)
    after = {info.split("good-file=", 1)[1]: text for info, text in blocks if info.startswith("text good-file=")}
    offered: set[bool] = set()
    for ((kind, *_), bad), ((_, *words), good) in zip(bads, goods, strict=True):
        found = diagnostics_of(tmp_path, _NAMES[kind], bad, settings)
        assert [one.rule.name for one in found] == [rule.name]
        assert not _GAP.search(messages.message(found[0], language))
        for fix in found[0].fixes:
            offered.add(fix.safe)
            assert not _GAP.search(messages.title(found[0], fix, language))
        if "by-hand" not in words:
            assert apply_edits(bad, found[0].fixes[0].edits) == good
    for path, text in after.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    for (kind, *_), good in goods:
        assert diagnostics_of(tmp_path, _NAMES[kind], good, settings) == []
    assert rule.fixes == ("safe" if True in offered else "unsafe" if False in offered else "none")
