"""The same verdict as hadolint, the program itself, on texts of our own: each rule where it speaks and where it does not."""

from __future__ import annotations

import re

import pytest

from compare_hadolint import compared, known_codes, of_gorae, of_hadolint, settings_of

# One text a row: what hadolint says of it is asked of hadolint, not written here.
TEXTS = (
    "# hadolint ignore=DL3006\nFROM debian\n",
    "# hadolint global ignore=DL3006\nFROM debian\n",
    "# hadolint ignore=DL3006,DL3007 # why not\nFROM debian\n",
    "FROM debian:13\nWORKDIR app\nWORKDIR /srv\nWORKDIR lib\nWORKDIR $X\nWORKDIR \"sub dir\"\n",
    "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nWORKDIR C:\\app\n",
    "FROM debian:13\nRUN ssh host\nRUN make && vim x\nRUN /usr/bin/top\nRUN service nginx start && true\n",
    "FROM debian:13\nRUN kill 1\nRUN ps aux && mount /x && free\nONBUILD RUN shutdown now\n",
    "FROM debian:13\nUSER root\n",
    "FROM debian:13\nUSER app\nUSER 0:0\n",
    "FROM debian:13 AS a\nUSER root\nFROM debian:13\nUSER root\nUSER app\n",
    "FROM debian:13\nRUN cd /tmp\nRUN cd /tmp && make\nRUN (cd /tmp; make)\nRUN make\nONBUILD RUN cd /x\n",
    "FROM debian:13\nRUN sudo make\nRUN make && sudo -u x make\nONBUILD RUN sudo x\n",
    "FROM debian\nFROM debian:13 AS base\nFROM base\nFROM scratch\nFROM $IMAGE\nFROM debian@sha256:0123\nFROM base-$X\n",
    "FROM ghcr.io/team/app\nFROM ghcr.io/team/app:1\nFROM team/app\n",
    "FROM debian:latest\nFROM debian:latest AS x\nFROM debian:$TAG\n",
    "FROM debian:13\nRUN apt-get install -y curl=8.1 git\nRUN apt-get install -y ./x.deb /tmp/y curl/stable\n",
    "FROM debian:13\nRUN apt-get install -y $PACKAGES\nRUN sudo apt-get install -y git\nRUN apt install git\n",
    "FROM debian:13\nRUN apt-get install -t sid -y git=1\nRUN apt-get -y --target-release=sid install git=2\n",
    "FROM debian:13\nRUN apt-get update\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN apt update\n",
    "FROM debian:13 AS a\nRUN apt-get update\nFROM debian:13 AS b\nRUN apt-get update\nFROM a\nRUN true\n",
    "FROM debian:13\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update\n",
    "FROM debian:13\nRUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update\n",
    "FROM debian:13\nRUN --mount=type=cache,target=/var/cache/apt apt-get update\n",
    "FROM debian:13\nCOPY a.tar.gz /tmp/\nRUN tar -xzf /tmp/a.tar.gz\nCOPY b.tar /tmp/c.tar\nRUN tar xf /tmp/c.tar\n",
    "FROM debian:13\nCOPY a.zip b.tgz /tmp/\nRUN unzip /tmp/a.zip\nRUN tar --extract -f /tmp/b.tgz\n",
    "FROM debian:13\nCOPY x.gz /tmp/\nRUN gunzip /tmp/x.gz\nCOPY --from=0 y.tar /\nRUN tar -xf /y.tar\n",
    "FROM debian:13\nEXPOSE 80 65535\nEXPOSE 65536\nEXPOSE 80-70000\nEXPOSE 80/udp\n",
    "FROM debian:13\nHEALTHCHECK CMD [\"a\"]\nHEALTHCHECK CMD [\"b\"]\nFROM debian:13\nHEALTHCHECK NONE\n",
    "FROM python:3.14\nRUN pip install flask\nRUN pip install flask==3.0\nRUN pip3 install -r requirements.txt\n",
    "FROM python:3.14\nRUN python -m pip install flask\nRUN pip install .\nRUN pip install -c c.txt flask\n",
    "FROM python:3.14\nRUN pip install git+https://x/y.git\nRUN pip install git+https://x/y.git@v1\nRUN pip install ./z\n",
    "FROM python:3.14\nRUN pip install --no-cache-dir --upgrade pip\nRUN pip install 'a>=1' b\nRUN pipenv install a\n",
    "FROM debian:13\nRUN apt-get install git=1\nRUN apt-get install -y git=1\nRUN apt-get -qq install git=1\n",
    "FROM debian:13\nRUN apt-get -q install git=1\nRUN apt-get install --yes git=1\nRUN apt-get install -q=2 git=1\n",
    "FROM debian:13\nRUN apt-get install --no-install-recommends -y git=1\nRUN apt-get install -y git=1\n",
    "FROM debian:13\nRUN apt-get install -o APT::Install-Recommends=false -y git=1\nONBUILD RUN apt-get install x\n",
    "FROM node:24\nRUN npm install\nRUN npm install express\nRUN npm install express@5\nRUN npm install -g @a/b\n",
    "FROM node:24\nRUN npm install @a/b@1\nRUN npm install ./local\nRUN npm install git+https://x/y.git#1\nRUN npm ci\n",
    "FROM alpine:3.22\nRUN apk add curl\nRUN apk add --no-cache curl=8\nRUN apk add --no-cache 'curl>8' git~2\n",
    "FROM alpine:3.22\nRUN apk add --no-cache --virtual .deps gcc=1\nRUN apk add --no-cache -t .deps gcc=1 x.apk\n",
    "FROM alpine:3.22\nRUN --mount=type=cache,target=/var/cache/apk apk add curl=8\nRUN apk add -U curl=8\n",
    "FROM debian:13\nADD a /b\nADD a.tar.gz /b\nADD https://x/y /b\nADD a.tgz b /c/\nADD $X /y\nADD a.zip /z\n",
    "FROM debian:13\nCOPY a b /c\nCOPY a b /c/\nCOPY a b .\nCOPY a /c\nCOPY [\"a\", \"b\", \"/c\"]\nCOPY a b \"/c/\"\n",
    "FROM debian:13 AS a\nFROM debian:13\nCOPY --from=a /x /y\nCOPY --from=0 /x /y\nCOPY --from=7 /x /y\n",
    "FROM debian:13\nCOPY --from=nginx /x /y\nCOPY --from=nginx:1 /x /y\nCOPY --from=later /x /y\nFROM debian:13 AS later\n",
    "FROM debian:13 AS a\nCOPY --from=a /x /y\nFROM debian:13 AS b\nCOPY --from=a /x /y\n",
    "FROM debian:13 AS a\nFROM debian:13 AS a\nFROM debian:13 AS A\n",
    "FROM debian:13\nCMD run\nENTRYPOINT run\nHEALTHCHECK CMD run\n",
    "FROM debian:13\nCMD [\"run\"]\nENTRYPOINT [\"run\"]\nHEALTHCHECK --interval=1s CMD [\"run\"]\n",
    "FROM ghcr.io/x/y:1\nFROM docker.io/x/y:1\nFROM x:1\nFROM mcr.microsoft.com/x:1 AS z\nFROM z\nFROM $X\n",
    "FROM x:1\nCOPY --from=ghcr.io/a/b:1 /a /b\nRUN --mount=type=bind,from=quay.io/a/b,target=/x ls /x\n",
    "FROM debian:13\nRUN apt update\nRUN apt-get moo\nRUN apt-cache policy\n",
    "FROM ruby:3\nRUN gem install rails\nRUN gem install rails:8\nRUN gem install rails -v 8\nRUN gem i a b:1\n",
    "FROM --platform=linux/amd64 debian:13\nFROM --platform=$BUILDPLATFORM debian:13\nFROM --platform=${TARGETPLATFORM} debian:13\n",
    "FROM almalinux:9\nRUN yum install git-2.0\nRUN yum install -y git-2.0 && yum clean all\nRUN yum -y groupinstall x\n",
    "FROM almalinux:9\nRUN yum install -y git-2.0\nRUN yum install -y git && rm -rf /var/cache/yum/*\nRUN yum clean all\n",
    "FROM almalinux:9\nARG V\nRUN yum install -y git-${V} && yum clean all\nRUN yum install -y git-$V && yum clean all\n",
    "FROM almalinux:9\nRUN yum module install -y nodejs:20 && yum clean all\nRUN yum module install -y nodejs\n",
    "FROM almalinux:9\nENV V=1\nFROM almalinux:9\nRUN yum install -y git-${V} a-b-1.0 c-d && yum clean all\n",
    "FROM opensuse/leap:16\nRUN zypper install git=1\nRUN zypper -n in git && zypper clean\nRUN zypper dup -y\n",
    "FROM opensuse/leap:16\nRUN zypper install -y a b=1 && zypper cc\nRUN zypper rm x\nRUN zypper patch -y\n",
    "FROM opensuse/leap:16\nRUN --mount=type=cache,target=/var/cache/zypp zypper install -y a=1\n",
    "FROM fedora:43\nRUN dnf install git-2\nRUN dnf install -y git && dnf clean all\nRUN microdnf install git-2.1\n",
    "FROM fedora:43\nRUN dnf upgrade -y\nRUN dnf clean all && dnf install -y a-1\nRUN dnf install -y x && rm -rf /var/cache/libdnf5*\n",
    "FROM fedora:43\nRUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y a-1\nRUN dnf group install -y x\n",
    "FROM python:3.14\nENV PIP_NO_CACHE_DIR=1\nRUN pip install a==1\nFROM debian:13\nRUN pip install a==1\n",
    "FROM python:3.14\nRUN PIP_NO_CACHE_DIR=1 pip install a==1\nRUN --mount=type=cache,target=/root/.cache/pip pip install a==1\n",
    "FROM python:3.14\nENV PIP_NO_CACHE_DIR=off\nRUN pip install a==1\nRUN python3 -m pipenv install a\nRUN pipx install a\n",
    "FROM debian:13\nONBUILD ONBUILD RUN x\nONBUILD FROM x\nONBUILD MAINTAINER x\nONBUILD RUN x\n",
    "FROM debian:13\nENV A=1 B=$A\nENV C=$C D=1\nENV A=2 E=$A\nENV F=1 G=${F}x\nENV H=1 I=$Hx\n",
    "FROM debian:13\nCOPY a b/\nCOPY a /b\nCOPY a $B\nWORKDIR /x\nCOPY a .\n",
    "FROM debian:13 AS a\nWORKDIR /x\nFROM a\nCOPY a .\nFROM debian:13\nCOPY a .\nCOPY a C:/x\n",
    "FROM debian:13\nRUN useradd -u 123456 x\nRUN useradd -l -u 123456 x\nRUN useradd -u 1000 x\nRUN useradd --uid 123456 x\n",
    "FROM debian:13\nRUN wget http://x\nRUN wget -q http://x\nRUN wget --progress=dot:giga http://x\nRUN wget -nv http://x\n",
    "FROM debian:13\nRUN wget -O x http://x\nRUN wget -o log http://x\nRUN wget -qO- http://x\nRUN wget --no-verbose x\n",
    "FROM debian:13\nLABEL Key=1\nLABEL a.b=1\nLABEL com.docker.x=1\nLABEL a..b=1 c--d=1\nLABEL -a=1\nLABEL a_=1\n",
    "FROM debian:13 AS a\nLABEL maintainer=\"a@b.co\" description=\"\" other=x\nFROM a\nLABEL version=1.2.3\n",
    "FROM debian:13\nLABEL maintainer=\"A B <a@b.co>\" org.opencontainers.image.created=2026-01-02T03:04:05Z\n",
    "FROM debian:13\nLABEL org.opencontainers.image.created=2026-01-02 org.opencontainers.image.licenses=MIT\n",
    "FROM debian:13\nLABEL org.opencontainers.image.licenses=Mit org.opencontainers.image.revision=0123abc\n",
    "FROM debian:13\nLABEL org.opencontainers.image.revision=0123ABC org.opencontainers.image.source=https://x/y\n",
    "FROM debian:13\nLABEL org.opencontainers.image.source=x/y org.opencontainers.image.version=1.2\n",
    "FROM debian:13\nLABEL org.opencontainers.image.version=v1.2.3 version=1.2.3-rc.1+build.5\n",
    "FROM debian:13\nLABEL org.opencontainers.image.url=$X version=$V org.opencontainers.image.licenses=\"MIT OR ISC\"\n",
    "FROM debian:13\nRUN a\nRUN b\nRUN c && d\nRUN e\n",
    "FROM debian:13\nRUN a\n# note\nRUN b\nENV X=1\nRUN c\nRUN --mount=type=cache,target=/x d\nRUN --mount=type=cache,target=/x e\n",
    "FROM debian:13\nRUN [ -f x ] && a\nRUN for i in 1 2; do b; done\nRUN $X\nRUN c | d\n",
    "FROM node:24\nRUN yarn install\nRUN yarn install && yarn cache clean\nRUN yarn cache clean && yarn install\n",
    "FROM node:24 AS a\nRUN yarn install\nFROM node:24\nRUN --mount=type=cache,target=/root/.cache/yarn yarn install\n",
    "ENV A=1\nFROM debian:13\n",
    "ARG A=1\n# x\nFROM debian:$A\n",
    "FROM golang:1\nRUN go install x.y/z\nRUN go install x.y/z@v1\nRUN go install x.y/z@latest\nRUN go install ./z\n",
    "FROM golang:1\nRUN go get x.y/z\nRUN go run x.y/z a b\nRUN go run x.y/z@v1 a\nRUN go build x\n",
    "FROM debian:13 AS scratch\nFROM debian:13 AS context\nFROM debian:13 AS Scratch\n",
    "FROM debian:13\nARG API_KEY\nARG NAME=1\nENV DB_PASSWORD=x\nENV A=1 GITHUB_TOKEN=x\nARG DOCKER_EMAIL\nARG username\n",
    "FROM --platform=$TARGETPLATFORM debian:13\nFROM --platform=${TARGETPLATFORM} debian:13\nFROM --platform=$TARGETOS debian:13\n",
    "FROM debian:13\nUSER app\nUSER 1000\nUSER app:1000\nUSER 1000:app\nARG U\nUSER $U\nUSER ${U}:1\nUSER $OTHER\n",
    "FROM debian:13 AS a\nFROM debian:13\nCOPY --from=a / /\nCOPY --from=a / /x\nCOPY --from=a /x /\nCOPY / /\n",
    "FROM debian:13\nMAINTAINER x\n",
    "FROM debian:13\nRUN wget -q x\nRUN curl x\nRUN wget -q y\nFROM debian:13\nRUN curl x\n",
    "FROM debian:13\nCMD [\"a\"]\nCMD [\"b\"]\nENTRYPOINT [\"a\"]\nENTRYPOINT [\"b\"]\nFROM debian:13\nCMD [\"a\"]\n",
    "FROM debian:13\nRUN ln -sf /bin/bash /bin/sh\nRUN ln -s /bin/sh /x\nRUN ln -s a b\n",
    "FROM debian:13\nRUN a | b\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN a | b\nFROM debian:13\nRUN a | b\n",
    "FROM debian:13\nSHELL [\"/bin/bash\", \"-c\"]\nRUN a | b\nRUN echo x | b\nRUN set -o pipefail; a | b\nRUN x=$(a | b)\n",
    "FROM debian:13\nSHELL [\"powershell\", \"-Command\"]\nRUN a | b\nRUN a || b\nRUN echo 'a | b'\n",
    "FROM debian:13\nRUN [\"apt-get\", \"install\", \"git\"]\nRUN [\"cd\", \"/x\"]\n",
    "FROM debian:13\nRUN <<EOF\napt-get install git\ncd /x\nEOF\n\nRUN ls\n",
    "FROM debian:13\nRUN apt-get \\\n  # note\n  install \\\n  git\n",
    "FROM debian:13\nRUN if true; then apt-get install git; fi\nRUN X=1 apt-get install git\nRUN y=$(apt-get install git)\n",
)  # fmt: skip


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    paths = []
    for number, text in enumerate(TEXTS):
        paths.append(folder / f"{number}.Dockerfile")
        paths[-1].write_text(text, encoding="utf-8", newline="")
    found = of_hadolint(paths)
    return [found.get(path) for path in paths]


@pytest.mark.parametrize("number", range(len(TEXTS)), ids=[text.split("\n")[1][:40] for text in TEXTS])
def test_the_verdict_is_hadolints(number, verdicts):
    theirs = verdicts[number]
    assert theirs is not None, "hadolint cannot parse this text"
    ours = of_gorae(TEXTS[number], settings_of())
    known = known_codes()
    differences = [
        (side, verdict)
        for side, verdict in compared(ours, theirs)
        if side in ("gorae", "hadolint") and verdict.code in known
    ]
    assert not differences


def test_each_of_hadolints_rules_speaks_somewhere(verdicts):
    spoken = {verdict.code for rows in verdicts for verdict in rows or ()}
    assert set(known_codes()) <= spoken


def test_a_rule_by_its_own_name_is_gorae_s_own():
    from lint.cases import findings_of

    chained = "FROM debian:13\nRUN cd /tmp && make\n"
    assert findings_of(chained, "run-cd-only") == []
    assert findings_of(chained, "DL3003") == ["cd"]


def test_a_finding_that_hadolint_does_not_have_is_without_its_name():
    from gorae.syntax import parse
    from lint.cases import check
    from lint.cases import settings_of as choosing

    text = "FROM debian:13\nRUN apt install -y git\nRUN apt-get install -y git\n"
    problems = check(parse(text), choosing("DL3008"))
    assert ["DL3008" in problem.aliases for problem in problems] == [False, True]


def test_the_sentence_says_whose_measure_it_is():
    from gorae.lint import messages
    from gorae.syntax import parse
    from lint.cases import check
    from lint.cases import settings_of as choosing

    (problem,) = check(parse("FROM debian:13\nRUN cd /tmp && make\n"), choosing("DL3003"))
    for language in ("ko", "en"):
        assert re.search("hadolint.*`DL3003`", messages.message(problem, language))


TWICE = 'FROM debian:13\nCMD ["a"]\nCMD ["b"]\nCMD ["c"]\n'
SERVER = 'FROM node:24\nEXPOSE 80\nCMD ["a"]\n'
EXEC = "FROM debian:13\nCMD exec a b\nENTRYPOINT exec a b\n"
SHELL = 'FROM debian:13 AS a\nSHELL ["/bin/bash", "-c"]\nCMD a b\nFROM a\nCMD a b\n'
BOTH = ("DL3025", "JSONArgsRecommended")


@pytest.mark.parametrize(
    ("why", "text", "name", "found"),
    [
        ("three CMDs: ours stands on those that are lost", TWICE, "cmd-duplicate", ["2 safe DL4003", "3 safe DL4003"]),
        (
            "three CMDs: hadolint's stands on those behind the first",
            TWICE,
            "DL4003",
            ["3 safe DL4003", "4 safe DL4003"],
        ),
        (
            "three CMDs: BuildKit's stands on those that are lost",
            TWICE,
            "MultipleInstructionsDisallowed",
            ["2 safe DL4003", "3 safe DL4003"],
        ),
        ("three CMDs: where all are chosen, at the places of ours", TWICE, "all", ["2 safe", "3 safe DL4003"]),
        ("no check: ours stands on what starts", SERVER, "healthcheck-missing", ["2 unsafe DL3057"]),
        ("no check: hadolint's stands on FROM", SERVER, "DL3057", ["1 unsafe DL3057"]),
        ("no check: where all are chosen, ours", SERVER, "all", ["2 unsafe"]),
        ("nothing starts: hadolint asks for a check all the same", SERVER[:13], "DL3057", ["1 none DL3057"]),
        ("nothing starts: where all are chosen, hadolint's", SERVER[:13], "all", ["1 none DL3057"]),
        ("exec in shell form: ours is content", EXEC, "cmd-shell-form", []),
        ("exec in shell form: hadolint's is not", EXEC, "DL3025", ["2 none DL3025", "3 none DL3025"]),
        (
            "exec in shell form: nor is BuildKit's",
            EXEC,
            "JSONArgsRecommended",
            ["2 none JSONArgsRecommended", "3 none JSONArgsRecommended"],
        ),
        (
            "exec in shell form: where all are chosen, both are named",
            EXEC,
            "all",
            ["2 none DL3025 JSONArgsRecommended", "3 none DL3025 JSONArgsRecommended"],
        ),
        (
            "shell form: ours has the fix and names both",
            SHELL,
            "cmd-shell-form",
            ["3 safe DL3025 JSONArgsRecommended", "5 safe DL3025 JSONArgsRecommended"],
        ),
        ("shell form: BuildKit's has it, too", SHELL, "JSONArgsRecommended", ["3 safe DL3025", "5 safe DL3025"]),
    ],
)
def test_one_problem_is_one_finding_at_the_place_of_who_was_asked(why, text, name, found):
    from gorae.lint.apply_fixes import preferred_fix
    from gorae.syntax import parse
    from lint.cases import check
    from lint.cases import settings_of as choosing

    looked_at = {TWICE: ("DL4003",), EXEC: BOTH, SHELL: BOTH}.get(text, ("DL3057",))
    rows = []
    for problem in check(parse(text), choosing(name)):
        if not set(looked_at).isdisjoint(problem.rule.codes):
            fix = preferred_fix(problem, unsafe=True)
            safety = "none" if fix is None else "safe" if fix.safe else "unsafe"
            line = text.count("\n", 0, problem.span.start) + 1
            rows.append(" ".join([str(line), safety, *(one for one in looked_at if one in problem.aliases)]))
    assert rows == found, why
