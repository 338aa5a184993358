"""Finds what quotes the error that a person pastes: a rule's page, or a row of the guide on errors with its cause.

A page quotes errors in code spans. What differs from build to build in one (paths, what stands in quotes, numbers) may be
anything in the text that was pasted. Errors that many rules quote, or that a page of the reference is looked for by
(`permission denied`), point to no rule.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gorae.lint import messages
from gorae.lint.registry import all_rules
from gorae.reference.library import page
from gorae.reference.search import looked_for_by

if TYPE_CHECKING:
    from gorae.texts import Language

GUIDE = "troubleshooting"
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
_AS_QUOTED = r"""(?:"[^"]{0,200}"|'[^']{0,200}'|`[^`]{0,200}`)"""
_LEAST = 10  # letters that a quoted error says of itself, so that `not found` alone is none
_LEAST_IN_GUIDE = 6  # its rows quote nothing but errors, some of them short: `ERESOLVE`
_MOST_RULES = 3
_WRAPS = ("did not complete successfully", "returned a non-zero code", "exit code")  # the last says most
_VARIES_IN_GUIDE = re.compile(r"""…|"[^"]*"|(?<!\w)'[^']*'""")
_ROW = re.compile(r"^\| (?P<errors>[^|]*`[^|]*) \| (?P<text>.+) \|$", re.MULTILINE)


class _Quoted(NamedTuple):
    """An error that a rule's page quotes: the rule's name, what to look for, and how many letters of it are its own."""

    rule: str
    pattern: re.Pattern[str]
    own: int


class Cause(NamedTuple):
    """What the guide on errors says: the error as it quotes it, its cause and remedy in Markdown, letters in common."""

    error: str
    text: str
    own: int


def rules_that_quote(pasted: str, *, least: int = 0) -> list[str]:
    """The names of the rules whose pages quote most of an error, at least so many of its letters; none where many do."""
    query = " ".join(pasted.split())
    met = [one for one in _quoted() if one.pattern.search(query)]
    most = max((one.own for one in met), default=0)
    best = list(dict.fromkeys(one.rule for one in met if one.own == most >= least))
    return best if len(best) <= _MOST_RULES else []


def cause_of(pasted: str, language: Language) -> Cause | None:
    """The row of the guide on errors that quotes most of what was pasted; None where no row does."""
    query = " ".join(pasted.split())
    met = [cause for pattern, cause in _causes(language) if pattern.search(query)]
    return max(met, key=lambda cause: (cause.own, len(cause.error)), default=None)


@lru_cache(maxsize=2)
def _causes(language: Language) -> tuple[tuple[re.Pattern[str], Cause], ...]:
    guide = page("concepts", GUIDE, language)
    found = []
    for errors, text in _ROW.findall(guide.body if guide is not None else ""):
        for span in _SPAN.findall(errors):
            quoted = _of("", span, varies=_VARIES_IN_GUIDE, least=_LEAST_IN_GUIDE)
            if quoted is not None:
                # The line that ends every failed build is pasted together with the error that caused it.
                own = _WRAPS.index(wrap) if (wrap := span.partition(":")[0]) in _WRAPS else quoted.own
                found.append((quoted.pattern, Cause(span, text, own)))
    return tuple(found)


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


def _of(rule: str, error: str, *, varies: re.Pattern[str] = _VARIES, least: int = _LEAST) -> _Quoted | None:
    kept = [re.escape(part).replace(r"\ ", r"\s+") for part in varies.split(error)]
    between = [_AS_QUOTED if one[0] in "\"'" else ".{0,80}?" for one in varies.findall(error)]
    own = sum(char.isalpha() for char in varies.sub("", error))
    is_code = re.fullmatch(r"E[A-Z]{4,}", error) is not None
    if own < least and not is_code:
        return None
    whole = "".join(part + gap for part, gap in zip(kept, [*between, ""], strict=True))
    # What begins or ends with a sign (`[[: not found`) has no word's edge there.
    first, last = (r"(?<!\w)" if error[0].isalnum() else ""), (r"(?!\w)" if error[-1].isalnum() else "")
    return _Quoted(rule, re.compile(f"{first}{whole}{last}", re.IGNORECASE), own)
