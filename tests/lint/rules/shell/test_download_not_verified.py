"""`download-not-verified` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

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


TAR = "RUN curl -fsSL https://x.io/a.tar.gz | tar xz"


MORE_UNVERIFIED = [
    ("unpacked from a pipe", TAR, ["https://x.io/a.tar.gz"]),
    ("by its name", "RUN wget https://x.io/a.zip && unzip a.zip", ["https://x.io/a.zip"]),
    ("by -o at a bundle's end", "RUN curl -fsSLo /b/x https://x.io/x && chmod +x /b/x", ["https://x.io/x"]),
    ("by a redirection", "RUN curl https://x.io/x > /b/x; chmod 755 /b/x", ["https://x.io/x"]),
    ("by --output", "RUN curl --output /x.deb https://x.io/x.deb && dpkg -i /x.deb", ["https://x.io/x.deb"]),
    ("by -P", "RUN wget -q -P /tmp https://x.io/a.tgz && tar xf /tmp/a.tgz", ["https://x.io/a.tgz"]),
    ("in a later RUN", "RUN wget https://x.io/i.run\nRUN sh i.run", ["https://x.io/i.run"]),
    ("by ADD", "ADD https://x.io/a.tgz /tmp/\nRUN tar xf /tmp/a.tgz", ["https://x.io/a.tgz"]),
    ("by ADD --chmod", "ADD --chmod=755 https://x.io/tool /usr/bin/tool", ["https://x.io/tool"]),
    ("compared", f'{TAR} && echo "abc  a" | sha256sum -c', []),
    ("compared in a later RUN", "RUN wget https://x.io/a.tgz\nRUN sha256sum -c s a.tgz && tar xf a.tgz", []),
    ("signed", "RUN wget https://x.io/a.tgz https://x.io/a.tgz.asc && gpg --verify a.tgz.asc && tar xf a.tgz", []),
    ("with a checksum", "ADD --checksum=sha256:ab https://x.io/a.tgz /tmp/\nRUN tar xf /tmp/a.tgz", []),
    ("neither run nor unpacked", "RUN curl -o /etc/x.conf https://x.io/x.conf && chmod 644 /etc/x.conf", []),
    ("another file is unpacked", "RUN wget https://x.io/a.bin && tar xf b.tgz", []),
    ("a key", "RUN curl -o /etc/k.asc https://x.io/k.asc && chmod 755 /etc/k.asc", []),
    ("only looked up", "RUN V=$(curl -s https://x.io/index.tgz | tar xz -O v) && echo $V", []),
    ("a repository", "ADD https://github.com/a/b.git /b\nRUN sh /b/b.git", []),
    ("a question", "RUN curl -I https://x.io/a.tgz | tar xz", []),
]


@pytest.mark.parametrize(("why", "text", "found"), MORE_UNVERIFIED)
def test_not_verified(why, text, found):
    assert findings_of(f"FROM debian:13\n{text}\n", "download-not-verified") == found, why
