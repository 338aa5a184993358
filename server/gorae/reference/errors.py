"""Finds the rules whose pages quote the error that a person pastes: `Host key verification failed`, `"/app.py": not found`.

A page quotes errors in code spans. What differs from build to build in one (paths, what stands in quotes, numbers) may be
anything in the text that was pasted. Errors that many rules quote, or that a page of the reference is looked for by
(`permission denied`), point to none of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from gorae.lint import messages
from gorae.lint.registry import all_rules
from gorae.reference.search import looked_for_by

_SPAN = re.compile(r"`([^`]+)`")
_SHORTEST, _LONGEST = 6, 200
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_IS_ERROR = re.compile(
    r"not found|denied|failed|cannot|can't|can only|unable|invalid|(?:^|\s)error\b|refused|no such|unrecognized|"
    r"unexpected|unterminated|illegal|mismatch|unknown|not (?:supported|permitted|unique)|isn't allowed|no (?:build|matching)|"
    r"externally-managed|circular|abort|already|not start|requires |^E[A-Z]{4,}$",
    re.IGNORECASE,
)
_VARIES = re.compile(r"""…|"[^"]*"|'[^']*'|(?<![\w.])/[\w./…-]*|\d[\d.]*""")
_LEAST = 10  # letters that a quoted error says of itself, so that `not found` alone is none
_MOST_RULES = 3


class _Quoted(NamedTuple):
    """An error that a rule's page quotes: the rule's name, what to look for, and how many letters of it are its own."""

    rule: str
    pattern: re.Pattern[str]
    own: int


def rules_that_quote(pasted: str) -> list[str]:
    """The names of the rules whose pages quote most of an error; none where it is no error that few rules quote."""
    query = " ".join(pasted.split())
    met = [one for one in _quoted() if one.pattern.search(query)]
    most = max((one.own for one in met), default=0)
    best = list(dict.fromkeys(one.rule for one in met if one.own == most))
    return best if len(best) <= _MOST_RULES else []


@lru_cache(maxsize=1)
def _quoted() -> tuple[_Quoted, ...]:
    found = []
    for rule in all_rules():
        page = messages.page(rule, "en")  # errors are in English in both pages
        texts = [text for key, template in page.front.items() if key.startswith("message") for text in template]
        for text in (*texts, _FENCED.sub("", page.body)):
            for span in _SPAN.findall(text):
                error = " ".join(span.split())
                is_error = _SHORTEST <= len(error) <= _LONGEST and "{" not in error and _IS_ERROR.search(error)
                if is_error and not looked_for_by(error, "en"):
                    found += [one for one in (_of(rule.name, error),) if one is not None]
    return tuple(found)


def _of(rule: str, error: str) -> _Quoted | None:
    kept = [re.escape(part).replace(r"\ ", r"\s+") for part in _VARIES.split(error)]
    own = sum(char.isalpha() for char in _VARIES.sub("", error))
    is_code = re.fullmatch(r"E[A-Z]{4,}", error) is not None
    if own < _LEAST and not is_code:
        return None
    return _Quoted(rule, re.compile(rf"(?<!\w){'.{0,80}?'.join(kept)}(?!\w)", re.IGNORECASE), own)
