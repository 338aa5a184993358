"""Each rule's pages are run: `bad` gives the rule, its fix gives `good`, and `good` is clean."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gorae.config.settings import Settings
from gorae.context import read_context
from gorae.lint import messages
from gorae.lint.registry import all_rules
from gorae.lint.rule import OF_OTHER_FILES
from gorae.syntax import parse
from gorae.texts import LANGUAGES
from lint.cases import TODAY, check, files_of, fix_text, options_of_page, sizes_of

_GAP = re.compile(r"\{([a-z_]+)\}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "rule", [one for one in all_rules() if not isinstance(one, OF_OTHER_FILES)], ids=lambda rule: rule.name
)
def test_page(rule, language, tmp_path):
    page = messages.page(rule, language)
    assert page.text("summary"), "the page has no summary"
    assert page.text("source").startswith("https://"), "the page does not say where its facts are from"
    blocks = page.blocks()
    files = files_of(blocks)
    after = {info.split("good-file=", 1)[1]: text for info, text in blocks if info.startswith("text good-file=")}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8", newline="")
    for path, size in sizes_of(blocks).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        with (tmp_path / path).open("wb") as file:
            file.truncate(size)
        files[path] = ""
    configured = Settings(
        options=options_of_page(page),
        today=TODAY,
    )
    settings = replace(configured, extend_select=(rule.name,))

    def context(changed):
        if not files:
            return None
        return read_context(tmp_path, tmp_path / "Dockerfile", changed=changed)

    # A fence's text can't end without a newline: `unended` takes it away.
    blocks = [(info, text.removesuffix("\n") if "unended" in info.split() else text) for info, text in blocks]
    blocks = [(info, text.replace("\n", "\r\n") if "crlf" in info.split() else text) for info, text in blocks]
    bads = [(info.split(), text) for info, text in blocks if info.split()[:2] == ["dockerfile", "bad"]]
    goods = [(info.split(), text) for info, text in blocks if info.split()[:2] == ["dockerfile", "good"]]
    assert bads, "the page shows no bad Dockerfile"
    assert len(goods) == len(bads), "each bad Dockerfile wants a good one"
    offered: set[bool] = set()
    for (bad_info, bad), (good_info, good) in zip(bads, goods, strict=True):
        also = {name for word in bad_info if word.startswith("also=") for name in word[5:].split(",")}
        problems = check(parse(bad), settings, context({}))
        assert {problem.rule.name for problem in problems} == {rule.name} | also
        for problem in problems:
            if problem.rule is rule:
                complete(messages.message(problem, language))
                for fix in problem.fixes:
                    offered.add(fix.safe)
                    complete(messages.title(problem, fix, language))
        changed = {}
        if "by-hand" not in good_info:
            beside = [name for word in bad_info if word.startswith("with=") for name in word[5:].split(",")]
            only = replace(configured, select=(rule.name, *beside))
            fixed = fix_text(bad, only, context, unsafe=True)
            assert fixed.text == good
            changed = fixed.files
            assert changed == after
        left = list(check(parse(good), settings, context(changed or after)))
        assert {problem.rule.name for problem in left} <= also, [problem.span.of(good) for problem in left]
    best = "safe" if True in offered else "unsafe" if False in offered else "none"
    assert best == rule.fixes, "the rule says of itself what its best fix is"


# A reason of some words, and what follows from it.
_NO_FIX = {
    "ko": re.compile(r"(?:^|[.:] )[^.:]{15,}므로 빠른 수정은 제공하지 않습니다\."),
    "en": re.compile(r"(?:^|[.:] )[^.:]{20,}, so there is no quick fix\."),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_without_a_fix_says_why(rule, language):
    page = messages.page(rule, language)
    titled = any(key == "fix" or key.startswith("fix-") for key in page.front)
    assert titled is (rule.fixes != "none"), "titles of fixes and the rule's own word differ"
    body = re.sub(r"^```.*?^```", "", page.body, flags=re.MULTILINE | re.DOTALL)
    if rule.fixes == "none":
        shown = language if messages.is_translated(rule, language) else "en"
        assert _NO_FIX[shown].search(" ".join(body.split())), "the page does not say why the rule has no fix"


def complete(sentence: str) -> None:
    assert sentence, "no sentence for this variant"
    assert not _GAP.search(sentence), f"an open gap: {sentence}"


def test_each_page_belongs_to_a_rule():
    root = Path(messages.__file__).parent / "rules"
    known = {rule.name.replace("-", "_") for rule in all_rules()}
    assert {path.name.split(".")[0] for path in root.rglob("*.md")} == known
