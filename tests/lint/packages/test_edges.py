"""Where the rules on packages begin and end to speak: a text on either side of each condition."""

import pytest

from lint.cases import findings_of, fixed

APK, YES, DIST, APT, KEY, LISTS, RECOMMENDS, ALONE, MOUNT, DNF, HF, LATEST, PROMPT, CI, SORTED, PIN, PIP = (
    "apk-cache-kept", "apt-assume-yes-missing", "apt-dist-upgrade", "apt-instead-of-apt-get", "apt-key-deprecated", "apt-lists-kept",
    "apt-recommends-installed", "apt-update-alone", "cache-mount-missing", "dnf-cache-kept", "hf-cache-in-image", "latest-installed",
    "locale-or-timezone-prompt", "npm-install-not-ci", "packages-unsorted", "pip-version-unpinned", "pip-cache-kept",
)  # fmt: skip
D = "FROM debian:13\n"
A = "FROM alpine:3.22\n"
F = "FROM fedora:43\n"
N = "FROM node:24\n"
P = "FROM python:3.14\n"
U = "FROM ubuntu:26.04\n"
LATER = "FROM debian:13 AS last\n"
RM = "rm -rf /var/lib/apt/lists/*"

FOUND = [
    (APK, A + "RUN apk add a\n", ["apk add"]),
    (APK, A + "RUN apk update\n", ["apk update"]),
    (APK, A + "RUN apk update && apk add a\n", ["apk add"]),
    (APK, A + "RUN apk add --no-cache a\nRUN apk del a\nRUN apk add a && rm -rf /var/cache/apk/*\nRUN apk add --simulate a\n", []),
    (APK, A + "RUN --mount=type=cache,target=/var/cache/apk apk add a\nRUN --mount=type=tmpfs,target=/var apk add a\n", []),
    (APK, A + "RUN --mount=type=bind,target=/var/cache/apk apk add a\n", ["apk add"]),
    (APK, A + "RUN --mount=type=cache,target=/srv apk add a\n", ["apk add"]),
    (APK, A + "RUN --mount=type=cache apk add a\n", ["apk add"]),
    (APK, A + "RUN --mount=target=/var/cache/apk apk add a\n", ["apk add"]),
    (APK, A + "RUN apk add a && cd /var/cache/ && rm -rf apk\nRUN apk add a && cd /var/cache && rm -rf x\n", ["apk add"]),
    (APK, A + "RUN rm -rf /var/cache/apk && apk add a\n", ["apk add"]),
    (APK, A + "RUN apk add a && ls /var/cache/apk\n", ["apk add"]),
    (APK, "FROM alpine:3.22 AS a\nRUN apk add a\n" + LATER, []),
    (YES, D + "RUN apt-get install a\n", ["apt-get install"]),
    (YES, D + "RUN apt-get install -y a\nRUN apt-get -qq install a\nRUN apt-get install -q -q a\nRUN apt-get install -q=2 a\n", []),
    (YES, D + "RUN yes | apt-get install a\nRUN apt-get install a < /x\nRUN apt-get install -s a\nRUN apt-get update\n", []),
    (YES, D + "RUN apt-get install a > /x\nRUN ls && apt-get install -q a\n", ["apt-get install", "apt-get install"]),
    (YES, D + "RUN apt-get install $APT_OPTS a\nRUN apt-get install ${Opts} a\n", []),
    (YES, D + "RUN apt-get install $A $PACKAGES\nRUN apt-get install libopt a\nRUN apt-get install a$OPT\n", ["apt-get install"] * 3),
    (YES, D + "RUN echo 'APT::Get::Assume-Yes 1;' > /x\nRUN apt-get install a\n", []),
    (DIST, D + "RUN apt-get dist-upgrade\nRUN apt full-upgrade\nRUN apt-get upgrade\nRUN zypper dist-upgrade\nRUN apt-get\n",
     ["apt-get dist-upgrade", "apt full-upgrade"]),
    (KEY, D + "RUN apt-key add a\nRUN apt-key adv --x\nRUN apt-key list\nRUN gpg add a\nRUN apt-key\n", ["apt-key add", "apt-key adv"]),
    (LISTS, D + "RUN apt-get update && apt-get install a\n", ["apt-get update"]),
    (LISTS, D + f"RUN apt-get update && {RM}\nRUN apt-get update && apt-get distclean\n", []),
    (LISTS, D + "RUN apt-get distclean && apt-get update && a\n", ["apt-get update"]),
    (LISTS, D + "RUN apt-get update && b distclean\n", ["apt-get update"]),
    (LISTS, D + "RUN apt-get update && apk distclean\n", ["apt-get update"]),
    (RECOMMENDS, D + "RUN apt-get install a\n", ["apt-get install"]),
    (RECOMMENDS, D + "RUN apt-get build-dep a\n", ["apt-get build-dep"]),
    (RECOMMENDS, D + "RUN apt-get install --no-install-recommends a\nRUN apt-get install\nRUN apt-get update a\nRUN apt-get install -s a\n", []),
    (RECOMMENDS, D + "RUN apt-get install -R a\nRUN aptitude install -R a\n", ["apt-get install"]),
    (RECOMMENDS, D + "RUN apt-get install $APT_OPTS a\nRUN apt-get install ${Opts} a\n", []),
    (RECOMMENDS, D + "RUN apt-get install $A a\n", ["apt-get install"]),
    (RECOMMENDS, D + "RUN apt-get install libopt a\n", ["apt-get install"]),
    (RECOMMENDS, D + "RUN echo 'APT::Install-Recommends 0;' > /x\nRUN apt-get install a\n", []),
    (ALONE, D + "RUN apt-get update\nRUN apt-get install a\n", ["apt-get update"]),
    (ALONE, D + "RUN echo a && apt-get clean && apt-get update\nRUN apt-get install a\n", ["apt-get update"]),
    (ALONE, D + "RUN apt-get update\nRUN apt-get install ./a.deb\n", []),
    (ALONE, D + "RUN apt-get update\nRUN apt-get install ./a.deb b\n", ["apt-get update"]),
    (ALONE, D + "RUN apt-get update\nRUN apt-get clean\nRUN apk add a\n", []),
    (ALONE, D + "RUN apt-get update\nRUN apt-get clean && apk add b && apt-get install a\n", ["apt-get update"]),
    (ALONE, D + "RUN apt-get update\nRUN apt-get update && apt-get install a\nRUN apt-get install b\n", []),
    (ALONE, D + "RUN apt-get install a\nRUN apt-get update\n", []),
    (ALONE, D + "RUN apt-get update && apt-get install b\nRUN apt-get install a\n", []),
    (ALONE, D + "RUN apt-get update && make\nRUN apt-get install a\n", []),
    (ALONE, D + "RUN apt-get update && pip install x\nRUN apt-get install a\n", []),
    (ALONE, D + "RUN apk update\nRUN apt-get install a\n", []),
    (ALONE, D + "RUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN apt-get install a\n", []),
    (ALONE, "FROM debian:13 AS a\nRUN apt-get update\nFROM a\nRUN apt-get update && apt-get install a\nFROM a\nRUN apt-get install a\n", ["apt-get update"]),
    (ALONE, "FROM debian:13 AS a\nRUN apt-get update\nFROM debian:13\nRUN apt-get install a\n", []),
    (MOUNT, N + "RUN npm ci\n", ["npm ci"]),
    (MOUNT, N + "RUN npm run build\nRUN pip build\nRUN npm build\n", []),
    (MOUNT, "FROM golang:1.26\nRUN go build\nRUN gem install a\n", ["go build"]),
    (MOUNT, N + "RUN --mount=type=cache,target=/root/.npm npm ci\nRUN --mount=type=cache,target=/home/node/.npm npm ci\n", []),
    (MOUNT, N + "RUN --mount=type=cache,target=/root/.np npm ci\n", ["npm ci"]),
    (MOUNT, P + "RUN --mount=type=cache,target=/root/.cache pip install a\n", []),
    (MOUNT, P + "RUN --mount=type=cache,target=/root/.cach pip install a\n", ["pip install"]),
    (DNF, F + "RUN dnf install a\n", ["dnf install"]),
    (DNF, F + "RUN dnf install a && dnf clean all\nRUN dnf install a && rm -rf /var/cache/dnf\nRUN dnf remove a\n", []),
    (DNF, F + "RUN dnf clean all && dnf install a\n", ["dnf install"]),
    (DNF, F + "RUN dnf install a && dnf check\n", ["dnf install"]),
    (DNF, F + "RUN dnf install a && npm cache clean\n", ["dnf install"]),
    (DNF, F + "RUN --mount=type=cache,target=/var/cache/dnf dnf install a\nRUN --mount=type=cache,target=/var/cache/libdnf5/x dnf install a\n", []),
    (DNF, "FROM fedora:43 AS a\nRUN dnf install a\n" + LATER, []),
    ("dnf-assume-yes-missing", F + "RUN dnf install a\nRUN dnf check\nRUN apt-get install a\n", ["dnf install"]),
    ("dnf-assume-yes-missing", F + "RUN dnf install -y a\nRUN yes | dnf install a\nRUN dnf install a < /x\nRUN dnf install --downloadonly a\n", []),
    ("dnf-assume-yes-missing", F + "RUN dnf install $OPTS a\nRUN dnf install ${Opts} a\n", []),
    ("dnf-assume-yes-missing", F + "RUN dnf install $A a\nRUN dnf install libopt\nRUN dnf install a > /x\n", ["dnf install"] * 3),
    ("dnf-assume-yes-missing", F + "RUN echo assumeyes=True >> /etc/dnf/dnf.conf && dnf install a\nRUN dnf install b\n", []),
    (HF, P + "RUN python -c \"M.from_pretrained('x').save_pretrained('y')\"\n", ["save_pretrained"]),
    (HF, P + "RUN python -c \"M.from_pretrained('x')\"\nRUN python -c \"m.save('y')\"\n", []),
    (HF, P + "RUN python -c \"M.from_pretrained('x').save('y')\" && rm -rf ~/.cache\n", []),
    (HF, P + "RUN --mount=type=cache,target=/root/.cache python -c \"M.from_pretrained('x').save('y')\"\n", []),
    (HF, P + "RUN git clone https://huggingface.co/a/b\n", ["https://huggingface.co/a/b"]),
    (HF, P + "RUN git clone https://huggingface.co/a/b && rm -rf b/.git\nRUN GIT_LFS_SKIP_SMUDGE=1 git clone https://huggingface.co/a/b\n", []),
    (HF, "FROM python:3.14 AS a\nRUN git clone https://huggingface.co/a/b\n" + LATER, []),
    (LATEST, N + "RUN npm install a@latest b@1 c\nRUN npx d@latest\nRUN npm exec e@latest\n", ["a@latest", "d@latest", "e@latest"]),
    (LATEST, N + "RUN npm view a@latest\nRUN npm uninstall a@latest\nRUN pip install a@latest\nRUN npm install $A@latest\nRUN npx -x@latest\n", []),
    (LATEST, N + "RUN npx $A@latest\nRUN uv tool install a\nRUN uv tool run b@latest\n", ["b@latest"]),
    (PROMPT, U + "RUN apt-get install -y tzdata\n", ["tzdata"]),
    (PROMPT, D + "RUN apt-get install -y tzdata\n", []),
    (PROMPT, D + "RUN apt-get install -y postfix\n", ["postfix"]),
    (PROMPT, A + "RUN apk add tzdata postfix\nRUN dpkg-reconfigure a\n", []),
    (PROMPT, U + "RUN apt-get remove tzdata\nRUN pip install tzdata\nRUN apt-get install a\n", []),
    (PROMPT, U + "RUN DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata\nRUN ln -s /x /etc/localtime && apt-get install -y tzdata\n", []),
    (PROMPT, U + "RUN ln -s /x /etc/localtime\nRUN apt-get install -y tzdata\n", []),
    (PROMPT, U + "ENV DEBIAN_FRONTEND=teletype\nRUN apt-get install -y tzdata\n", []),
    (PROMPT, U + "ENV DEBIAN_FRONTEND=\nRUN apt-get install -y tzdata\n", ["tzdata"]),
    (PROMPT, U + "RUN DEBIAN_FRONTEND=teletype apt-get install -y tzdata\nRUN X=1 apt-get install -y tzdata\n", ["tzdata"]),
    (PROMPT, U + "RUN export DEBIAN_FRONTEND=teletype && apt-get install -y tzdata\n", []),
    (PROMPT, U + "RUN dpkg-reconfigure locales\n", ["dpkg-reconfigure locales"]),
    (PROMPT, U + "RUN echo 1 | dpkg-reconfigure locales\nRUN dpkg-reconfigure locales < /x\nRUN dpkg-reconfigure -f teletype locales\nRUN dpkg-reconfigure\nRUN dpkg locales\n", []),
    (PROMPT, U + "RUN dpkg-reconfigure locales > /x\n", ["dpkg-reconfigure locales"]),
    (CI, N + "COPY package-lock.json .\nRUN npm install\n", ["npm install"]),
    (CI, N + "COPY package*.json .\nRUN npm i\n", ["npm i"]),
    (CI, N + "COPY package.json .\nRUN npm install\n", []),
    (CI, N + "COPY . .\nRUN npm install\n", []),
    (CI, N + "COPY * .\nRUN npm install\n", []),
    (CI, N + "COPY package-lock.json .\nRUN npm ci\nRUN npm install a\nRUN npm add\nRUN npm install -g\nRUN yarn install\nRUN npm install $A\n", []),
    (CI, N + "RUN npm install\nCOPY package-lock.json .\n", []),
    (CI, N + "COPY package-lock.json .\nRUN rm package-lock.json\nRUN npm install\n", []),
    (CI, N + "COPY package-lock.json .\nRUN rm package-lock.json && npm install\n", []),
    (CI, N + "COPY package-lock.json .\nRUN ls package-lock.json\nENV X=1\nRUN npm install\n", ["npm install"]),
    (CI, N + "RUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm install\n", ["npm install"]),
    (CI, N + "RUN --mount=type=bind,source=,target=x --mount=type=cache,target=y npm install\n", []),
    (CI, N + "RUN --mount=type=bind,src=npm-shrinkwrap.json,target=a --mount=type=bind,source=b,target=b npm install\n", ["npm install"]),
    (CI, "FROM node:24 AS a\nCOPY package-lock.json .\nFROM a\nRUN npm install\n", ["npm install"]),
    (SORTED, D + "RUN apt-get install b a\n", ["b a"]),
    (SORTED, D + "RUN apt-get install a B 'c'\nRUN apt-get install ./b a\nRUN apt-get install $B a\nRUN apt-get install b* a\n", []),
    (SORTED, D + "RUN apt-get remove b a\nRUN pip install b a\nRUN apt-get install 'b' a\n", ["'b' a"]),
    (SORTED, D + "RUN apt-get install b \\\n  a\n", ["b \\\n  a"]),
    (APK, A + "RUN --mount=type=cache,target=/var/cache/apk/ apk add a\n", []),
    (APK, A + "RUN --mount=type=cache,target='/var/cache/apk' apk add a\n", []),
    (APK, A + "RUN apk add a && ls /var/cache && rm -rf apk\n", ["apk add"]),
    (APK, A + "RUN apk add a && cd && rm -rf /x\n", ["apk add"]),
    (PROMPT, U + "ENV A=1 DEBIAN_FRONTEND=teletype\nRUN apt-get install -y tzdata\n", []),
    (PIN, P + "RUN pip install a b==1 c\n", ["a b==1 c"]),
    (PIN, P + "RUN pip install a==1 ./b $C\nRUN pip uninstall a\nRUN npm install a\n", []),
    ("apk-version-unpinned", A + "RUN apk add -t .deps .deps2 a@edge\n", []),
    ("dnf-version-unpinned", F + "RUN dnf install @group a*\n", []),
    ("npm-version-unpinned", N + "RUN npm install @a/b\n", ["@a/b"]),
    ("go-version-unpinned", "FROM golang:1.26\nRUN go install x.io/a\nRUN go install cmd/vet\n", ["x.io/a"]),
    (PIP, P + "RUN pip install a\n", ["pip install"]),
    (PIP, P + "RUN pip install\nRUN pip install --no-cache-dir a\nRUN pip download a\nRUN pip install a && pip cache purge\nRUN pip install a && rm -rf ~/.cache\n", []),
    (PIP, P + "RUN pip cache purge && pip install a\n", ["pip install"]),
    (PIP, P + "RUN pip install a && pip list\n", ["pip install"]),
    (PIP, P + "ENV PIP_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c pip install a\n", []),
    (PIP, P + "ENV PIP_CACHE_DIR=\nRUN --mount=type=cache,target=/c pip install a\n", ["pip install"]),
    (PIP, P + "ENV PIP_NO_CACHE_DIR=1\nRUN pip install a\n", []),
    (PIP, P + "RUN pip config set global.no-cache-dir true\nRUN pip install a\n", []),
    (PIP, P + "RUN pip install a\nRUN pip config set global.no-cache-dir true\n", ["pip install"]),
    (PIP, P + "LABEL a=global.no-cache-dir\nRUN pip install a\n", ["pip install"]),
    (PIP, "FROM python:3.14 AS a\nRUN pip install a\n" + LATER, []),
    (PIP, P + "CMD pip install a\n", []),
    (PIN, P + "CMD pip install a\nONBUILD RUN pip install a\nONBUILD CMD pip install a\n", ["a"]),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    assert findings_of(text, rule) == found


GET = "RUN apt-get update && apt-get install a"
DOCKER_CLEAN = "rm -f /etc/apt/apt.conf.d/docker-clean"


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (APK, A + "RUN apk add a\n", A + "RUN apk add --no-cache a\n"),
        (APK, A + 'RUN ["apk", "add", "a"]\n', A + 'RUN ["apk", "add", "--no-cache", "a"]\n'),
        (APK, A + "RUN apk update && apk add a\n", A + "RUN apk add --no-cache a\n"),
        (APK, A + "RUN apk update\n", None),
        (APK, A + "RUN apk update && apk del a\n", None),
        (APK, A + "RUN apk update && apk upgrade && apk fix\n", A + "RUN apk upgrade --no-cache && apk fix --no-cache\n"),
        (YES, D + "RUN apt-get install a\n", D + "RUN apt-get install -y a\n"),
        (APT, D + "RUN apt install a\n", D + "RUN apt-get install a\n"),
        (APT, D + "RUN apt show a\n", D + "RUN apt-cache show a\n"),
        (APT, D + "RUN apt upgrade\n", D + "RUN apt-get upgrade --with-new-pkgs\n"),
        (APT, D + "RUN apt full-upgrade\n", D + "RUN apt-get dist-upgrade\n"),
        (APT, D + 'RUN ["apt", "upgrade"]\n', None),
        (APT, D + 'RUN ["apt", "install", "a"]\n', D + 'RUN ["apt-get", "install", "a"]\n'),
        (APT, D + "RUN /usr/bin/apt install a\n", D + "RUN /usr/bin/apt-get install a\n"),
        (APT, D + "RUN 'apt' install a\n", D + "RUN 'apt-get' install a\n"),
        (APT, D + "RUN apt list\n", None),
        (APT, D + "RUN apt\n", None),
        (LISTS, D + f"{GET}\n", D + f"{GET} && {RM}\n"),
        (LISTS, D + f"{GET}; ls\n", D + f"{GET}; ls; {RM}\n"),
        (LISTS, D + "RUN apt-get update; \\\n# why\n  ls; \\\n    make\n", D + f"RUN apt-get update; \\\n# why\n  ls; \\\n    make; \\\n  {RM}\n"),
        (LISTS, D + "RUN apt-get update \\\n  && ls\n", D + f"RUN apt-get update \\\n  && ls \\\n  && {RM}\n"),
        (LISTS, D + "RUN apt-get update && \\\n  ls\n", D + f"RUN apt-get update && \\\n  ls && \\\n  {RM}\n"),
        (LISTS, D + "RUN apt-get update && \\\nls\n", D + f"RUN apt-get update && \\\nls && \\\n    {RM}\n"),
        (LISTS, D + "RUN apt-get \\\n# why\n      update\n", D + f"RUN apt-get \\\n# why\n      update \\\n      && {RM}\n"),
        (LISTS, D + "RUN apt-get \\\nupdate\n", D + f"RUN apt-get \\\nupdate \\\n    && {RM}\n"),
        (LISTS, D.replace("\n", "\r\n") + "RUN apt-get update \\\r\n  && ls\r\n", D.replace("\n", "\r\n") + f"RUN apt-get update \\\r\n  && ls \\\r\n  && {RM}\r\n"),
        (LISTS, D + 'RUN ["apt-get", "update"]\n', None),
        (LISTS, D + "RUN apt-get update '\n", None),
        (LISTS, D + "RUN <<E\napt-get update\nmake\nE\n", None),
        (LISTS, D + "RUN (apt-get update)\n", None),
        (LISTS, D + "RUN apt-get update &\n", None),
        (LISTS, D + "RUN apt-get update; ls &\n", None),
        (LISTS, D + "RUN apt-get update || ls\n", None),
        (LISTS, D + "RUN apt-get update && exit 0\n", None),
        (LISTS, D + "RUN apt-get update && ls # why\n", None),
        (RECOMMENDS, D + "RUN apt-get install a\n", D + "RUN apt-get install --no-install-recommends a\n"),
        (RECOMMENDS, D + "RUN aptitude install a\n", D + "RUN aptitude install --without-recommends a\n"),
        (ALONE, D + "RUN apt-get update\nRUN apt-get install a\n", D + f"{GET}\n"),
        (ALONE, D + "  RUN apt-get update\nRUN ls; apt-get install a\n", D + "RUN ls; apt-get update; apt-get install a\n"),
        (ALONE, D + "RUN apt-get update\nRUN <<E\n  apt-get install a\nE\n", D + "RUN <<E\n  apt-get update\n  apt-get install a\nE\n"),
        (ALONE, D + "RUN apt-get update\nRUN <<E\nls && apt-get install a\nE\n", None),
        (ALONE, D + "RUN apt-get \\\n update\nRUN apt-get install a\n", None),
        (ALONE, D + "RUN \\\n# why\n apt-get update\nRUN apt-get install a\n", None),
        (ALONE, D + 'RUN ["apt-get", "update"]\nRUN apt-get install a\n', None),
        (ALONE, D + "RUN <<E\napt-get update\nE\nRUN apt-get install a\n", None),
        (ALONE, D + "RUN echo a && apt-get update\nRUN apt-get install a\n", None),
        (ALONE, D + 'RUN apt-get update\nRUN ["apt-get", "install", "a"]\n', None),
        (ALONE, D + "RUN apt-get update\nRUN (apt-get install a)\n", None),
        (ALONE, D + "RUN apt-get update\nRUN apt-get install a | cat\n", None),
        (ALONE, D + "RUN apt-get update\nRUN ! apt-get install a\n", None),
        (ALONE, D + "RUN apt-get update\nRUN ls || apt-get install a\n", None),
        (ALONE, D + "RUN apt-get update\nRUN apt-get install a '\n", None),
        (MOUNT, N + "RUN npm ci\n", N + "RUN --mount=type=cache,target=/root/.npm \\\n    npm ci\n"),
        (MOUNT, N + "USER node\nRUN npm ci\n", None),
        (MOUNT, F + "USER 1000\nRUN dnf install a\n", F + "USER 1000\nRUN --mount=type=cache,target=/var/cache/dnf,sharing=locked \\\n    dnf install a\n"),
        (MOUNT, F + "USER 1000\nRUN dnf install a && npm ci\n", None),
        (MOUNT, N + 'RUN ["npm", "ci"]\n', N + 'RUN --mount=type=cache,target=/root/.npm ["npm", "ci"]\n'),
        (MOUNT, N + "RUN <<E\nnpm ci\nE\n", N + "RUN --mount=type=cache,target=/root/.npm <<E\nnpm ci\nE\n"),
        (
            MOUNT,
            D + f"{GET} && {RM}\n",
            D + "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\n"
            f"    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\n    {DOCKER_CLEAN} \\\n    && apt-get update && apt-get install a\n",
        ),
        (
            MOUNT,
            D + "RUN <<E\napt-get install a\nE\n",
            D + "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked --mount=type=cache,target=/var/lib/apt,sharing=locked <<E\n"
            "apt-get install a\nE\n",
        ),
        (MOUNT, P + "RUN pip install --no-cache-dir a\n", P + "RUN --mount=type=cache,target=/root/.cache/pip \\\n    pip install a\n"),
        (MOUNT, P + 'RUN ["pip", "install", "--no-cache-dir", "a"]\n', P + 'RUN --mount=type=cache,target=/root/.cache/pip ["pip", "install", "a"]\n'),
        (DNF, F + "RUN dnf install a\n", F + "RUN dnf install a && dnf clean all\n"),
        (DNF, F + "RUN (dnf install a)\n", None),
        ("dnf-assume-yes-missing", F + "RUN dnf install a\n", F + "RUN dnf install -y a\n"),
        (PROMPT, U + "RUN apt-get install -y tzdata\n", U + "RUN DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata\n"),
        (PROMPT, U + "RUN sudo apt-get install -y tzdata\n", U + "RUN sudo DEBIAN_FRONTEND=noninteractive apt-get install -y tzdata\n"),
        (PROMPT, U + "RUN timeout 9 apt-get install -y tzdata\n", None),
        (PROMPT, U + 'RUN ["apt-get", "install", "-y", "tzdata"]\n', None),
        (CI, N + "COPY package-lock.json .\nRUN npm install\n", N + "COPY package-lock.json .\nRUN npm ci\n"),
        (SORTED, D + "RUN apt-get install c a b\n", D + "RUN apt-get install a b c\n"),
        (SORTED, D + "RUN apt-get install B a\n", D + "RUN apt-get install a B\n"),
        (SORTED, D + "RUN apt-get install \\\n  b \\\n# why\n  a\n", None),
        (PIP, P + "RUN pip install a\n", P + "RUN pip install --no-cache-dir a\n"),
    ],
)  # fmt: skip
def test_fixed(rule, text, after):
    assert findings_of(text, rule)
    assert fixed(text, rule) == (after or text)


def test_the_names_of_a_long_list():
    from lint.cases import problems_of

    for names, shown in (("a b c", "a, b, c"), ("a b c d", "a, b, c, …")):
        (problem,) = problems_of(P + f"RUN pip install {names}\n", PIN)
        assert dict(problem.finding.facts)["names"] == shown


def test_what_the_index_is_for():
    from lint.cases import problems_of

    for text, variant, command in (("apk update", "update", "apk update"), ("apk update && apk add a", "", "apk add")):
        (problem,) = problems_of(A + f"RUN {text}\n", APK)
        assert (problem.finding.variant, dict(problem.finding.facts)["command"]) == (variant, command)
    for action, instead in (("install a", "apt-get"), ("show a", "apt-cache")):
        (problem,) = problems_of(D + f"RUN apt {action}\n", APT)
        assert dict(problem.finding.facts)["instead"] == instead
