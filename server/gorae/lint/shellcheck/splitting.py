"""Unquoted words that lack no quotes: lists that are to be split, and what is one word whatever happens.

ShellCheck cannot know either. Whoever asks for its codes by name has all of them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.stages import Scope

_IN_COMMAND, _OF_VARIABLE = 2046, 2086
# They print one word, or one line of it.
_ONE_WORD = (
    r"(?:nproc|arch|uname|getconf|whoami|hostname|which|type|id|xx-info|pg_config|php-config|lsb_release)\b"
    r"|(?:dpkg|apk|rpm)\s+-|command\s+-v|git\s+(?:describe|rev-parse)|go\s+(?:env|version)|ruby\s+-e"
)
# They print lists that are to be split, or options that may be left out.
_LIST = r"\[|test\b|if\b|pkg-config|pkgconf|\w+-config\b|go\s+list|find\b|cargo\s+pkgid|apt-mark|scanelf|ldd\b"
_FILTERS = r"(?:\s*\|\s*(?:sed|awk|tr|cut|grep|head|tail|sort|xargs|rev)\b[^;&]*)*"
_MEANT = re.compile(rf"(?:\$\(|`)\s*(?:(?:{_ONE_WORD})[^;&|]*{_FILTERS}|(?:{_LIST}).*)\s*[)`]", re.DOTALL)
_NAME = re.compile(r"\$\{?(\w+)")
_LISTS = re.compile(
    r"(?:deps|dependencies|pkgs|packages|opts|options|flags|args|arguments|extensions|exts|mark|config|_values)\Z",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?i:(?:\A|_)(?:version|release|arch|uid|gid|port|major|rid|commit|sha\d*|platform))\Z"
    r"|(?<=[a-z])(?:Version|Arch|Release)\Z"
)
_PLAIN = re.compile(r"[^\s*?\[]+")


def is_meant(code: int, words: str, scope: Scope) -> bool:
    """Whether a remark on missing quotes is about words that are meant to be split, or that never are."""
    if code == _IN_COMMAND:
        return _MEANT.fullmatch(words) is not None
    match = _NAME.match(words) if code == _OF_VARIABLE else None
    if match is None:
        return False
    name, value = match[1], scope.value(match[1])
    return bool(_LISTS.search(name) or _ONE.search(name) or (value and _PLAIN.fullmatch(value)))
