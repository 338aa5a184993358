"""Where the rules on users begin and end to speak: a text on either side of each condition."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed, fixes_of, told_of

ROOT_FILES, DATA, WRITE, GROUPS, MISSING, UNKNOWN, NAMED, LAST, UNUSED, SPARSE, OPEN, OWNED, NUMBER = (
    "copy-owned-by-root", "root-keeps-data", "user-cannot-write", "user-groups-dropped", "user-missing", "user-name-unknown",
    "user-named", "user-root-last", "user-unused", "useradd-sparse-log", "world-writable", "executable-owned-by-user",
    "user-uid-fixed-needed",
)  # fmt: skip
D = "FROM debian:13\n"
W = "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\n"
S = "FROM scratch\n"
X = "FROM ghcr.io/team/app:1\n"
START = 'CMD ["serve"]\n'
STATIC = "FROM gcr.io/distroless/static-debian13\n"

FOUND = [
    (ROOT_FILES, D + "USER app\nCOPY a /b/\n", ["COPY"]),
    (ROOT_FILES, D + "USER app\nCOPY --chown=app a /b/\nCOPY a\n", []),
    (ROOT_FILES, D + "COPY a /b/\nUSER root\nCOPY a /b/\nUSER 0:0\nADD a /b\n", []),
    (ROOT_FILES, W + "USER app\nCOPY a /b/\n", []),
    (ROOT_FILES, D + "USER app\nCOPY a /b/\nUSER root\nRUN chown -R app /b/\n", []),
    (ROOT_FILES, D + "USER app\nCOPY a /b\nUSER root\nRUN ls && chgrp app /x /b\n", []),
    (ROOT_FILES, D + "USER app\nCOPY a /b/\nUSER root\nRUN chown app /\n", []),
    (ROOT_FILES, D + "USER app\nCOPY a /b/\nUSER root\nRUN chown app /c\nRUN chmod 755 /b\n", ["COPY"]),
    (ROOT_FILES, D + "RUN chown app /b\nUSER app\nCOPY a /b/\n", ["COPY"]),
    (DATA, D + "VOLUME /data\n" + START, ["/data"]),
    (DATA, D + "USER app\nVOLUME /data\n" + START, []),
    (DATA, D + "RUN apt-get install gosu\nVOLUME /data\n" + START, []),
    (DATA, D + "WORKDIR /srv/x\n" + START, ["/srv/x"]),
    (DATA, D + "COPY a /var/lib/app/\n" + START, ["/var/lib/app/"]),
    (DATA, D + "RUN mkdir -p /var/log/app\n" + START, ["/var/log/app"]),
    (DATA, D + "RUN rm -r /var/log/app\nRUN mkdir /opt\nENV A=/data\nUSER root\nEXPOSE /data\nCOPY\nRUN mkdir -p /var/lib/apt/x\n" + START, []),
    (DATA, X + "VOLUME /data\n" + START, []),
    (WRITE, "FROM node:24\nUSER node\nRUN --security=insecure apt-get update\n", []),
    (WRITE, "FROM node:24\nUSER node\nRUN apt-get install --download-only --print-uris x\n", ["apt-get install"]),
    (WRITE, "FROM node:24\nUSER node\nRUN apt-get\nRUN yum groupinstall x\n", ["yum groupinstall"]),
    (WRITE, "FROM alpine:3.22\nUSER 1000\nRUN apk add --root /x a\nRUN dnf --installroot=/x install a\n", []),
    (WRITE, "FROM node:24\nWORKDIR /app\nUSER node\nRUN sudo npm ci\n", []),
    (WRITE, "FROM node:24\nWORKDIR /app\nUSER node\nRUN npm run x && pnpm add a\n", ["pnpm"]),
    (WRITE, "FROM node:24\nWORKDIR /app\nUSER node\nRUN yarn --version\n", ["yarn"]),
    (WRITE, "FROM node:24\nWORKDIR /app\nUSER node\nRUN npm --version\nRUN npm\nRUN make install\n", []),
    (WRITE, "FROM node:24\nWORKDIR /app\nUSER node\nRUN if x; then npm ci; fi\n", []),
    (WRITE, "FROM node:24\nWORKDIR /app\nUSER node\nRUN mkdir $D ~/d\n", []),
    (WRITE, "FROM node:24\nUSER node\nRUN npm ci\nWORKDIR /app\n", []),
    (WRITE, "FROM node:24\nWORKDIR /app\nUSER node\nWORKDIR /home/node\nRUN npm ci\n", []),
    (WRITE, "FROM node:24\nWORKDIR $APP\nUSER node\nRUN npm ci\n", []),
    (WRITE, S + "WORKDIR /app\nUSER 1000\nRUN mkdir d\n", ["d"]),
    (WRITE, "FROM tomcat:11\nWORKDIR /app\nUSER 1000\nRUN mkdir d\n", []),
    (WRITE, W + "USER app\nRUN mkdir d\nVOLUME C:/data\nRUN x\n", []),
    (WRITE, STATIC + "USER 1000\nVOLUME /data\nCMD [\"/a\"]\n", ["/data"]),
    (WRITE, X + "USER 1000\nVOLUME /data\nCMD x\n", []),
    (WRITE, "FROM node:24\nUSER node\nVOLUME $DATA\nVOLUME data\nVOLUME /tmp/x\nVOLUME /etc\nCMD x\n", []),
    (WRITE, "FROM node:24\nVOLUME /data\nUSER node\n", []),
    (WRITE, "FROM node:24\nVOLUME /data\nUSER node\nCMD x\n", ["/data"]),
    (WRITE, "FROM node:24\nRUN tool /data\nUSER node\nVOLUME /data\nCMD x\n", []),
    (WRITE, "FROM node:24\nUSER node\nWORKDIR /data\nVOLUME /data\nCMD x\n", []),
    (WRITE, "FROM node:24\nWORKDIR /data\nUSER node\nVOLUME /data\nCMD x\n", ["/data"]),
    (WRITE, "FROM node:24\nUSER node\nVOLUME /data\nWORKDIR /data\nCMD x\n", ["/data"]),
    (WRITE, "FROM node:24\nUSER node\nVOLUME /data\nUSER root\nRUN chown node /data\nUSER node\nCMD x\n", []),
    (WRITE, "FROM node:24\nWORKDIR /app\nCOPY --chmod=777 a .\nUSER node\nRUN npm ci\n", []),
    (WRITE, "FROM node:24\nWORKDIR /app\nCOPY --chown=node a.js b.js /x/\nUSER node\nRUN npm ci\n", ["npm"]),
    (WRITE, "FROM node:24\nWORKDIR /app\nCOPY a .\nUSER node\nRUN npm ci\n", ["npm"]),
    (WRITE, "FROM node:24\nWORKDIR /app\nUSER node\nRUN npm ci\nUSER root\nRUN chown node /app\nCOPY --chown=node a /app\n", ["npm"]),
    (WRITE, "FROM node:24\nWORKDIR /app\nRUN chown node /srv\nUSER node\nRUN npm ci\n", ["npm"]),
    (GROUPS, D + "RUN useradd -G docker app\nUSER app:app\n", [":app"]),
    (GROUPS, D + "RUN usermod -aG docker app\nUSER app:app\n", [":app"]),
    (GROUPS, D + "RUN usermod -a -G docker,video app\nUSER app:app\n", [":app"]),
    (GROUPS, D + "RUN gpasswd -a app docker\nUSER app:app\n", [":app"]),
    (GROUPS, D + "RUN addgroup app docker\nUSER app:app\n", [":app"]),
    (GROUPS, D + "RUN adduser app docker\nUSER app:app\n", [":app"]),
    (GROUPS, D + "RUN useradd -G docker app\nUSER app\nUSER app:docker\nUSER app:\nUSER $U:app\nUSER 'app:app'\n", []),
    (GROUPS, D + "RUN useradd -G docker root\nRUN useradd -G docker 1000\nUSER root:app\nUSER 1000:app\n", []),
    (GROUPS, D + "RUN useradd -aG docker app\nUSER app:app\n", []),
    (GROUPS, D + "RUN gpasswd -d app docker\nRUN gpasswd -a other docker\nUSER app:app\n", []),
    (GROUPS, D + "RUN addgroup app\nRUN addgroup other docker\nRUN addgroup app a b\nRUN groups app x\nUSER app:app\n", []),
    (GROUPS, D + "USER app:app\nRUN useradd -G docker app\n", []),
    (MISSING, D + START, ["CMD"]),
    ("DS-0002", D, ["debian:13"]),
    ("DS-0002", "FROM python:3.14\nCMD [\"python3\"]\n", ["CMD"]),
    (MISSING, D + "HEALTHCHECK CMD x\n", ["debian:13"]),
    (MISSING, "FROM httpd:2.4\n", ["httpd:2.4"]),
    (MISSING, "FROM $X\n", []),
    (MISSING, "FROM python:3.14\nCMD [\"python3\"]\n", []),
    (MISSING, "FROM python:3.14\nEXPOSE 80\nCMD [\"python3\"]\n", ["CMD"]),
    (MISSING, "FROM python:3.14\nCMD [\"python3\", \"a.py\"]\n", ["CMD"]),
    (MISSING, D + "CMD [\"a\"]\nENTRYPOINT []\n", ["CMD"]),
    (MISSING, D, []),
    (MISSING, D + "RUN ls\n" + START + "RUN ls\n", ["CMD"]),
    (MISSING, D + "ENTRYPOINT [\"a\"]\nCMD [\"b\"]\nRUN ls\n", ["CMD"]),
    (MISSING, D + START + "ENTRYPOINT [\"a\"]\n", ["CMD"]),
    (MISSING, S + "COPY a /\n", []),
    (MISSING, S + START, ["CMD"]),
    (MISSING, X + START, []),
    (MISSING, STATIC.replace("13\n", "13:nonroot\n") + START, []),
    (MISSING, D + "RUN apt-get install gosu\n" + START, []),
    (MISSING, D + "USER root\n" + START, []),
    (UNKNOWN, S + "USER app\n", ["app"]),
    (UNKNOWN, S + "COPY --chown=app:1 a /b\n", ["app:1"]),
    (UNKNOWN, S + "USER 1000\nUSER $U\nCOPY --chown=1:1 a /b\nCOPY a /b\nWORKDIR --chown=app /x\n", []),
    (UNKNOWN, D + "USER app\n", []),
    (UNKNOWN, S + "COPY passwd /etc/\nUSER app\n", []),
    (UNKNOWN, S + "COPY a /etc/passwd\nUSER app\n", []),
    (UNKNOWN, S + "COPY x/etc/ a.txt /y/\nUSER app\n", []),
    (UNKNOWN, S + "COPY x/group /y/\nUSER app\n", []),
    (UNKNOWN, S + "COPY x/hosts /y/\nUSER app\n", ["app"]),
    (UNKNOWN, S + "COPY rootfs /\nUSER app\n", []),
    (UNKNOWN, S + "COPY a.bin /\nUSER app\n", ["app"]),
    (UNKNOWN, S + "COPY a.bin rootfs .\nUSER app\n", []),
    (UNKNOWN, S + "ADD a.tar /\nUSER app\n", []),
    (UNKNOWN, S + "ENV A=/\nUSER app\n", ["app"]),
    (UNKNOWN, S + "WORKDIR /etc\nVOLUME /etc/passwd\nUSER app\n", ["app"]),
    (UNKNOWN, S + "SHELL [\"/x\"]\nUSER app\n", []),
    (UNKNOWN, "FROM scratch AS a\nADD a.tar /\nFROM a\nUSER app\n", []),
    (NAMED, D + "USER app\n", ["app"]),
    (NAMED, D + "USER 1000\n", []),
    (NAMED, D + "USER root\n", []),
    (NAMED, D + "USER $U\n", []),
    (NAMED, D + "USER :1000\n", []),
    (NAMED, D + START, []),
    (NAMED, "FROM debian:13 AS a\nUSER app\nFROM a\n", []),
    (LAST, D + "USER root\n" + START, ["root"]),
    (LAST, D + "USER root\nUSER app\n" + START, []),
    (LAST, D + "RUN apt-get install gosu\nUSER root\n" + START, []),
    (LAST, "FROM debian:13 AS a\nUSER root\nFROM a\n" + START, ["a"]),
    (UNUSED, D + "RUN useradd app\n" + START, ["CMD"]),
    (UNUSED, D + "RUN useradd app\n", []),
    (UNUSED, D + "RUN useradd app\nUSER app\n" + START, []),
    (UNUSED, D + "RUN useradd app\nUSER root\n" + START, []),
    (UNUSED, D + "RUN useradd app\nRUN apt-get install gosu\n" + START, []),
    (UNUSED, D + "RUN useradd vscode\n" + START, []),
    (UNUSED, D + "RUN useradd $U\n" + START, []),
    (UNUSED, D + "RUN useradd app && chown app /x\n" + START, []),
    (UNUSED, D + "RUN useradd app && chown root /x\n" + START, ["CMD"]),
    (UNUSED, D + "RUN useradd app\nCOPY --chown=app a b\n" + START, []),
    (UNUSED, D + "RUN useradd app\nCOPY my-app b\n" + START, ["CMD"]),
    (UNUSED, "FROM debian:13 AS app\nRUN useradd app\n" + START, ["CMD"]),
    (UNUSED, D + "RUN useradd app\nENTRYPOINT [\"nginx\"]\n" + START, []),
    (UNUSED, X + "RUN useradd app\n" + START, []),
    (UNUSED, D + "RUN useradd app\n" + START + "RUN ls\n", ["CMD"]),
    (SPARSE, D + "RUN useradd -u 123456 app\n", ["123456"]),
    (SPARSE, D + "ONBUILD CMD useradd -u 123456 app\n", []),
    (SPARSE, D + "ONBUILD RUN useradd --uid 123456 app\n", ["123456"]),
    (SPARSE, D + "RUN useradd -u 99999 a && useradd -u 100000 b\n", ["100000"]),
    (SPARSE, D + "RUN useradd -l -u 123456 app\nRUN useradd -u $U app\nRUN adduser -u 123456 app\nCMD useradd -u 123456 app\n", []),
    (OPEN, D + "RUN chmod 777 /x\n", ["777"]),
    (OPEN, D + "RUN chmod 0666 /x && chmod a+w /x && chmod o=rw /x && mkdir -m 777 /x && install -m 666 a b\n", ["0666", "a+w", "o=rw", "777", "666"]),
    (OPEN, D + "RUN chmod 755 /x && chmod 1777 /x && chmod u+w /x && chmod a+rwt /x && chmod a+r /x && chmod o=rwt /x && chmod a-w /x\n", []),
    (OPEN, D + "RUN chmod a+w,o+t /x\n", []),
    (OPEN, D + "RUN chmod 777 /dev/x\nRUN chmod 777\nRUN chmod 77777 /x\n", []),
    (OPEN, D + "RUN chmod 777 /dev/x /y\n", ["777"]),
    (OPEN, D + "COPY --chmod=777 a b\nADD --chmod=666 a b\nCOPY --chmod= a b\nCOPY --chmod a b\n", ["777", "666"]),
    (OPEN, D + "CMD chmod 777 /x\n", []),
    (OPEN, D + "RUN mkdir /x && install a b\n", []),
    (OPEN, "FROM debian:13 AS a\nRUN chmod 777 /x\n" + D, []),
    (OWNED, D + "USER app\nCOPY --chown=app serve /b/\nCMD [\"/b/serve\"]\n", ["app"]),
    (OWNED, D + "USER app\nCOPY --chown=app serve/ /b\nCMD [\"/b\"]\n", ["app"]),
    (OWNED, D + "USER app\nCOPY --chown=other serve /b/\nCMD [\"/b/serve\"]\n", []),
    (OWNED, D + "USER app\nCOPY --chown=app serve x /b/\nCMD [\"/b/serve\"]\n", []),
    (OWNED, D + "USER app\nCOPY --chown= serve /b/\nCMD [\"/b/serve\"]\n", []),
    (OWNED, D + "USER app\nCOPY --chown serve /b/\nCMD [\"/b/serve\"]\n", []),
    (OWNED, D + "USER app\nCOPY serve /b/\nCMD [\"/b/serve\"]\n", []),
    (OWNED, D + "USER app\nCOPY --chown=app serve /b/\nCMD [\"/c/serve\"]\n", []),
    (OWNED, D + "USER app\nCOPY --chown=app serve /b/\n", []),
    (OWNED, D + "USER root\nCOPY --chown=root serve /b/\nCMD [\"/b/serve\"]\n", []),
    (OWNED, D + "USER $U\nCOPY --chown=$U serve /b/\nCMD [\"/b/serve\"]\n", []),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "found"), FOUND)
def test_found(rule, text, found):
    found_by_default = told_of(text, rule) if rule == MISSING else findings_of(text, rule)
    assert found_by_default == found


def test_who_chooses_the_rule_by_its_name_is_told_of_tools_too():
    assert findings_of('FROM python:3.14\nCMD ["python3"]\n', MISSING) == ["CMD"]
    assert findings_of("FROM debian:13\n", MISSING) == ["debian:13"]


MADE = "RUN useradd --system --create-home --shell /usr/sbin/nologin app"
MADE_ON_ALPINE = "RUN adduser -S -D app"


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (ROOT_FILES, D + "USER app\nCOPY a /b/\n", D + "USER app\nCOPY --chown=app a /b/\n"),
        (ROOT_FILES, S + "USER app\nCOPY a /b/\n", None),
        (ROOT_FILES, S + "USER 1000:1000\nCOPY a /b/\n", S + "USER 1000:1000\nCOPY --chown=1000:1000 a /b/\n"),
        (MISSING, D + START, D + f"{MADE}\nUSER app\n" + START),
        (MISSING, D.lower() + START.lower(), D.lower() + f"{MADE.replace('RUN', 'run')}\nuser app\n" + START.lower()),
        (MISSING, D + "  # why\n  CMD x\n", D + f"  {MADE}\n  USER app\n  # why\n  CMD x\n"),
        (MISSING, D + "CMD x\nRUN ls\n", D + f"CMD x\nRUN ls\n{MADE}\nUSER app\n"),
        (MISSING, D + "CMD x\nENTRYPOINT y\n", D + f"{MADE}\nUSER app\nCMD x\nENTRYPOINT y\n"),
        (MISSING, "FROM alpine:3.22\n" + START, f"FROM alpine:3.22\n{MADE_ON_ALPINE}\nUSER app\n" + START),
        (MISSING, "FROM busybox:1.37\n" + START, f"FROM busybox:1.37\n{MADE_ON_ALPINE}\nUSER app\n" + START),
        (MISSING, D + 'SHELL ["pwsh", "-c"]\n' + START, D + 'SHELL ["pwsh", "-c"]\nUSER 65532:65532\n' + START),
        (MISSING, "FROM alpine:3.22\n" + 'SHELL ["pwsh"]\n' + START, "FROM alpine:3.22\n" + 'SHELL ["pwsh"]\nUSER 65532:65532\n' + START),
        (MISSING, S + START, S + "USER 65532:65532\n" + START),
        (MISSING, D + "RUN useradd one && useradd two\n" + START, D + "RUN useradd one && useradd two\nUSER two\n" + START),
        (MISSING, D + "RUN useradd one && useradd $U\n" + START, D + "RUN useradd one && useradd $U\nUSER one\n" + START),
        (MISSING, "FROM node:24\n" + START, "FROM node:24\nUSER node\n" + START),
        (
            MISSING,
            "FROM nginx:1.29\n" + START,
            "FROM nginx:1.29\nRUN chown -R nginx /var/cache/nginx && touch /run/nginx.pid && chown nginx /run/nginx.pid\n"
            "USER nginx\n" + START,
        ),
        (MISSING, D + "WORKDIR /a\n" + START, D + f"WORKDIR /a\n{MADE} && chown app /a\nUSER app\n" + START),
        (MISSING, D + "CMD x\nWORKDIR /a", D + f"CMD x\nWORKDIR /a\n{MADE} && chown app /a\nUSER app"),
        (MISSING, D + "WORKDIR /opt\n" + START, D + f"WORKDIR /opt\n{MADE}\nUSER app\n" + START),
        (MISSING, D + "WORKDIR a\n" + START, D + f"WORKDIR a\n{MADE}\nUSER app\n" + START),
        (MISSING, D + 'WORKDIR "/a b"\n' + START, D + f'WORKDIR "/a b"\n{MADE}\nUSER app\n' + START),
        (MISSING, D + "WORKDIR /a$B\n" + START, D + f"WORKDIR /a$B\n{MADE} && chown app /a\nUSER app\n" + START),
        (LAST, D + "USER root\n" + START, D + f"USER root\n{MADE}\nUSER app\n" + START),
        (LAST, D + "USER app\nUSER root\n" + START, D + "USER app\nUSER root\nUSER app\n" + START),
        (LAST, D + "USER app:1\nUSER root\nCMD x\nRUN ls\n", D + "USER app:1\nUSER root\nCMD x\nRUN ls\nUSER app:1\n"),
        (LAST, D + "USER 0\nUSER app\nUSER 0\nUSER root\n" + START, D + "USER 0\nUSER app\nUSER 0\nUSER root\nUSER app\n" + START),
        (LAST, D + "USER\nUSER root\n" + START, D + f"USER\nUSER root\n{MADE}\nUSER app\n" + START),
        (UNKNOWN, S + "USER app:root\n", S + "USER 65532:0\n"),
        (UNKNOWN, S + 'USER "app:$G"\n', S + "USER 65532:$G\n"),
        (UNKNOWN, S + "USER 7:app\n", S + "USER 7:65532\n"),
        (SPARSE, D + "RUN useradd -u 123456 app\n", D + "RUN useradd -l -u 123456 app\n"),
        (SPARSE, D + 'RUN ["useradd", "-u", "123456", "app"]\n', None),
        (SPARSE, D + 'ONBUILD RUN ["useradd", "-u", "123456", "app"]\n', None),
        (OPEN, D + "RUN chmod 777 /x\n", D + "RUN chmod 775 /x\n"),
        (OPEN, D + "RUN chmod a+w /x\n", D + "RUN chmod ug+w /x\n"),
        (OPEN, D + "RUN chmod a+rwx /x\n", D + "RUN chmod ug+rwx,o+rx /x\n"),
        (OPEN, D + "RUN chmod o+w /x\n", None),
        (OPEN, D + "RUN chmod u+x,a+w /x\n", None),
        (OWNED, D + "USER app\nCOPY  --chown=app serve /b/\nCMD [\"/b/serve\"]\n", D + "USER app\nCOPY serve /b/\nCMD [\"/b/serve\"]\n"),
        (GROUPS, D + "RUN useradd -G docker app\nUSER app:app\n", D + "RUN useradd -G docker app\nUSER app\n"),
        (WRITE, "FROM node:24\nuser node\nrun apt-get update\n", "FROM node:24\nuser node\nuser root\nrun apt-get update\nuser node\n"),
        (WRITE, S + "WORKDIR /app\nUSER 1000\nRUN mkdir d\n", None),
        (WRITE, 'FROM node:24\nSHELL ["pwsh"]\nWORKDIR /app\nUSER node\nVOLUME /data\nCMD x\n', None),
        (WRITE, STATIC + "USER 1000\nVOLUME /data\nCMD [\"/a\"]\n", None),
        (WRITE, "FROM node:24\nVOLUME /data\nUSER node\nCMD x\n", None),
        (WRITE, "FROM node:24\nUSER 1000\nUSER node\nVOLUME /data\nCMD x\n", None),
        (WRITE, 'FROM node:24\nUSER node\nVOLUME ["/data x"]\nCMD x\n', None),
    ],
)  # fmt: skip
def test_fixed(rule, text, after):
    assert findings_of(text, rule)
    assert fixed(text, rule) == (after or text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (D + "RUN useradd -u 1234 app\nUSER app\n", "1234"),
        (D + "RUN adduser -u 1234 app\nUSER app:x\n", "1234:x"),
        (D + "RUN useradd app\nUSER app\n", None),
        (D + "RUN useradd -u $U app\nUSER app\n", None),
        (D + "RUN useradd -u 1234 other\nUSER app\n", None),
        (D + "RUN usermod -u 1234 app\nUSER app\n", None),
        (D + "RUN addgroup -g 9 app && adduser -u 1234 app\nUSER app\n", "1234"),
        (D + "USER nobody\n", "65534"),
        ("FROM busybox:1.37\nUSER nobody\n", None),
        (STATIC + "USER nonroot\n", "65532"),
        (STATIC + "USER nobody\n", "65534"),
        ("FROM node:24\nUSER node\n", "1000"),
        ("FROM oven/bun:1\nUSER bun\n", "1000"),
        (X + "USER node\n", None),
        ("FROM $BASE\nUSER node\n", None),
    ],
)
def test_the_number_of_a_user(tmp_path, text, number):
    (tmp_path / "k8s").mkdir()
    (tmp_path / "k8s/deployment.yaml").write_text(
        "kind: Deployment\nspec: {securityContext: {runAsNonRoot: true}}\n", encoding="utf-8"
    )
    (tmp_path / "deployment.yaml").write_text(
        "kind: Deployment\nspec: {securityContext: {runAsNonRoot: true}}\n", encoding="utf-8"
    )
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    head = text[: text.rindex("USER ")]
    assert fixes_of(text, NUMBER, context) == [[f"{head}USER {number}\n"] if number else []]


@pytest.mark.parametrize(
    "text",
    [
        D + "USER $U\n",
        D + "USER 1000\n",
        D + "USER root\n",
        W + "USER app\n",
        "FROM debian:13 AS a\nUSER app\nFROM a\n",
    ],
)
def test_users_whose_number_is_not_asked_for(tmp_path, text):
    (tmp_path / "k8s").mkdir()
    (tmp_path / "deployment.yaml").write_text(
        "kind: Deployment\nspec: {securityContext: {runAsNonRoot: true}}\n", encoding="utf-8"
    )
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(text, NUMBER, context) == []


@pytest.mark.parametrize(
    ("text", "script", "found"),
    [
        ('COPY run.sh /r\nENTRYPOINT ["/r"]\n', "#!/bin/sh\nexec gosu app x\n", []),
        ('COPY run.sh /r\nENTRYPOINT ["/r"]\n', "#!/bin/sh\nexec x\n", ["ENTRYPOINT"]),
        ('COPY run.sh /r/\nENTRYPOINT ["run.sh"]\n', "#!/bin/sh\nexec su-exec app x\n", []),
        ('COPY --from=x run.sh /r/\nENTRYPOINT ["run.sh"]\n', "#!/bin/sh\nexec su-exec app x\n", ["ENTRYPOINT"]),
        (
            'COPY run.sh /r/\nENTRYPOINT ["a", "b", "c", "d", "run.sh"]\n',
            "#!/bin/sh\nexec su-exec app x\n",
            ["ENTRYPOINT"],
        ),
    ],
)
def test_a_start_script_may_give_root_up(tmp_path, text, script, found):
    (tmp_path / "run.sh").write_text(script, encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(D + text, MISSING, context) == found


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("FROM node:24\nUSER node\n", "FROM node:24\nUSER 1000\n"),
        ("FROM node:24\nUSER node:node\n", "FROM node:24\nUSER 1000:node\n"),
        (D + "USER app\n", D + "USER app\n"),
    ],
)
def test_a_name_becomes_the_number_that_is_known(text, after):
    assert findings_of(text, NAMED)
    assert fixed(text, NAMED) == after
