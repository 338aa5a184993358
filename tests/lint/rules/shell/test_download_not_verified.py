"""`download-not-verified` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, problems_of

FILE_URL = "https://x.io/app"


DEBIAN = "FROM debian:13\n"


UNVERIFIED = "download-not-verified"


ARCHIVE_URL = "https://x.io/a.tgz"


@pytest.mark.parametrize(
    ("why", "command", "file"),
    [
        ("curl's -o names the file", f"curl -o a {FILE_URL}", "a"),
        ("the name may be joined to it", f"curl -oa {FILE_URL}", "a"),
        ("it may end a bundle of options", f"curl -fsSLo a {FILE_URL}", "a"),
        ("the long option is the same", f"curl --output a {FILE_URL}", "a"),
        ("a value may be joined by an equals sign", f"curl --output=a {FILE_URL}", "a"),
        ("-O takes the address's last part", f"curl -O {FILE_URL}", "app"),
        ("without what it is asked with", f"curl -O {FILE_URL}?x=1", "app"),
        ("the long form of -O is the same", f"curl --remote-name {FILE_URL}", "app"),
        ("-O writes into the folder that another option names", f"curl --output-dir /d -O {FILE_URL}", "/d/app"),
        ("standard output goes to the file", f"curl {FILE_URL} > a", "a"),
        ("also where an old file may not be written over", f"curl {FILE_URL} >| a", "a"),
        ("also by its number", f"curl {FILE_URL} 1> a", "a"),
        ("what goes to the file are messages", f"curl {FILE_URL} 2> a", None),
        ("a dash is standard output", f"curl -o - {FILE_URL}", None),
        ("without a name it goes to standard output", f"curl {FILE_URL}", None),
        ("an option that takes a value takes the next word", f"curl -H 'x: y' -o a {FILE_URL}", "a"),
        ("its long form does as well", f"curl --header x -o a {FILE_URL}", "a"),
        ("wget writes the address's last part", f"wget {FILE_URL}", "app"),
        ("wget has options with values of its own", f"wget -e robots=off {FILE_URL}", "app"),
        ("its -T takes one", f"wget -T 9 -O a {FILE_URL}", "a"),
        ("its -I takes one", f"wget -I x -O a {FILE_URL}", "a"),
        ("curl's -P is another option than wget's", f"curl -P /d -O {FILE_URL}", "app"),
        ("a folder and a name are put together", f"curl --output-dir=/d --output a {FILE_URL}", "/d/a"),
        ("wget's -O names the file", f"wget -O a {FILE_URL}", "a"),
        ("wget's -o is the log", f"wget -o log {FILE_URL}", "app"),
        ("wget's -P names the folder", f"wget -P /d {FILE_URL}", "/d/app"),
        ("its long form is the same", f"wget --directory-prefix=/d {FILE_URL}", "/d/app"),
        ("a dash is standard output, also at the end of a bundle", f"wget -qO- {FILE_URL}", None),
        ("the device is standard output", f"wget -O /dev/stdout {FILE_URL}", None),
        ("a question for the headers loads nothing", f"curl -I -o a {FILE_URL}", None),
        ("what is sent is no download", f"curl -d x -o a {FILE_URL}", None),
        ("another method is no download", f"curl --request POST -o a {FILE_URL}", None),
        ("a spider loads nothing", f"wget --spider -O a {FILE_URL}", None),
        ("this machine serves it, and nobody in between", "curl -o a http://localhost/app", None),
        ("an address by a variable is one", "curl -o a $URL", "a"),
        ("the first of several is written to the name", "curl -o a $URL $OTHER", "a"),
        ("a word without a scheme is no address here", "curl -o a app", None),
        ("there is no address", "curl -o a", None),
        ("there is nothing at all", "curl", None),
        ("the option has no value", "wget -O", None),
        ("another program loads nothing that is known", f"fetch -o a {FILE_URL}", None),
    ],
)
def test_the_file_that_a_download_writes(why, command, file):
    use = file or "a"
    assert bool(findings_of(f"{DEBIAN}RUN {command}; sh {use}\n", UNVERIFIED)) is (file is not None)
    assert findings_of(f"{DEBIAN}RUN {command}; sh other-{use.rpartition('/')[2]}\n", UNVERIFIED) == []


@pytest.mark.parametrize(
    ("why", "text", "variant", "name"),
    [
        ("curl's file is unpacked", f"RUN curl -o x {ARCHIVE_URL} && tar xf x", "unpack", "a.tgz"),
        ("curl's file is run", f"RUN curl -o x {FILE_URL} && sh x", "run", "app"),
        ("a slash at the address's end is not its name", f"RUN curl -o x {FILE_URL}/ && sh x", "run", "app"),
        ("what an address is asked with is not its name", f"RUN curl -o x {FILE_URL}?y=1 && sh x", "run", "app"),
        ("ADD's file is unpacked by a RUN", f"ADD {ARCHIVE_URL} /t/\nRUN tar xf /t/a.tgz", "add-unpack", "a.tgz"),
        ("ADD makes it a program", f"ADD --chmod=755 {FILE_URL} /t/", "add-run", "app"),
    ],
)
def test_what_becomes_of_it(why, text, variant, name):
    (problem,) = problems_of(f"{DEBIAN}{text}\n", UNVERIFIED)
    assert (problem.finding.variant, dict(problem.finding.facts)["name"]) == (variant, name), why


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
    ("the digest is compared", f'{TAR} && echo "abc  a" | sha256sum -c', []),
    ("compared in a later RUN", "RUN wget https://x.io/a.tgz\nRUN sha256sum -c s a.tgz && tar xf a.tgz", []),
    (
        "the signature is checked",
        "RUN wget https://x.io/a.tgz https://x.io/a.tgz.asc && gpg --verify a.tgz.asc && tar xf a.tgz",
        [],
    ),
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
