"""Draws texts at random for an editor to grade: `draw.py SEED [--count N] [--language ko|en]`.

Kinds of text are drawn with equal chance, then one text of the kind, so that rare kinds (a message, a walkthrough)
are read as often as the hundreds of rows of option tables. The same seed gives the same texts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from gorae.config.settings import Settings  # noqa: E402
from gorae.context import read_context  # noqa: E402
from gorae.lint import messages  # noqa: E402
from gorae.lint.registry import all_rules  # noqa: E402
from gorae.syntax import parse  # noqa: E402
from gorae.texts import parse_page  # noqa: E402
from lint.cases import check, files_of, sizes_of  # noqa: E402

_SAYS_SOMETHING = {"ko": re.compile("[가-힣]"), "en": re.compile("[a-z]{2} [a-z]")}
_ROOM = re.compile(r"server/gorae/(?P<room>[a-z_.]+(?:/[a-z_]+)?)/")
_CATALOGUES = ("phrases", "messages", "issues", "titles", "aggregation", "verdict")
_PLAIN = ("source", "checked", "title", "see", "words", "verified-by", "label-schema", "strict-labels")


def rendered(language: str) -> dict[str, list[tuple[str, str]]]:
    """Messages and titles of fixes as they stand in an editor, from the examples of the rules' pages."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for rule in all_rules():
        page = messages.page(rule, language)
        blocks = page.blocks()
        with tempfile.TemporaryDirectory() as folder:
            files = {**files_of(blocks), **dict.fromkeys(sizes_of(blocks), "")}
            for path, text in files.items():
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(folder) / path).write_text(text, encoding="utf-8")
            for info, text in blocks:
                if info.split()[:2] != ["dockerfile", "bad"]:
                    continue
                context = read_context(Path(folder), Path(folder) / "Dockerfile") if files else None
                for problem in check(parse(text), Settings(extend_select=(rule.name,)), context):
                    if problem.rule is rule:
                        found["rule message"].append((rule.name, messages.message(problem, language)))
                        found["fix title"] += [
                            (rule.name, messages.title(problem, fix, language)) for fix in problem.fixes
                        ]
    return found


def written(language: str) -> dict[str, list[tuple[str, str]]]:
    """Every front-matter text and paragraph of every page in the language, by room; README, settings and commands."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for path in sorted(
        [*ROOT.glob(f"server/gorae/**/*.{language}.md"), *ROOT.glob(f"client/walkthrough/*.{language}.md")]
    ):
        name = str(path.relative_to(ROOT))
        match = _ROOM.match(name)
        kind = match["room"].replace("lint/rules", "rule page") if match else "walkthrough"
        page = parse_page(path.read_text(encoding="utf-8"))
        for key, texts in page.front.items():
            if key not in _PLAIN and not (kind == "rule page" and key.startswith(("message", "fix"))):
                short = f"{kind} {'row' if key in ('option', 'command', 'choice', 'row') else 'text'}"
                found[short] += [(f"{name} {key}", text) for text in texts]
        if path.name.removesuffix(f".{language}.md") not in _CATALOGUES:  # whose body speaks to people who work on them
            found[f"{kind} prose"] += [(name, text) for text in paragraphs(page.body)]
    for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))):
        if path.name.endswith(".ko.md") or path.stem in ("rules", "architecture"):
            continue  # the summaries of the rules once more; what is for people who work on this
        place = path.with_suffix(".ko.md") if language == "ko" else path
        found[place.name] += [(place.name, text) for text in paragraphs(place.read_text(encoding="utf-8"))]
    settings = "package.nls.ko.json" if language == "ko" else "package.nls.json"
    found["settings and commands"] += json.loads((ROOT / "client" / settings).read_text(encoding="utf-8")).items()
    return found


def paragraphs(body: str) -> list[str]:
    """The paragraphs and table rows of a page, without its code."""
    plain = re.sub(r"^```.*?^```", "", body, flags=re.MULTILINE | re.DOTALL)
    parts = re.split(r"\n\s*\n|\n(?=[|*#-] ?)", plain)
    return [" ".join(part.split()) for part in parts if not set(part) <= set("|- \n")]


def main() -> int:
    """Print the draw as numbered texts with where they stand."""
    parser = argparse.ArgumentParser()
    parser.add_argument("seed", type=int)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--language", choices=sorted(_SAYS_SOMETHING), default="ko")
    options = parser.parse_args()
    says_something = _SAYS_SOMETHING[options.language]
    kinds = {**written(options.language), **rendered(options.language)}
    kinds = {kind: [one for one in texts if says_something.search(one[1])] for kind, texts in kinds.items()}
    chance = random.Random(options.seed)
    names = sorted(kind for kind in kinds if kinds[kind])
    seen: set[tuple[str, str]] = set()
    while len(seen) < options.count:
        kind = chance.choice(names)
        one = chance.choice(kinds[kind])
        if one not in seen:
            seen.add(one)
            print(f"{len(seen)}. [{kind}] {one[0]}\n   {one[1]}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
