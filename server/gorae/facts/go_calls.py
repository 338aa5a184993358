"""What a Go program of the build context calls over https: its own requests, and clients of services.

Go reads the certificates of the system from files and brings none itself (crypto/x509, "SystemCertPool"); without them each
request ends with `x509: certificate signed by unknown authority`.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.source.derived import derived

if TYPE_CHECKING:
    from gorae.context import BuildContext

_MOST_FILES = 400
_MOST_BYTES = 200_000
_PASSED_OVER = re.compile(
    r"(?:^|/)(?:vendor|testdata|examples?|docs?|tests?|tools?|hack|scripts?|_\w+)/|_test\.go$|\.pb\.go$|(?:^|/)docs\.go$"
)
_MAIN = re.compile(r"^package main\b", re.MULTILINE)
_REQUEST = re.compile(r"\bhttp\.(?:Get|Post|PostForm|Head|NewRequest|NewRequestWithContext|DefaultClient)\b")
# An address of another machine; documentation's own names and the own machine need no certificates here.
_ADDRESS = re.compile(
    r"""^[^/\n]*["`](https://(?!localhost|127\.|0\.0\.0\.0|%|["`]|example\.|[\w.-]*\.(?:local|internal|svc)\b)[\w-]+\.[\w.-]+)""",
    re.MULTILINE,
)
_OWN = re.compile(
    r"AppendCertsFromPEM|InsecureSkipVerify:\s*true|x509roots/fallback|rootcerts|gocertifi|SetFallbackRoots"
)
# Modules that talk to one service over https, whatever the program says.
_CLIENTS = re.compile(
    r"^\s*(?:require\s+)?(github\.com/(?:stripe/stripe-go|google/go-github|slack-go/slack|bwmarrin/discordgo|sashabaranov/go-openai"
    r"|openai/openai-go|anthropics/anthropic-sdk-go|twilio/twilio-go|sendgrid/sendgrid-go|go-telegram-bot-api/telegram-bot-api)(?:/v\d+)?"
    r"|gopkg\.in/telebot\.v\d)\s+v[^\s]+\s*$",
    re.MULTILINE,
)


class HttpsCall(NamedTuple):
    """Where the context says that the program calls others over https."""

    file: str
    line: int  # from 1
    what: str  # the address, or the client's module


@derived
def https_call(context: BuildContext) -> HttpsCall | None:
    """The first such place; None where the program brings certificates, or where it is not sure which program is built."""
    modules = [path for path in context.files if posixpath.basename(path) == "go.mod" and not _PASSED_OVER.search(path)]
    sources = [path for path in context.files if path.endswith(".go") and not _PASSED_OVER.search(path)]
    if len(modules) != 1 or not sources or len(sources) > _MOST_FILES:
        return None
    texts = {path: context.read_text(path, _MOST_BYTES) or "" for path in sources}
    if any(_OWN.search(text) for text in texts.values()):
        return None
    if len({posixpath.dirname(path) for path, text in texts.items() if _MAIN.search(text)}) != 1:
        return None
    for path, text in texts.items():
        address = _ADDRESS.search(text) if '"net/http"' in text and _REQUEST.search(text) else None
        if address is not None:
            return HttpsCall(path, text.count("\n", 0, address.start(1)) + 1, address[1])
    text = context.read_text(modules[0], _MOST_BYTES) or ""
    client = _CLIENTS.search(text)
    if client is None:
        return None
    return HttpsCall(modules[0], text.count("\n", 0, client.start(1)) + 1, client[1])
