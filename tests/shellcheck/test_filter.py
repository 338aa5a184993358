"""Remarks that are no news in a Dockerfile."""

import pytest

from gorae.shellcheck.filter import CommentInContext, is_noise
from gorae.stages import Scope


def said(code, words, *, script=None, family="debian"):
    text = script if script is not None else words
    start = text.index(words)
    scope = Scope(os_family=family, variables=(("KNOWN", "/opt/app", "env"), ("BLANK", "a b", "env")))
    return CommentInContext(code, words, text, start, start + len(words), scope)


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
        (2086, "$HOME", True),
        (2086, "$JAVA_HOME", True),
        (2086, "$name", False),
        (2086, "$search", False),
        (2086, "$marker", False),
        (2086, "$KNOWN", True),
        (2086, "$BLANK", False),
        (2059, '"$message"', True),
        (2016, "'$basearch'", True),
        (2154, "$arch", False),
        (2046, "$(echo $VERSION | cut -d. -f1)", True),
        (3037, "-n", True),
        (3037, "-e", False),
        (2116, "$(echo a)", True),
        (2014, "[all]", True),
        (2014, "$(basename {})", False),
        (2043, "x", True),
    ],
)
def test_words(code, words, meant):
    assert is_noise(said(code, words)) is meant


@pytest.mark.parametrize(
    ("code", "words", "script", "meant"),
    [
        (2155, "GNUPGHOME", 'export GNUPGHOME="$(mktemp -d)"; x', True),
        (2155, "A", "export A=$(uname -m)", True),
        (2155, "A", "export A=$(git describe --tags)", True),
        (2155, "A", "export A=$(curl -s https://x.example | jq .v)", False),
        (2115, '"$D"/*', 'D=/tmp/x; rm -rf "$D"/*', True),
        (2115, '"$D"/*', 'D=; rm -rf "$D"/*', False),
        (2115, '"$KNOWN"/*', 'rm -rf "$KNOWN"/*', True),
        (2115, '"$D"/*', 'ID=1; rm -rf "$D"/*', False),
        (2164, "cd /root", "cd /usr && a | sh && cd /root\n", True),
        (2164, "cd /usr/bin", "cd /usr/bin; ls", True),
        (2164, "cd src", "cd src; make", False),
        (2164, "cd /opt/app", "cd /opt/app; make", False),
        (1083, "{", "x --file {{.app}}", True),
        (2046, "$(echo ${A})", "eval $(echo ${A})", True),
        (2046, "$(cat v)", "curl https://x/go$(cat v).tgz", True),
        (2046, "$(cat v)", "curl $(cat v)", False),
        (2046, "$(cat v)", "cp a $(cat v)usr/", True),
        (2046, "$(cat v)", "export A=$(cat v) && b", True),
        (2046, "$(cat v)", "./configure --host=$(cat v) b", True),
        (1007, " ", "A= cmd b", True),
        (2155, "A", "export A=$(lsb_release -cs)", True),
        (2086, "$ZIP", "ZIP=protoc-${ARCH}.zip && unzip $ZIP", True),
        (2086, "$ZIP", 'ZIP="a b" && unzip $ZIP', False),
        (2086, "$ZIP", "ZIP=$(ls) && unzip $ZIP", False),
        (2086, "$ZIP", "curl https://x.y/v1/$ZIP", True),
        (2086, "$ZIP", "curl https://x.y $ZIP", False),
        (2046, "$(cat v)", "export $(cat v)", True),
        (1007, " ", "ARCH= OPENSSL_ARCH=x", True),
        (1007, " ", "A= /opt", False),
        (2028, '"a\\n"', '#!/bin/sh\necho "a\\n"', False),
        (2283, "=2775", "chmod -R =2775 /opt", True),
        (2283, "=1", "a =1", False),
        (2154, "$a", "export $(cat .env) && b $a", True),
        (2154, "$a", ". ./env && b $a", True),
        (2154, "$a", "export A=1 && b $a", False),
        (2050, "==", '[ "20.04" == "22.04" ]', True),
        (2050, "=", '[ "TARGETARCH" = "arm64" ]', False),
        (3060, "${A//x/y}", "dnf install -y ${A//x/y}", True),
        (3060, "${A//x/y}", "apt-get install -y ${A//x/y}", False),
        (1083, "{", "if a; then { b", False),
    ],
)
def test_places(code, words, script, meant):
    assert is_noise(said(code, words, script=script, family=None)) is meant


@pytest.mark.parametrize(
    ("shell", "family", "meant"), [("sh", "debian", True), ("bash", "debian", False), ("sh", "alpine", False)]
)
def test_what_echo_writes(shell, family, meant):
    assert is_noise(said(2028, '"a\\n"', script=f'#!/bin/{shell}\necho "a\\n"', family=family)) is meant


@pytest.mark.parametrize(
    ("code", "family", "meant"),
    [
        (3037, "alpine", True),
        (3037, "debian", False),
        (3037, None, False),
        (3043, "debian", True),
        (3043, "alpine", True),
        (3043, None, False),
        (3044, "redhat", True),
        (3044, "alpine", False),
        (3030, "redhat", True),
        (3001, "redhat", False),
        (3060, "alpine", True),
        (3060, "ubuntu", False),
        (2240, "alpine", True),
        (2240, "debian", False),
    ],
)
def test_what_the_shell_of_the_image_can_do(code, family, meant):
    assert is_noise(said(code, "x", family=family)) is meant


@pytest.mark.parametrize(
    ("base", "meant"), [("cimg/node:22.3", True), ("quay.io/jupyter/base-notebook", True), ("x/cimg/a", False)]
)
def test_bases_whose_shell_is_bash(base, meant):
    one = said(3010, "[[ a ]]", family=None)
    assert is_noise(one._replace(scope=one.scope._replace(base=base))) is meant
