"""Files that hold credentials or nothing at all, as their text decides: their names are those of many other files.

What each program writes into them is from its documentation: `docker login`, Composer, Google Cloud, Terraform, pip, Yarn,
Maven, NuGet (2026-11).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class _Kind(NamedTuple):
    name: re.Pattern[str]  # of the file, in small letters
    text: re.Pattern[str]  # what stands in one that holds a credential


def _kind(name: str, text: str) -> _Kind:
    return _Kind(re.compile(name), re.compile(text, re.IGNORECASE))


# A value of its own, and no variable that is filled in later.
_VALUE = r"(?!\$|%|\{\{|<|\[)[^\s\"'<]{4,}"
_GOOGLE = r"(?s)(?=.*\"type\"\s*:\s*\"(?:service_account|authorized_user|external_account)\").*\"(?:private_key|refresh_token)\"\s*:\s*\"[^\"$<{]{8,}"
_KINDS = (
    _kind(r"\.?docker[-_.]?config(?:\.json|json)|config\.json|\.dockerconfigjson", r"\"auth\"\s*:\s*\"[A-Za-z0-9+/=]{8,}\""),
    _kind(
        r"auth\.json",
        rf"\"(?:github-oauth|gitlab-token|gitlab-oauth|bearer|http-basic|bitbucket-oauth)\"[^]]*:\s*\"{_VALUE}\"",
    ),
    _kind(r".*(?:key|cred|service|account|gcp|gcloud|google|firebase|-sa\b|_sa\b).*\.json|[\w-]+-[0-9a-f]{4,12}\.json", _GOOGLE),
    _kind(
        r".*\.tfstate(?:\.backup)?",
        r"\"(?:\w*(?:password|secret|private_key|token|access_key)\w*)\"\s*:\s*\"[^\"]{4,}\"",
    ),
    _kind(r"pip\.(?:conf|ini)|uv\.toml|\.condarc|requirements[\w.-]*\.txt|\.gemrc", rf"https?://[^\s/:@$]+:{_VALUE}@"),
    _kind(r"\.yarnrc\.yml|bunfig\.toml", rf"(?:npmAuthToken|npmAuthIdent|\btoken)\s*[:=]\s*[\"']?{_VALUE}"),
    _kind(r"settings(?:-security)?\.xml", rf"<(?:password|privateKey|passphrase)>\s*{_VALUE}\s*</"),
    _kind(r"nuget\.config", rf"key=\"ClearTextPassword\"\s+value=\"{_VALUE}\""),
)  # fmt: skip
# Names that say enough where the file itself is not there to be read: CI writes it before the build.
_OF_CLOUD = re.compile(r"gcp|gcs|gcloud|google|firebase|service[-_]?account")
_IS_KEY = re.compile(r"key|cred|service[-_]?account|[-_]sa\b")


def may_hold_credential(path: str) -> bool:
    """Whether a file of this name is one whose text decides."""
    name = path.rsplit("/", 1)[-1].lower()
    return any(kind.name.fullmatch(name) for kind in _KINDS)


def holds_credential(path: str, read: Callable[[], str | None]) -> bool:
    """Whether the text of such a file holds a credential; `read` is called for files of these names alone."""
    name = path.rsplit("/", 1)[-1].lower()
    kinds = [kind for kind in _KINDS if kind.name.fullmatch(name)]
    text = read() if kinds else None
    return text is not None and any(kind.text.search(text) for kind in kinds)


def is_credential_by_name(path: str) -> bool:
    """Whether the name alone says that it is one: `gcp-key.json`, `terraform.tfstate`."""
    name = path.rsplit("/", 1)[-1].lower()
    if name == "terraform.tfstate":
        return True
    return name.endswith(".json") and _OF_CLOUD.search(name) is not None and _IS_KEY.search(name) is not None
