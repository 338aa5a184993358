"""`user-cannot-write`: a user that is not root writes where only root may."""

from __future__ import annotations

import pytest

from lint.cases import check_fixed, findings_of

WRITE = "user-cannot-write"
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
    ("it writes elsewhere", f"{WORK}USER node\nRUN npm ci --prefix /home/node", []),
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
    ("why", "before", "after"),
    [
        (
            "the folder is given to the user above its comment",
            f"{WORK}# who\nUSER node\nRUN npm ci\n",
            f"{WORK}RUN chown node /app\n# who\nUSER node\nRUN npm ci\n",
        ),
        (
            "a number is enough, in the letters of the file",
            f"{WORK}user 1000:1000\nrun npm ci\n",
            f"{WORK}run chown 1000 /app\nuser 1000:1000\nrun npm ci\n",
        ),
        (
            "packages are installed by root, who gives way again",
            f"{NODE}USER node\n# x\nRUN apt-get update\n",
            f"{NODE}USER node\nUSER root\n# x\nRUN apt-get update\nUSER node\n",
        ),
        (
            "the volume's folder is made above the user",
            f"{NODE}USER node\nVOLUME /data\nCMD x\n",
            f"{NODE}RUN mkdir -p /data && chown node /data\nUSER node\nVOLUME /data\nCMD x\n",
        ),
        (
            "a volume above the user cannot be given any more",
            f"{NODE}VOLUME /data\nUSER node\nCMD x\n",
            f"{NODE}VOLUME /data\nUSER node\nCMD x\n",
        ),
    ],
)
def test_writing_fixes(why, before, after):
    check_fixed(WRITE, before, after)
