"""What is downloaded and then run or unpacked, unseen."""

import pytest

from lint.cases import findings_of

PIPED = [
    ("a pipe", "RUN curl -fsSL https://x.io/i.sh | sh", ["curl -fsSL https://x.io/i.sh | sh"]),
    ("through sudo", "RUN wget -qO- https://x.io/i | sudo -E bash -", ["wget -qO- https://x.io/i | sudo -E bash -"]),
    ("with arguments", "RUN curl https://x.io/i | sh -s -- -y", ["curl https://x.io/i | sh -s -- -y"]),
    ("through a filter", "RUN curl https://x.io/i | sed s/a/b/ | bash", ["curl https://x.io/i | sed s/a/b/ | bash"]),
    ("another interpreter", "RUN curl https://x.io/i | python3 -", ["curl https://x.io/i | python3 -"]),
    ("a substitution", 'RUN sh -c "$(curl -fsSL https://x.io/i)"', ["sh"]),
    ("a process", "RUN bash <(curl -s https://x.io/i)", ["bash"]),
    ("an address in a variable", "RUN curl $URL | sh", ["curl $URL | sh"]),
    ("an interpreter that only reads data", "RUN curl https://x.io/i | python3 -c 'import sys'", []),
    ("a script that reads data", "RUN curl https://x.io/i | sh convert.sh", []),
    ("a key", "RUN curl https://x.io/k | gpg --dearmor -o /k.gpg", []),
    ("to a file", "RUN curl -o /i.sh https://x.io/i.sh", []),
    ("the machine itself", "RUN curl http://localhost:8080/ready | sh", []),
    ("unfinished", "RUN curl https://x.io/i |", []),
]
TAR = "RUN curl -fsSL https://x.io/a.tar.gz | tar xz"
UNVERIFIED = [
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


@pytest.mark.parametrize(("why", "text", "found"), PIPED)
def test_piped_into_a_shell(why, text, found):
    assert findings_of(f"FROM debian:13\n{text}\n", "curl-pipe-shell") == found, why


@pytest.mark.parametrize(("why", "text", "found"), UNVERIFIED)
def test_not_verified(why, text, found):
    assert findings_of(f"FROM debian:13\n{text}\n", "download-not-verified") == found, why
