"""Remarks of ShellCheck's that are no news in a Dockerfile: what was intended, what cannot happen, what the shell can do.

ShellCheck knows neither the image, whose `sh` may be busybox or bash, nor that a build has no blanks in its paths.
Whoever asks for its codes by name has all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.dash import knows_pipefail
from gorae.images import contents, parse_reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.stages import Scope

# `$` in single quotes is what a configuration file is written with; the others are taste, or about files named by hand.
_TASTE = frozenset((
    1003, 2001, 2002, 2004, 2005, 2006, 2010, 2011, 2012, 2013, 2015, 2016, 2027, 2035, 2038, 2043, 2045, 2059, 2089, 2090, 2116, 2126, 2129, 2174,
    2181, 2185, 2196, 2197, 2211, 2231, 2235, 2268, 2291,
))  # fmt: skip
# What the `sh` of an image can do beyond POSIX: busybox's ash, Debian's dash, bash under the name of sh.
_OF_ASH = frozenset((2240, 3003, 3010, 3014, 3015, 3020, 3037, 3040, 3043, 3045, 3046, 3057, 3060))
_OF_DASH = frozenset((3043,))
_NOT_OF_BASH = frozenset((3001,))  # not while it is called sh
# What a script says of its image: the name may tell nothing, or of another image that is built on it.
_MANAGERS = (
    ("redhat", re.compile(r"\b(?:dnf|yum|microdnf|tdnf)\s")),
    ("alpine", re.compile(r"\bapk\s+(?:-\S+\s+)*(?:add|update)\b")),
    ("debian", re.compile(r"\bapt-get\s")),
)
# Bases whose SHELL is bash: an image hands its SHELL on (their Dockerfiles, 2026-11).
_ON_BASH = ("cimg/", "jupyter/", "quay.io/jupyter/")
_POSIX_CODES = range(3000, 4000)
_ECHO = 3037
_PIPEFAIL = 3040
_DOT = 2240  # arguments behind `.`
# They print one word, or one line of it.
_ONE_WORD = (
    r"(?:nproc|arch|uname|getconf|whoami|hostname|which|type|id|xx-info|readlink|realpath|pg_config|php-config|lsb_release|mktemp|pwd|date)\b"
    r"|(?:dpkg|apk|rpm)\s+-|command\s+-v|echo\s+\$\w+\s*\||git\s+(?:describe|rev-parse|show|log)|go\s+(?:env|version)|ruby\s+-e"
)
# They print lists that are to be split, or options that may be left out.
_LIST = (
    r"\[|test\b|if\b|pkg-config|pkgconf|\w+-config\b|go\s+list|find\b|cargo\s+pkgid|apt-mark|nix-store|scanelf|ldd\b"
)
_FILTERS = r"(?:\|\s*(?:sed|awk|tr|cut|grep|head|tail|sort|xargs|rev)\b[^;&]*)?"
_MEANT = re.compile(rf"(?:\$\(|`)\s*(?:(?:{_ONE_WORD})[^;&|]*{_FILTERS}|(?:{_LIST}).*)[)`]", re.DOTALL)
_CHMOD_BEFORE = re.compile(r"chmod(?:\s+-\S+)*\s+\Z")
# The one failure that builds meet, and that `export` hides: a download's.
_FETCHED = re.compile(r"\s*=\s*[\"']?(?:\$\(|`)[^\n)`]*\b(?:curl|wget)\b")
_EDGES = frozenset(" \t\n;&|()")
_NAME = re.compile(r"\$\{?(\w+)")
_LISTS = re.compile(
    r"(?:deps|dependencies|pkgs|packages|opts|options|flags|args|arguments|extensions|exts|mark|config|conf|_values)\Z",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?i:(?:\A|_)(?:version|ver|release|arch|uid|gid|port|major|rid|commit|sha\d*|platform|date|dir|path|home|root|url|pwd"
    r"|tmp|temp|ext|file|branch|tag|repo|revision|os|goos|goarch|triple|multiarch|top|prefix))\Z|(?<=[a-z])(?:Version|Arch|Multiarch|Release|Dir|Path|Url|Prefix)\Z"
)
_PLAIN = re.compile(r"[^\s*?\[]+")
_STANDARD = re.compile(r"cd\s+/(?:\w+|usr/(?:local/)?(?:s?bin|src|lib|share)|var/(?:lib|tmp|www)|usr/local)?/?")


class CommentInContext(NamedTuple):
    """A remark: the words that it is about, their place in the script, and what is in force there."""

    code: int
    words: str
    script: str
    start: int
    end: int
    scope: Scope
    runs_later: bool = False  # CMD, ENTRYPOINT and HEALTHCHECK: whoever starts the container may set variables


def is_noise(comment: CommentInContext) -> bool:
    """Whether a remark is about what was intended, what cannot happen, or what the image's shell can do."""
    if comment.code in _TASTE:
        return True
    if comment.code in _POSIX_CODES or comment.code == _DOT:
        return _can(comment)
    check = _CHECKS.get(comment.code)
    return check is not None and check(comment)


def _can(comment: CommentInContext) -> bool:
    if comment.code == _ECHO and comment.words == "-n":
        return True  # all shells of images know it
    family = next((name for name, found in _MANAGERS if found.search(comment.script)), None) or comment.scope.os_family
    if comment.scope.base is not None and comment.scope.base.startswith(_ON_BASH):
        return True
    if family in ("redhat", "suse", "photon", "arch"):
        return comment.code not in _NOT_OF_BASH
    if comment.code == _PIPEFAIL and family in ("debian", "ubuntu") and comment.scope.base is not None:
        reference = parse_reference(comment.scope.base)
        known = contents(reference) if reference is not None else None
        return knows_pipefail(known.system if known is not None else None)
    return comment.code in (
        _OF_ASH if family in ("alpine", "busybox", "wolfi") else _OF_DASH if family in ("debian", "ubuntu") else ()
    )


def _is_split(comment: CommentInContext) -> bool:
    """A list, a word, or a part of a word, such as of an address."""
    around = comment.script[max(comment.start - 1, 0) : comment.start] + comment.script[comment.end : comment.end + 1]
    takes_lists = comment.script[: comment.start].rstrip().endswith(("eval", "export", "echo"))  # which take lists
    return takes_lists or _MEANT.fullmatch(comment.words) is not None or not _EDGES.issuperset(around)


def _is_one_or_list(comment: CommentInContext) -> bool:
    match = _NAME.match(comment.words)
    if match is None:
        return False
    # `NAME=word` in the script itself; what is made of other variables is as they are.
    assigned = re.search(
        rf"(?:^|[\s;&(]){match[1]}=([^\s;&\"'`()$]|\$\{{?\w+\}}?)+(?=[\s;&)])", comment.script[: comment.start]
    )
    begin = max(comment.script.rfind(blank, 0, comment.start) for blank in " \t\n")
    in_address = "://" in comment.script[begin + 1 : comment.start]
    return in_address or assigned is not None or _LISTS.search(match[1]) is not None or _is_one(match[1], comment.scope)


def _is_one(name: str, scope: Scope) -> bool:
    value = scope.value(name)
    return _ONE.search(name) is not None or bool(value and _PLAIN.fullmatch(value))


def _is_constant(comment: CommentInContext) -> bool:
    """Whether both sides are numbers: what made the Dockerfile wrote them, and no `$` is missing."""
    line = comment.script[comment.script.rfind("\n", 0, comment.start) + 1 : comment.end + 80]
    return re.search(rf"[\"']?[\d.]+[\"']?\s+{re.escape(comment.words)}\s+[\"']?[\d.]+[\"']?", line) is not None


def _is_read_by_dash(comment: CommentInContext) -> bool:
    """Whether `echo` makes a newline of `\\n`: the one of dash, which is the `sh` of Debian and Ubuntu."""
    return comment.script.startswith(("#!/bin/sh", "#!/bin/dash")) and comment.scope.os_family in ("debian", "ubuntu")


def _is_emptied(comment: CommentInContext) -> bool:
    """Whether `A= B=1` empties a variable on purpose."""
    return re.match(r"\s*(?:\w+=|[;&]|$|\.\s|[a-z][\w-]*(?:\s|$))", comment.script[comment.end :]) is not None


def _has_no_substitution(comment: CommentInContext) -> bool:
    return "$(" not in comment.words and "`" not in comment.words


def _is_mode(comment: CommentInContext) -> bool:
    """Whether it is the mode of `chmod =2775`."""
    return _CHMOD_BEFORE.search(comment.script, max(comment.start - 200, 0), comment.start) is not None


def _may_come_from_elsewhere(comment: CommentInContext) -> bool:
    """Whether names of variables are worked out, or come from a file: `export $(…)`, `eval`, `. file`."""
    return comment.runs_later or (
        re.search(r"\b(?:export|declare)\s+[\"']?\$\(|\beval\b|(?:^|[\s;&(])(?:\.|source)\s", comment.script)
        is not None
    )


def _is_set(comment: CommentInContext) -> bool:
    """Whether the variable of `rm -rf "$X"/*` has a value: from ENV, or from the script before it."""
    names = _NAME.findall(comment.words)
    before = comment.script[: comment.start]
    return bool(names) and all(
        comment.scope.value(name) or re.search(rf"(?:^|[\s;&]){name}=[\"']?[^\s\"';]", before) for name in names
    )


def _does_not_fail(comment: CommentInContext) -> bool:
    return _FETCHED.match(comment.script, comment.end) is None


def _ends_or_is_there(comment: CommentInContext) -> bool:
    """Whether nothing follows `cd`, so that its failure ends the RUN, or it goes to a folder that every image has."""
    return not comment.script[comment.end :].strip(" \t\r\n;)}") or _STANDARD.fullmatch(comment.words) is not None


def _is_extra(comment: CommentInContext) -> bool:
    """Whether it is what a Python package is installed with: `pip install NAME[all]` meets no file of that name."""
    before = comment.script[max(comment.start - 60, 0) : comment.start]
    return (
        re.search(r"(?:^|[\s\"'])[A-Za-z][\w.-]*\Z", before) is not None
        and re.search(r"\b(?:pip3?|uv|pipx|poetry|pdm|conda)\b", comment.script) is not None
    )


def _is_template(comment: CommentInContext) -> bool:
    """Whether braces are those of `{{.name}}`, as `docker inspect -f` and others take them."""
    return "{{" in comment.script


_CHECKS: dict[int, Callable[[CommentInContext], bool]] = {
    1007: _is_emptied,
    1083: _is_template,
    2014: _has_no_substitution,
    2028: _is_read_by_dash,
    2046: _is_split,
    2050: _is_constant,
    2086: _is_one_or_list,
    2102: _is_extra,
    2115: _is_set,
    2154: _may_come_from_elsewhere,
    2283: _is_mode,
    2155: _does_not_fail,
    2164: _ends_or_is_there,
}
