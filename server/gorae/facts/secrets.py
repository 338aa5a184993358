"""Secrets that are written out: their shapes, and what only looks like one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator


class Literal(NamedTuple):
    """A secret in a text: what it is (`token`, `key`, `url`, `password`), whose, and where it stands."""

    kind: str
    service: str
    span: Span


# The shapes that the services document for their tokens.
_TOKENS = {
    "AWS": r"(?<![A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])",
    "GitHub": r"\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_[A-Za-z0-9_]{40,}",
    "GitLab": r"\bgl(?:pat|dt|rt)-[\w-]{20,}",
    "Slack": r"\bxox[abprs]-[\w-]{20,}|hooks\.slack\.com/services/T\w+/B\w+/\w{16,}",
    "npm": r"\bnpm_[A-Za-z0-9]{36}\b",
    "PyPI": r"\bpypi-[\w-]{60,}",
    "Docker Hub": r"\bdckr_pat_[\w-]{20,}",
    "Stripe": r"\b[rs]k_live_[A-Za-z0-9]{20,}",
    "Google": r"\bAIza[\w-]{35}(?![\w-])",
    "Hugging Face": r"\bhf_[A-Za-z]{34}\b",
    "Anthropic": r"\bsk-ant-[\w-]{20,}",
    "OpenAI": r"\bsk-(?:proj-)?[A-Za-z0-9_-]{40,}",
    "SendGrid": r"\bSG\.[\w-]{20,}\.[\w-]{20,}",
}
_SHAPES = re.compile("|".join(f"(?P<t{at}>{shape})" for at, shape in enumerate(_TOKENS.values())))
_SERVICES = tuple(_TOKENS)
# One look for these beginnings tells most instructions apart from those worth a search.
_HINT = re.compile(
    r"AKIA|ASIA|gh[pousr]_|github_pat_|gl(?:pat|dt|rt)-|xox|hooks\.slack|npm_|pypi-|dckr_|k_live_|AIza|hf_|sk-|SG\.|PRIVATE KEY"
    r"|://|passw|sshpass",
    re.IGNORECASE,
)
_KEY = re.compile(r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?!\s*[\"'|])")
_URL = re.compile(r"[a-z][a-z0-9+.-]*://(?P<user>[^\s:/@\"'$<>{}]*):(?P<secret>[^\s/@\"'<>]+)@", re.IGNORECASE)
_CHPASSWD = re.compile(
    r"""(?:echo|printf)\s+(?:-e\s+)?[\"']?[\w.-]+:(?P<secret>[^\s:\"'|$]+?)(?:\\n)?[\"']?\s*\|\s*(?:sudo\s+)?(?:/usr/sbin/)?chpasswd"""
)
_OPTION = re.compile(
    r"""sshpass\s+-p\s*[\"']?(?P<ssh>[^\s\"'$]+)|--password[= ][\"']?(?P<option>[^\s\"'$-][^\s\"'$]*)"""
)
_PLACEHOLDER = re.compile(
    r"example|sample|your|placeholder|change.?me|dummy|fake|mock|test|redacted|todo|replace|insert|xxx|\*{3}|\.{3}|123456"
    r"|^(?:user(?:name)?|pass(?:word|wd)?|secret|token|admin|root|guest|postgres|mysql|postgresql|db|foo|bar|abc|empty|none|null)$"
    r"|^(.)\1+$",
    re.IGNORECASE,
)


def literals(text: str) -> Iterator[Literal]:
    """The secrets that are written out in a text, by its code points; placeholders and variables are none."""
    if not _HINT.search(text):
        return
    for match in _SHAPES.finditer(text):
        if not _PLACEHOLDER.search(match[0]):
            yield Literal("token", _SERVICES[int(match.lastgroup[1:])], Span(*match.span()))  # type: ignore[index]  # a group matched
    for match in _KEY.finditer(text):
        yield Literal("key", "", Span(*match.span()))
    for match in _URL.finditer(text):
        secret = match["secret"]
        if secret.startswith(("$", "{", "%")) or _PLACEHOLDER.search(secret) or secret == match["user"]:
            continue
        if not _SHAPES.search(secret):
            yield Literal("url", "", Span(*match.span("secret")))
    for pattern, groups in ((_CHPASSWD, ("secret",)), (_OPTION, ("ssh", "option"))):
        for match in pattern.finditer(text):
            name = next(group for group in groups if match[group] is not None)
            # An account with a well-known password is as open as one with a secret that leaked.
            if pattern is _CHPASSWD or not _PLACEHOLDER.search(match[name]):
                yield Literal("password", "", Span(*match.span(name)))
