"""`secret-deleted-in-later-layer` where a case is more than a text: files, settings, messages, what is shared by several."""

from __future__ import annotations

import pytest

from gorae.config.settings import Settings
from gorae.context import read_context
from gorae.syntax import parse
from lint.cases import TODAY, check, findings_of, fixed, fixes_of

RULE = "secret-deleted-in-later-layer"

DEBIAN = "FROM debian:13\n"


@pytest.mark.parametrize(
    ("why", "text", "count"),
    [
        (
            "a mount brings it where it is used and deleted",
            DEBIAN + "COPY id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n",
            1,
        ),
        (
            "another stage's file is no secret of the builder's machine",
            DEBIAN + "COPY --from=0 id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n",
            0,
        ),
        ("a pattern may bring several", DEBIAN + "COPY id_* /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 0),
        (
            "a mount's file belongs to root",
            DEBIAN + "USER app\nCOPY id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n",
            0,
        ),
        (
            "root can read the mount",
            DEBIAN + "USER root\nCOPY id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n",
            1,
        ),
        ("what is fetched cannot be mounted", DEBIAN + "RUN curl -o /k/id_rsa https://x.io/a\nRUN rm /k/id_rsa\n", 0),
    ],
)
def test_a_copied_secret_becomes_a_mount(why, text, count):
    assert [len(fixes) for fixes in fixes_of(text, RULE)] == [count], why


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a copied key", "COPY id_rsa /root/.ssh/id_rsa\nRUN rm -rf /root/.ssh", ["id_rsa"]),
        ("under another name", "COPY .npmrc /root/x\nRUN npm i && rm /root/x", [".npmrc"]),
        ("written by a command", "RUN echo $T > ~/.npmrc\nRUN npm ci\nRUN rm ~/.npmrc", ["~/.npmrc"]),
        ("deleted where it was made", "RUN echo $T > ~/.npmrc && npm ci && rm ~/.npmrc", []),
        ("a public key", "COPY id_rsa.pub /k\nRUN rm /k", []),
        ("thrown away", "COPY id_rsa /k\nRUN rm /k\nFROM debian", []),
    ],
)
def test_secrets(why, text, found):
    assert findings_of(f"FROM node:24\n{text}\n", RULE) == found, why


def test_a_secret_of_another_user_is_not_mounted():
    text = "FROM node:24\nUSER node\nCOPY .npmrc /home/node/.npmrc\nRUN cat /home/node/.npmrc && rm /home/node/.npmrc\n"
    assert findings_of(text, RULE) == [".npmrc"]
    assert fixed(text, RULE) == text


def test_a_secret_is_said_once(tmp_path):
    (tmp_path / ".npmrc").write_text("//r.io/:_authToken=abc\n", encoding="utf-8")
    text = "FROM node:24\nCOPY .npmrc /root/.npmrc\nRUN npm i x\nRUN rm /root/.npmrc\n"
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    settings = Settings(select=("secrets", "layers"), today=TODAY)
    assert [one.rule.name for one in check(parse(text), settings, context)] == [RULE]
