"""scripts/new_rule.py writes a rule that Python, the type checker and the tests can read."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "new_rule.py"
GROUP = '''"""Packages."""

RULES = (
    "apt_update_alone",
)
'''


@pytest.fixture
def script(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("new_rule", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "rules" / "packages").mkdir(parents=True)
    (tmp_path / "rules" / "packages" / "__init__.py").write_text(GROUP, encoding="utf-8")
    (tmp_path / "untranslated.txt").write_text("# The list.\nb-rule\n", encoding="utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "RULES", tmp_path / "rules")
    monkeypatch.setattr(module, "TESTS", tmp_path / "tests")
    monkeypatch.setattr(module, "UNTRANSLATED", tmp_path / "untranslated.txt")
    return module


@pytest.mark.parametrize("kind", ["instruction", "stage", "file", "context"])
def test_each_kind_is_python(script, tmp_path, monkeypatch, kind):
    monkeypatch.setattr(sys, "argv", ["new_rule.py", "packages", "gem-docs-kept", "--kind", kind])
    assert script.main() == 0
    module = (tmp_path / "rules" / "packages" / "gem_docs_kept.py").read_text(encoding="utf-8")
    compile(module, "gem_docs_kept.py", "exec")
    assert '"gem-docs-kept",' in module
    assert {path.name for path in (tmp_path / "rules" / "packages").glob("gem*")} == {
        "gem_docs_kept.py", "gem_docs_kept.en.md", "gem_docs_kept.ko.md",
    }  # fmt: skip
    assert (tmp_path / "tests" / "packages" / "gem-docs-kept.md").is_file()
    group = (tmp_path / "rules" / "packages" / "__init__.py").read_text(encoding="utf-8")
    assert group.endswith('RULES = (\n    "apt_update_alone",\n    "gem_docs_kept",\n)\n')


def test_the_reason_for_no_fix_is_in_the_words_that_pages_have(script, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["new_rule.py", "packages", "gem-docs-kept"])
    script.main()
    for language, words in (("en", ", so there is no quick fix."), ("ko", "므로 빠른 수정은 제공하지 않습니다.")):
        page = (tmp_path / "rules" / "packages" / f"gem_docs_kept.{language}.md").read_text(encoding="utf-8")
        assert words in page, "what is left as it is would fail with the page's own test"


def test_without_korean_it_is_on_the_list(script, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["new_rule.py", "packages", "a-rule", "--no-korean"])
    script.main()
    assert not (tmp_path / "rules" / "packages" / "a_rule.ko.md").exists()
    assert (tmp_path / "untranslated.txt").read_text(encoding="utf-8") == "# The list.\na-rule\nb-rule\n"


@pytest.mark.parametrize("arguments", [["packages", "GemDocs"], ["nowhere", "gem-docs"]])
def test_a_wrong_name_is_one_sentence(script, monkeypatch, capsys, arguments):
    monkeypatch.setattr(sys, "argv", ["new_rule.py", *arguments])
    with pytest.raises(SystemExit):
        script.main()
    assert "error:" in capsys.readouterr().err
