"""ARG and ENV that hold a secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.model import Finding, Rule, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Scope
    from gorae.syntax import Instruction

_SECRET = re.compile(
    r"(?:^|_)(?:password|passwd|pword|passphrase|secret|token|credentials?|apikey"
    r"|(?:api|access|secret|private|encryption|signing|auth|deploy|ssh|license|account|master|session)_?key)(?:s?_|s?$)"
    r"|(?:db|mysql|postgres|redis|root|user|admin|smtp|mail)_?pass$",
    re.IGNORECASE,
)
_NO_SECRET = re.compile(
    r"(?:^|_)public(?:_|$)|_(?:file|path|dir|url|uri|id|ids|alias|name|header|type|algorithm|length|size|ttl|expiry|expires?"
    r"|expiration|timeout|issuer|audience|endpoint|limit|cookie|enabled|prefix|version|env|field|param|service|policy)$",
    re.IGNORECASE,
)
_HARMLESS_VALUE = re.compile(
    r"true|false|yes|no|on|off|null|none|\d{1,4}|/[\w./-]*|\.{1,2}/.*|[0-9A-F]{16,40}|\$.*", re.IGNORECASE
)


def find(instruction: Instruction, _: Scope) -> Iterator[Finding]:
    """At the name; not where the value is a path, a switch or empty."""
    for pair in instruction.pairs:
        name = pair.key.value
        if not _SECRET.search(name) or _NO_SECRET.search(name):
            continue
        value = pair.value.value if pair.value is not None else None
        if value is not None and (not value or _HARMLESS_VALUE.fullmatch(value)):
            continue
        yield found(pair.key.span, variant=instruction.name.lower(), name=name)


RULE = Rule(
    "secret-in-arg-env",
    find,
    "instruction",
    aliases=("SecretsUsedInArgOrEnv", "DL3064", "DS-0031"),
    keywords=frozenset({"ARG", "ENV"}),
)
