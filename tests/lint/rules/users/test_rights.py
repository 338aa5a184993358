"""What a user that is not root may write, who owns the program, and a user's number."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of, fixed

WRITE, OWNED, NUMBER = "user-cannot-write", "executable-owned-by-user", "user-uid-fixed-needed"
NODE = "FROM node:24\n"
WORK = f"{NODE}WORKDIR /app\n"

WRITES = [
    ("npm in a folder of root's", f"{WORK}USER node\nRUN npm ci", ["npm"]),
    ("files of the user's in it", f"{WORK}COPY --chown=node package*.json ./\nUSER node\nRUN npm install", ["npm"]),
    ("yarn without a word", f"{WORK}USER node\nRUN yarn", ["yarn"]),
    ("a folder is made", f"{WORK}USER node\nRUN mkdir -p data", ["data"]),
    ("the system's packages", f"{NODE}USER node\nRUN apt-get update && apt-get install -y x", ["apt-get update"]),
    ("of another system", "FROM alpine\nUSER 1000\nRUN apk add x", ["apk add"]),
    ("a volume of root's", f"{NODE}USER node\nVOLUME /data\nCMD x", ["/data"]),
    ("a volume whose folder root makes", f"{NODE}RUN mkdir -p /data\nUSER node\nVOLUME /data\nCMD x", ["/data"]),
    ("root installs", f"{NODE}RUN apt-get update", []),
    ("root again", f"{NODE}USER node\nUSER root\nRUN apt-get update", []),
    ("by sudo", f"{NODE}USER node\nRUN sudo apt-get update", []),
    ("by a number of root's", f"{NODE}USER 0\nRUN apt-get update", []),
    ("a user that is not known", f"{NODE}ARG U\nUSER $U\nRUN apt-get update", []),
    ("only asks", f"{NODE}USER node\nRUN apt-get --version", []),
    ("the folder is the user's", f"{WORK}RUN chown node /app\nUSER node\nRUN npm ci", []),
    ("or one above it", f"{NODE}WORKDIR /srv/app\nRUN chown -R node /srv\nUSER node\nRUN npm ci", []),
    ("or this one", f"{WORK}RUN chown node .\nUSER node\nRUN npm ci", []),
    ("or open to all", f"{WORK}RUN chmod 777 /app\nUSER node\nRUN npm ci", []),
    ("made by the user", f"{NODE}USER node\nWORKDIR /app\nRUN npm ci", []),
    ("the user's home", f"{NODE}WORKDIR /home/node/app\nUSER node\nRUN npm ci", []),
    ("a folder copied for the user", f"{WORK}COPY --chown=node . .\nUSER node\nRUN npm ci", []),
    ("an image that may bring the folder", "FROM me/node\nWORKDIR /app\nUSER node\nRUN npm ci", []),
    ("elsewhere", f"{WORK}USER node\nRUN npm ci --prefix /home/node", []),
    ("after a cd", f"{WORK}USER node\nRUN cd /tmp && npm ci", []),
    ("reads only", f"{WORK}USER node\nRUN npm run lint", []),
    ("an absolute path", f"{WORK}USER node\nRUN mkdir /tmp/x", []),
    ("a volume of the user's", f"{NODE}RUN mkdir /data && chown node /data\nUSER node\nVOLUME /data\nCMD x", []),
    ("a volume and root", f"{NODE}VOLUME /data\nCMD x", []),
    ("a volume that is copied", f"{NODE}COPY --chown=node data /data\nUSER node\nVOLUME /data\nCMD x", []),
]


@pytest.mark.parametrize(("why", "text", "found"), WRITES)
def test_writing(why, text, found):
    assert findings_of(f"{text}\n", WRITE) == found, why


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{WORK}# who\nUSER node\nRUN npm ci\n", f"{WORK}RUN chown node /app\n# who\nUSER node\nRUN npm ci\n"),
        (f"{WORK}user 1000:1000\nrun npm ci\n", f"{WORK}run chown 1000 /app\nuser 1000:1000\nrun npm ci\n"),
        (
            f"{NODE}USER node\n# x\nRUN apt-get update\n",
            f"{NODE}USER node\nUSER root\n# x\nRUN apt-get update\nUSER node\n",
        ),
        (
            f"{NODE}USER node\nVOLUME /data\nCMD x\n",
            f"{NODE}RUN mkdir -p /data && chown node /data\nUSER node\nVOLUME /data\nCMD x\n",
        ),
        (f"{NODE}VOLUME /data\nUSER node\nCMD x\n", f"{NODE}VOLUME /data\nUSER node\nCMD x\n"),
    ],
)
def test_writing_fixes(before, after):
    assert findings_of(before, WRITE)
    assert fixed(before, WRITE) == after
    assert fixed(after, WRITE) == after


START = '\nUSER node\nENTRYPOINT ["/x.sh"]\n'


@pytest.mark.parametrize(
    ("why", "copy", "found"),
    [
        ("the program alone", "COPY --chown=node:node x.sh /x.sh", ["node:node"]),
        ("from another stage", "COPY --chown=node --from=b /o/x.sh /", ["node"]),
        ("with its folder", "COPY --chown=node . /", []),
        ("of root's", "COPY --chown=root x.sh /", []),
        ("of another user's", "COPY --chown=app x.sh /", []),
        ("another file", "COPY --chown=node y.sh /", []),
        ("no owner", "COPY x.sh /", []),
    ],
)
def test_owned_programs(why, copy, found):
    assert findings_of(f"{NODE}{copy}{START}", OWNED) == found, why
    if found:
        plain = copy.replace(f" --chown={found[0]}", "")
        assert fixed(f"{NODE}{copy}{START}", OWNED) == f"{NODE}{plain}{START}"


@pytest.mark.parametrize(
    ("image", "lines", "number"),
    [
        ("node:24", "USER node", "1000"),
        ("node:24", "USER node:node", "1000:node"),
        ("alpine:3", "USER nobody", "65534"),
        ("gcr.io/distroless/static-debian13", "USER nonroot", "65532"),
        ("debian:13", "RUN useradd -r -u 10001 app\nUSER app", "10001"),
        ("alpine:3", "RUN adduser -D -u 10001 app\nUSER app", "10001"),
        ("debian:13", "RUN useradd app\nUSER app", None),
        ("me/own", "USER app", None),
    ],
)
def test_a_users_number(tmp_path, image, lines, number):
    (tmp_path / "deployment.yaml").write_text(
        "kind: Deployment\nspec: {securityContext: {runAsNonRoot: true}}\n", encoding="utf-8"
    )
    (tmp_path / ".dockerignore").write_text("deployment.yaml\n", encoding="utf-8")
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    text = f"FROM {image}\n{lines}\nCMD x\n"
    (found,) = findings_of(text, NUMBER, context)
    assert found == lines.rpartition(" ")[2]
    wanted = text.replace(f"USER {found}", f"USER {number}") if number else text
    assert fixed(text, NUMBER, context=context) == wanted


@pytest.mark.parametrize("lines", ["USER 1000", "USER root", "USER 1000:app", "ARG U\nUSER $U", "RUN id"])
def test_numbers_that_are_there(tmp_path, lines):
    (tmp_path / "deployment.yaml").write_text(
        "kind: Deployment\nspec: {securityContext: {runAsNonRoot: true}}\n", encoding="utf-8"
    )
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(f"FROM node:24\n{lines}\nCMD x\n", NUMBER, context) == []


def test_no_kubernetes_no_hint(tmp_path):
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of("FROM node:24\nUSER node\nCMD x\n", NUMBER, context) == []


def test_nginx_gets_the_folders_that_it_writes_to():
    run = "RUN chown -R nginx /var/cache/nginx && touch /run/nginx.pid && chown nginx /run/nginx.pid\n"
    assert (
        fixed("FROM nginx:1.29\nCOPY site /x\n", "user-missing") == f"FROM nginx:1.29\nCOPY site /x\n{run}USER nginx\n"
    )
