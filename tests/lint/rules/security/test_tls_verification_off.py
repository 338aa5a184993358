"""`tls-verification-off`: which words switch the check of certificates off, and which only look like it."""

from __future__ import annotations

import pytest

from lint.cases import findings_of, fixed, problems_of

RULE = "tls-verification-off"
OFF = {
    "curl's short option": ("RUN curl -k https://a.example/x", ["-k"]),
    "curl's long option": ("RUN curl --insecure https://a.example/x", ["--insecure"]),
    "curl's option among others": ("RUN curl -fsSLk https://a.example/x", ["-fsSLk"]),
    "wget for one download": ("RUN wget --no-check-certificate https://a.example/x", ["--no-check-certificate"]),
    "git for one command": ("RUN git -c http.sslVerify=false clone https://a.example/x.git", ["http.sslVerify=false"]),
    "git's configuration": ("RUN git config --global http.sslVerify false", ["http.sslVerify false"]),
    "git's variable before a command": (
        "RUN GIT_SSL_NO_VERIFY=1 git clone https://a.example/x",
        ["GIT_SSL_NO_VERIFY=1"],
    ),
    "git's variable, exported": ("RUN export GIT_SSL_NO_VERIFY=true && git pull", ["GIT_SSL_NO_VERIFY=true"]),
    "Node.js for all that follows": ("ENV NODE_TLS_REJECT_UNAUTHORIZED=0", ["NODE_TLS_REJECT_UNAUTHORIZED=0"]),
    "Node.js in the old form": ("ENV NODE_TLS_REJECT_UNAUTHORIZED 0", ["NODE_TLS_REJECT_UNAUTHORIZED 0"]),
    "Python, beside another variable": ("ENV A=1 PYTHONHTTPSVERIFY=0", ["PYTHONHTTPSVERIFY=0"]),
    "pip for one host": ("RUN pip install --trusted-host pypi.example app", ["--trusted-host"]),
    "pip, joined": ("RUN pip3 install --trusted-host=pypi.example app", ["--trusted-host=pypi.example"]),
    "pip through python": ("RUN python -m pip install --trusted-host pypi.example app", ["--trusted-host"]),
    "pip's variable": ("ENV PIP_TRUSTED_HOST=pypi.example", ["PIP_TRUSTED_HOST=pypi.example"]),
    "pip's configuration": (
        "RUN pip config set global.trusted-host pypi.example",
        ["global.trusted-host pypi.example"],
    ),
    "npm's configuration": ("RUN npm config set strict-ssl false", ["strict-ssl false"]),
    "npm with the sign": ("RUN npm config set strict-ssl=false", ["strict-ssl=false"]),
    "npm's variable in small letters": ("ENV npm_config_strict_ssl=false", ["npm_config_strict_ssl=false"]),
    "yarn's configuration": ("RUN yarn config set strict-ssl false -g", ["strict-ssl false"]),
    "npm's file": ('RUN echo "strict-ssl=false" >> /root/.npmrc', ['"strict-ssl=false"']),
    "pip's file": (
        'RUN printf "[global]\\ntrusted-host = pypi.example\\n" > /etc/pip.conf',
        ['"[global]\\ntrusted-host = pypi.example\\n"'],
    ),
    "a file of apt's": (
        """RUN echo 'Acquire::https::Verify-Peer "false";' > /etc/apt/apt.conf.d/99x""",
        ["""'Acquire::https::Verify-Peer "false";'"""],
    ),
    "yum's own tool": ("RUN yum-config-manager --setopt=sslverify=false --save", ["--setopt=sslverify=false"]),
    "dnf for one install": ("RUN dnf install -y --setopt=sslverify=false a", ["--setopt=sslverify=false"]),
    "apt for one update": (
        "RUN apt-get -o Acquire::https::Verify-Peer=false update",
        ["Acquire::https::Verify-Peer=false"],
    ),
    "conda's configuration": ("RUN conda config --set ssl_verify false", ["ssl_verify false"]),
    "in the exec form": ('RUN ["curl", "-k", "https://a.example/x"]', ['"-k"']),
    "what a later build runs": ("ONBUILD RUN curl -k https://a.example/x", ["-k"]),
    "through sudo": ("RUN sudo wget --no-check-certificate https://a.example", ["--no-check-certificate"]),
}
ON = {
    "a health check of the container itself has nobody between": "HEALTHCHECK CMD curl -k https://localhost:8443/",
    "the same by number": "HEALTHCHECK CMD curl -fk https://127.0.0.1/ || exit 1",
    "-k of another program": "RUN tar -k -xf a.tar",
    "-k as the value of an option": "RUN curl -okeys https://a.example/x",
    "a variable that switches nothing off": "ENV NODE_TLS_REJECT_UNAUTHORIZED=1 PYTHONHTTPSVERIFY=1",
    "a value that the build gives": "ENV NODE_TLS_REJECT_UNAUTHORIZED=$REJECT",
    "npm asked to check": "RUN npm config set strict-ssl true",
    "git told to check": "RUN git config --global http.sslVerify true",
    "words that are printed": "RUN echo 'use curl -k for tests'",
    "a trusted host that is this machine": "RUN pip install --trusted-host localhost --index-url http://localhost:3141 app",
}


@pytest.mark.parametrize(("line", "words"), OFF.values(), ids=OFF.keys())
def test_off(line: str, words: list[str]) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == words


@pytest.mark.parametrize("line", ON.values(), ids=ON.keys())
def test_on(line: str) -> None:
    assert findings_of(f"FROM debian:13\n{line}\n", RULE) == []


def test_each_finding_has_its_own_code_of_checkov() -> None:
    text = "FROM debian:13\nRUN curl -k https://a.example/x && wget --no-check-certificate https://a.example/y\n"
    assert [problem.aliases for problem in problems_of(text, RULE)] == [("CKV2_DOCKER_2",), ("CKV2_DOCKER_3",)]


def test_the_fix_keeps_the_other_letters_and_words() -> None:
    text = (
        "FROM debian:13\nRUN curl -fkL https://a.example/x && git -c http.sslVerify=false clone https://a.example/y\n"
    )
    assert fixed(text, RULE) == ("FROM debian:13\nRUN curl -fL https://a.example/x && git clone https://a.example/y\n")
