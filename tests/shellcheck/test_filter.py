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
    ("why", "code", "words", "meant"),
    [
        ("backquotes work", 2006, "`arch`", True),
        ("nproc writes a number", 2046, "$(nproc)", True),
        ("with an option nproc writes a number as well", 2046, "$(nproc --all)", True),
        ("backquotes are the same substitution, of one word", 2046, "`uname -m`", True),
        (
            "an architecture's name is one word, also behind sed",
            2046,
            "$(dpkg --print-architecture | sed s/amd64/x64/)",
            True,
        ),
        ("the second command may write any file's words", 2046, "$(uname -m; cat x)", False),
        ("options that are there or not are to be split", 2046, '$([ -n "$A" ] && echo "-tags $A")', True),
        ("flags of a compiler are to be split", 2046, "$(pkg-config --libs icu-uc)", True),
        ("a list of packages in a file may have wildcards: that is worth saying", 2046, "$(cat packages.txt)", False),
        ("a folder's name may have spaces", 2046, "$(dirname $file)", False),
        ("the official images' script keeps packages in it, to be split", 2086, "$savedAptMark", True),
        ("a list of dependencies is to be split", 2086, "${buildDeps}", True),
        ("the PHP image sets it, to be split", 2086, "$PHPIZE_DEPS", True),
        ("a version is one word", 2086, "${NGINX_VERSION}", True),
        ("an architecture is one word", 2086, "$arch", True),
        ("a home is one word in an image", 2086, "$HOME", True),
        ("the home of a program is one word as well", 2086, "$JAVA_HOME", True),
        ("a name may have spaces", 2086, "$name", False),
        ("a word that only ends like an architecture may be anything", 2086, "$search", False),
        ("a word that only holds `mark` may be anything", 2086, "$marker", False),
        ("ENV gives it one word", 2086, "$KNOWN", True),
        ("ENV gives it two words", 2086, "$BLANK", False),
        ("a message with its format is printed as it is meant", 2059, '"$message"', True),
        ("dnf replaces it, not the shell", 2016, "'$basearch'", True),
        ("a variable that nobody sets is worth saying, whatever its name", 2154, "$arch", False),
        ("cutting a version leaves one word", 2046, "$(echo $VERSION | cut -d. -f1)", True),
        ("every sh of an image knows echo -n", 3037, "-n", True),
        ("dash writes echo's -e out", 3037, "-e", False),
        ("an echo in a substitution does no harm", 2116, "$(echo a)", True),
        ("extras of a Python package are no pattern", 2014, "[all]", True),
        ("find replaces braces, not in a substitution of the shell", 2014, "$(basename {})", False),
        ("a loop over one word may get more words later", 2043, "x", True),
    ],
)
def test_words(why, code, words, meant):
    assert is_noise(said(code, words)) is meant, why


@pytest.mark.parametrize(
    ("why", "code", "words", "script", "meant"),
    [
        ("mktemp does not fail where the build goes on", 2155, "GNUPGHOME", 'export GNUPGHOME="$(mktemp -d)"; x', True),
        (
            "a later command downloads, not this one",
            2155,
            "A",
            'export A="$(mktemp -d)" && curl -o $A/x https://a.io/x',
            True,
        ),
        ("the quotes do not hide the download", 2155, "A", 'export A="$(curl -s https://a.io/x)"', False),
        ("uname does not fail", 2155, "A", "export A=$(uname -m)", True),
        ("a description that is missing is seen later", 2155, "A", "export A=$(git describe --tags)", True),
        ("a download that fails would not be seen", 2155, "A", "export A=$(curl -s https://x.example | jq .v)", False),
        ("the variable was set to a path just before", 2115, '"$D"/*', 'D=/tmp/x; rm -rf "$D"/*', True),
        ("the variable was set to nothing", 2115, '"$D"/*', 'D=; rm -rf "$D"/*', False),
        ("ENV sets it to a path", 2115, '"$KNOWN"/*', 'rm -rf "$KNOWN"/*', True),
        ("another variable whose name ends alike was set", 2115, '"$D"/*', 'ID=1; rm -rf "$D"/*', False),
        ("every system has the folder, so cd does not fail", 2164, "cd /root", "cd /usr && a | sh && cd /root\n", True),
        ("every system has the folder for programs", 2164, "cd /usr/bin", "cd /usr/bin; ls", True),
        ("the folder may be missing", 2164, "cd src", "cd src; make", False),
        ("the folder under /opt may be missing", 2164, "cd /opt/app", "cd /opt/app; make", False),
        ("braces of a template are for the program", 1083, "{", "x --file {{.app}}", True),
        ("eval wants the words split", 2046, "$(echo ${A})", "eval $(echo ${A})", True),
        (
            "a word within an address is not split by spaces that it cannot have",
            2046,
            "$(cat v)",
            "curl https://x/go$(cat v).tgz",
            True,
        ),
        ("a whole word may be split", 2046, "$(cat v)", "curl $(cat v)", False),
        ("a word within a path is not split either", 2046, "$(cat v)", "cp a $(cat v)usr/", True),
        ("export keeps the assignment whole", 2046, "$(cat v)", "export A=$(cat v) && b", True),
        ("an option's value is one word", 2046, "$(cat v)", "./configure --host=$(cat v) b", True),
        ("an empty variable for one command is meant", 1007, " ", "A= cmd b", True),
        ("a release's name does not fail", 2155, "A", "export A=$(lsb_release -cs)", True),
        (
            "what was put together from words without spaces is one word",
            2086,
            "$ZIP",
            "ZIP=protoc-${ARCH}.zip && unzip $ZIP",
            True,
        ),
        ("what was set with a space is two", 2086, "$ZIP", 'ZIP="a b" && unzip $ZIP', False),
        ("what a command wrote may be several", 2086, "$ZIP", "ZIP=$(ls) && unzip $ZIP", False),
        ("a variable within an address is one word", 2086, "$ZIP", "curl https://x.y/v1/$ZIP", True),
        ("a variable behind an address may be several", 2086, "$ZIP", "curl https://x.y $ZIP", False),
        ("export of a file's lines is meant to be split", 2046, "$(cat v)", "export $(cat v)", True),
        ("two variables are emptied for one command", 1007, " ", "ARCH= OPENSSL_ARCH=x", True),
        ("a path behind an empty variable is more likely a slip", 1007, " ", "A= /opt", False),
        ("a script of its own has a shell of its own", 2028, '"a\\n"', '#!/bin/sh\necho "a\\n"', False),
        ("an equals sign is chmod's", 2283, "=2775", "chmod -R =2775 /opt", True),
        ("an equals sign at another command is a slip", 2283, "=1", "a =1", False),
        ("variables come from a file", 2154, "$a", "export $(cat .env) && b $a", True),
        ("variables come from a script that is read", 2154, "$a", ". ./env && b $a", True),
        ("the variable that is exported has another name", 2154, "$a", "export A=1 && b $a", False),
        ("versions are compared where an ARG was replaced", 2050, "==", '[ "20.04" == "22.04" ]', True),
        ("a name without its dollar sign is a slip", 2050, "=", '[ "TARGETARCH" = "arm64" ]', False),
        ("images with dnf have bash as sh", 3060, "${A//x/y}", "dnf install -y ${A//x/y}", True),
        ("images with apt have dash as sh", 3060, "${A//x/y}", "apt-get install -y ${A//x/y}", False),
        ("a brace that opens a group is not a template's", 1083, "{", "if a; then { b", False),
    ],
)
def test_places(why, code, words, script, meant):
    assert is_noise(said(code, words, script=script, family=None)) is meant, why


@pytest.mark.parametrize(
    ("why", "shell", "family", "meant"),
    [
        ("dash writes a line break", "sh", "debian", True),
        ("bash writes a backslash and an n", "bash", "debian", False),
        ("BusyBox writes a backslash and an n", "sh", "alpine", False),
    ],
)
def test_what_echo_writes(why, shell, family, meant):
    assert is_noise(said(2028, '"a\\n"', script=f'#!/bin/{shell}\necho "a\\n"', family=family)) is meant, why


@pytest.mark.parametrize(
    ("why", "code", "family", "meant"),
    [
        ("BusyBox's echo knows the options", 3037, "alpine", True),
        ("dash's does not know all of them", 3037, "debian", False),
        ("nobody knows the shell of an unknown image", 3037, None, False),
        ("dash knows local", 3043, "debian", True),
        ("BusyBox knows local", 3043, "alpine", True),
        ("an unknown shell may not", 3043, None, False),
        ("Red Hat's sh is bash, which knows declare", 3044, "redhat", True),
        ("BusyBox does not know it", 3044, "alpine", False),
        ("bash knows arrays", 3030, "redhat", True),
        ("process substitution is off in bash as sh", 3001, "redhat", False),
        ("BusyBox replaces within variables", 3060, "alpine", True),
        ("dash does not", 3060, "ubuntu", False),
        ("BusyBox passes arguments to what it reads", 2240, "alpine", True),
        ("dash does not pass them", 2240, "debian", False),
    ],
)
def test_what_the_shell_of_the_image_can_do(why, code, family, meant):
    assert is_noise(said(code, "x", family=family)) is meant, why


@pytest.mark.parametrize(
    ("why", "base", "meant"),
    [
        ("CircleCI's images set bash", "cimg/node:22.3", True),
        ("Jupyter's images set bash", "quay.io/jupyter/base-notebook", True),
        ("another's folder of that name says nothing", "x/cimg/a", False),
    ],
)
def test_bases_whose_shell_is_bash(why, base, meant):
    one = said(3010, "[[ a ]]", family=None)
    assert is_noise(one._replace(scope=one.scope._replace(base=base))) is meant, why


def test_variables_of_cmd_come_from_outside():
    assert is_noise(said(2154, "$CONFIG", script="app -f $CONFIG")._replace(runs_later=True)), "docker run -e sets it"
    assert not is_noise(said(2154, "$CONFIG", script="app -f $CONFIG")), "nothing sets it in a build"


@pytest.mark.parametrize(
    ("why", "script", "meant"),
    [
        ("uv installs a package with an extra", "uv pip install app[all]", True),
        ("an extra of the second package", "pip install 'a' b[x]", True),
        ("rm takes a pattern", "rm app[all]", False),
        ("no package has the extra", "pip install [all]", False),
    ],
)
def test_extras_of_python_packages(why, script, meant):
    words = script[script.index("[") :]
    assert is_noise(said(2102, words, script=script)) is meant, why
