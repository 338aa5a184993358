"""Applies all fixes to the Dockerfiles of a folder of repositories, and says which promises they break.

corpus.py FOLDER [--most 4] [--diffs FILE]   at most so many files of each repository; the diffs of both kinds to read
Files with template marks (`{{`, `{%`) are no Dockerfiles yet and left out.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import traceback
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from gorae.config.settings import Settings
from gorae.context.dockerfiles import dockerfiles_below  # found by the path above
from gorae.context.surroundings import context_of
from lint.cases import fix_text
from proof.catalogue import settings_of_all
from proof.promises import broken_reach, broken_together

SETTINGS = Settings()


def main() -> int:
    """Runs it; 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--most", type=int, default=4)
    parser.add_argument("--diffs", type=Path)
    arguments = parser.parse_args()
    count: Counter[str] = Counter()
    broken = 0
    diffs = arguments.diffs.open("w", encoding="utf-8") if arguments.diffs else None
    for repository in sorted(one for one in arguments.folder.iterdir() if one.is_dir()):
        files = sorted(map(Path, dockerfiles_below(repository)))[: arguments.most]
        count["repositories"] += bool(files)
        for path in files:
            text = _text(path)
            if text is None:
                continue
            count["files"] += 1
            for sentence, diff in _of(path, text, count):
                broken += sentence is not None
                if sentence is not None:
                    print(f"BROKEN {path}: {sentence}\n", flush=True)
                if diffs and diff:
                    diffs.write(diff + "\n")
    print(dict(count), f"{broken} broken")
    return 1 if broken else 0


def _text(path: Path) -> str | None:
    try:
        text = path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return None if "{{" in text or "{%" in text else text


def _of(path: Path, text: str, count: Counter[str]):
    """The broken promises of one file as sentences, and what its fixes change as diffs."""
    known: dict[tuple[tuple[str, str], ...], object] = {}

    def context(changed: dict[str, str]):
        key = tuple(sorted(changed.items()))
        if key not in known:
            known[key] = context_of(path, text, changed)
        return known[key]

    try:
        for unsafe in (False, True):
            name = "all" if unsafe else "safe"
            for sentence in broken_together(text, SETTINGS, context, unsafe=unsafe):
                yield f"({name}) {sentence}", ""
            fixed = fix_text(text, SETTINGS, context, unsafe=unsafe)
            count[f"{name} fixes"] += fixed.applied
            count[f"changed by {name}"] += fixed.text != text
            diff = difflib.unified_diff(text.splitlines(True), fixed.text.splitlines(True), str(path), f"after {name}")
            yield None, "".join(diff)
        # Each place reported by itself: one fix for all of them reaches all its places.
        for sentence in broken_reach(text, settings_of_all(), context):
            yield sentence, ""
    except Exception:  # noqa: BLE001  # the next file still wants a look
        yield traceback.format_exc(), ""


if __name__ == "__main__":
    sys.exit(main())
