"""Unquoted words that are meant to be split, or never are."""

import pytest

from gorae.lint.shellcheck import is_meant
from gorae.stages import Scope


@pytest.mark.parametrize(
    ("code", "words", "meant"),
    [
        (2046, "$(nproc)", True),
        (2046, "$(nproc --all)", True),
        (2046, "`uname -m`", True),
        (2046, "$(dpkg --print-architecture | sed s/amd64/x64/)", True),
        (2046, "$(uname -m; cat x)", False),
        (2046, '$([ -n "$A" ] && echo "-tags $A")', True),
        (2046, "$(pkg-config --libs icu-uc)", True),
        (2046, "$(cat packages.txt)", False),
        (2046, "$(dirname $file)", False),
        (2086, "$savedAptMark", True),
        (2086, "${buildDeps}", True),
        (2086, "$PHPIZE_DEPS", True),
        (2086, "${NGINX_VERSION}", True),
        (2086, "$arch", True),
        (2086, "$HOME", False),
        (2086, "$file", False),
        (2086, "$search", False),
        (2086, "$marker", False),
        (2086, "$KNOWN", True),
        (2086, "$BLANK", False),
        (2154, "$arch", False),
    ],
)
def test_is_meant(code, words, meant):
    scope = Scope(variables=(("KNOWN", "/opt/app", "env"), ("BLANK", "a b", "env")))
    assert is_meant(code, words, scope) is meant
