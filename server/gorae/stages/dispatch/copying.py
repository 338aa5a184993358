"""Values of COPY's and ADD's flags and sources (BuildKit, dockerfile2llb/convert_copy.go, dfgitutil, gitutil)."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urlsplit

_OCTAL = re.compile(r"[0-7]+", re.ASCII)
_HIGHEST_MODE = 0o7777
_CLAUSE = re.compile(r"[augo]*(?:[+\-=][rstwXxugo]*)+")
_HEXADECIMAL = {"sha256": 64, "sha384": 96, "sha512": 128}
_DIGEST = re.compile(r"[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[a-zA-Z0-9=_-]+")
_PROTOCOL = re.compile(r"[a-zA-Z0-9]+://")
_BY_SSH = re.compile(
    r"(?:[a-zA-Z0-9\-_]+@)[a-zA-Z0-9-.]+:(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?"
)
_BAD_PORT = re.compile(r":[^:\]@]*[^\d:\]@][^:\]@]*\Z")
_GIT_SWITCHES = frozenset(("submodules", "keep-git-dir", "fetch-by-commit"))
_GIT_QUERIES = _GIT_SWITCHES | {"ref", "tag", "branch", "subdir", "checksum", "commit", "mtime"}
BOOLEANS = {
    **dict.fromkeys(("1", "t", "T", "TRUE", "true", "True"), True),
    **dict.fromkeys(("0", "f", "F", "FALSE", "false", "False"), False),
}  # Go's strconv.ParseBool


def mode_refused(value: str) -> bool:
    """Whether `--chmod` refuses a value that is not empty: octal up to 7777, or as chmod(1) has it (`u+x,go=`)."""
    if _OCTAL.fullmatch(value):
        return int(value, 8) > _HIGHEST_MODE
    return not all(map(_CLAUSE.fullmatch, value.split(",")))


def digest_refused(value: str) -> str:
    """Why `--checksum` of a download refuses a value: `form`, `algorithm`, `length`; empty where it takes it."""
    algorithm, colon, encoded = value.partition(":")
    if not colon or not algorithm or not encoded:
        return "form"
    length = _HEXADECIMAL.get(algorithm)
    if length is None:
        return "algorithm" if _DIGEST.fullmatch(value) else "form"
    if len(encoded) != length:
        return "length"
    return "" if re.fullmatch("[a-f0-9]+", encoded) else "form"


def kind_of_source(source: str) -> str:
    """`git`, `url` or `path`, as the Engine takes a source of COPY and ADD."""
    if source.startswith(("http://", "https://")):
        return "git" if urlsplit_path(source).endswith(".git") else "url"
    if source.startswith(("./", "../", "github.com/")):
        return "path"
    if match := _PROTOCOL.match(source):
        protocol = match[0].lower()
        if protocol in ("http://", "https://"):  # in capitals it is no download, and a repository all the same
            return "git" if urlsplit_path(source).endswith(".git") else "path"
        return "git" if protocol in ("git://", "ssh://") else "path"
    return "git" if _BY_SSH.fullmatch(source) else "path"


def begins_as_address(written: str) -> bool:
    """Whether a source as it is written, variables and quotes in it, can be nothing but an address to download from."""
    return written.lstrip("\"'").startswith(("http://", "https://"))


def urlsplit_path(source: str) -> str:
    """The path of an address; empty where it is malformed."""
    try:
        address = urlsplit(source)
    except ValueError:
        return ""
    return "" if _BAD_PORT.search(address.netloc) else unquote(address.path)


def git_query_refused(source: str) -> str:
    """The part of a git address's query that the Engine refuses; empty where it takes all."""
    try:
        pairs = parse_qsl(_query(source), keep_blank_values=True)
        fragment = urlsplit(source).fragment
    except ValueError:
        return ""
    reference, _, folder = fragment.partition(":")
    seen: set[str] = set()
    for key, value in pairs:
        if key in seen or key not in _GIT_QUERIES or (not value and key not in _GIT_SWITCHES):
            return key
        seen.add(key)
        if key in _GIT_SWITCHES and value and value not in BOOLEANS:
            return key
        if key == "mtime" and value not in ("checkout", "commit"):
            return key
        if key == "subdir" and folder and folder.strip("/") != value:
            return key
    return _reference_refused(dict(pairs), reference)


def _query(source: str) -> str:
    if _PROTOCOL.match(source):
        return urlsplit(source).query
    match = _BY_SSH.fullmatch(source)
    return (match["query"] or "") if match else ""


def _reference_refused(query: dict[str, str], reference: str) -> str:
    """The query that names another revision than what stands before it."""
    if "ref" in query:
        if reference and reference != query["ref"]:
            return "ref"
        reference = query["ref"]
    for key, prefix in (("tag", "refs/tags/"), ("branch", "refs/heads/")):
        if value := query.get(key):
            full = value if value.startswith(prefix) else prefix + value
            if key == "branch" and "tag" in query:
                return key
            if reference and reference != full:
                return key
            reference = full
    return ""
