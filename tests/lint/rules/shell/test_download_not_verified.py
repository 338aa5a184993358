"""`download-not-verified` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import findings_of, problems_of

FILE_URL = "https://x.io/app"

DEBIAN = "FROM debian:13\n"

UNVERIFIED = "download-not-verified"

ARCHIVE_URL = "https://x.io/a.tgz"


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (f"curl -o a {FILE_URL}", "a"),
        (f"curl -oa {FILE_URL}", "a"),
        (f"curl -fsSLo a {FILE_URL}", "a"),
        (f"curl --output a {FILE_URL}", "a"),
        (f"curl --output=a {FILE_URL}", "a"),
        (f"curl -O {FILE_URL}", "app"),
        (f"curl -O {FILE_URL}?x=1", "app"),
        (f"curl --remote-name {FILE_URL}", "app"),
        (f"curl --output-dir /d -O {FILE_URL}", "/d/app"),
        (f"curl {FILE_URL} > a", "a"),
        (f"curl {FILE_URL} >| a", "a"),
        (f"curl {FILE_URL} 1> a", "a"),
        (f"curl {FILE_URL} 2> a", None),
        (f"curl -o - {FILE_URL}", None),
        (f"curl {FILE_URL}", None),
        (f"curl -H 'x: y' -o a {FILE_URL}", "a"),
        (f"curl --header x -o a {FILE_URL}", "a"),
        (f"wget {FILE_URL}", "app"),
        (f"wget -e robots=off {FILE_URL}", "app"),
        (f"wget -T 9 -O a {FILE_URL}", "a"),
        (f"wget -I x -O a {FILE_URL}", "a"),
        (f"curl -P /d -O {FILE_URL}", "app"),
        (f"curl --output-dir=/d --output a {FILE_URL}", "/d/a"),
        (f"wget -O a {FILE_URL}", "a"),
        (f"wget -o log {FILE_URL}", "app"),
        (f"wget -P /d {FILE_URL}", "/d/app"),
        (f"wget --directory-prefix=/d {FILE_URL}", "/d/app"),
        (f"wget -qO- {FILE_URL}", None),
        (f"wget -O /dev/stdout {FILE_URL}", None),
        (f"curl -I -o a {FILE_URL}", None),
        (f"curl -d x -o a {FILE_URL}", None),
        (f"curl --request POST -o a {FILE_URL}", None),
        (f"wget --spider -O a {FILE_URL}", None),
        ("curl -o a http://localhost/app", None),
        ("curl -o a $URL", "a"),
        ("curl -o a $URL $OTHER", "a"),
        ("curl -o a app", None),
        ("curl -o a", None),
        ("curl", None),
        ("wget -O", None),
        (f"fetch -o a {FILE_URL}", None),
    ],
)
def test_the_file_that_a_download_writes(command, file):
    use = file or "a"
    assert bool(findings_of(f"{DEBIAN}RUN {command}; sh {use}\n", UNVERIFIED)) is (file is not None)
    assert findings_of(f"{DEBIAN}RUN {command}; sh other-{use.rpartition('/')[2]}\n", UNVERIFIED) == []


@pytest.mark.parametrize(
    ("text", "variant", "name"),
    [
        (f"RUN curl -o x {ARCHIVE_URL} && tar xf x", "unpack", "a.tgz"),
        (f"RUN curl -o x {FILE_URL} && sh x", "run", "app"),
        (f"RUN curl -o x {FILE_URL}/ && sh x", "run", "app"),
        (f"RUN curl -o x {FILE_URL}?y=1 && sh x", "run", "app"),
        (f"ADD {ARCHIVE_URL} /t/\nRUN tar xf /t/a.tgz", "add-unpack", "a.tgz"),
        (f"ADD --chmod=755 {FILE_URL} /t/", "add-run", "app"),
    ],
)
def test_what_becomes_of_it(text, variant, name):
    (problem,) = problems_of(f"{DEBIAN}{text}\n", UNVERIFIED)
    assert (problem.finding.variant, dict(problem.finding.facts)["name"]) == (variant, name)
