"""`build-target-unknown`: a target that is no stage of the Dockerfile."""

from __future__ import annotations

import pytest

from lint.caller_cases import STAGES, found

TARGET = [
    ("a stage that is there", "services: {w: {build: {context: ., target: run}}}", []),
    ("its letter case does not matter", "services: {w: {build: {context: ., target: RUN}}}", []),
    ("its number", "services: {w: {build: {context: ., target: '1'}}}", []),
    ("no stage", "services: {w: {build: {context: ., target: runn}}}", ["runn"]),
    ("in quotes, behind a picture", "x: 🐳\nservices: {w: {build: {context: ., target: 'runn'}}}", ["runn"]),
    ("with CRLF", "services:\r\n  w:\r\n    build:\r\n      context: .\r\n      target: runn\r\n", ["runn"]),
    ("behind a mark at the beginning", "\ufeffservices: {w: {build: {context: ., target: runn}}}", ["runn"]),
    ("through an anchor, once", "x: &b {context: ., target: runn}\nservices: {v: {build: *b}, w: {build: *b}}", ["runn"]),
    ("a merged map that is laid over", "x: &b {context: ., target: runn}\nservices: {w: {build: {<<: *b, target: run}}}", []),
    ("a service that extends", "services: {v: {build: {context: ., target: runn}}, w: {extends: v}}", ["runn"]),
    ("a default of a variable", "services: {w: {build: {context: ., target: '${T:-runn}'}}}", ["${T:-runn}"]),
    ("a variable that is not known", "services: {w: {build: {context: ., target: $T}}}", []),
    ("in a profile", "services: {w: {profiles: [dev], build: {context: ., target: runn}}}", ["runn"]),
    ("a later document", "services: {v: {build: .}}\n---\nservices: {w: {build: {context: ., target: runn}}}\n", ["runn"]),
    ("laid over by a later document", "services: {w: {build: {context: ., target: runn}}}\n---\nservices: {w: {build: {target: run}}}\n", []),
    ("a remote context", "services: {w: {build: {context: 'https://x.test/a.git', target: runn}}}", []),
    ("a Dockerfile in the file itself", "services: {w: {build: {dockerfile_inline: FROM x, target: runn}}}", []),
    ("silenced above", "services:\n  w:\n    build:\n      context: .\n      # gorae: ignore=build-target-unknown\n      target: runn\n", []),
    ("silenced behind", "services:\n  w:\n    build:\n      context: .\n      target: runn # gorae: ignore=build-target-unknown 나중에\n", []),
    ("silenced in the file", "# gorae: ignore-file\nservices: {w: {build: {context: ., target: runn}}}", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [row[1:] for row in TARGET], ids=[row[0] for row in TARGET])
def test_target(tmp_path, text, words):
    assert found(tmp_path, text, {"Dockerfile": STAGES}, "build-target-unknown") == words


def test_a_word_of_another_file_is_reported_there(tmp_path):
    files = {"Dockerfile": STAGES, "base.yaml": "services: {v: {build: {context: ., target: runn}}}"}
    assert (
        found(tmp_path, "services: {w: {extends: {file: base.yaml, service: v}}}", files, "build-target-unknown") == []
    )


def test_an_override_is_looked_at_with_its_base(tmp_path):
    files = {"Dockerfile": STAGES, "compose.yaml": "services: {w: {build: .}}"}
    text = "services: {w: {build: {target: runn}}}"
    assert found(tmp_path, text, files, "build-target-unknown", "compose.override.yaml") == ["runn"]


def test_bake_in_json(tmp_path):
    text = '{"target": {"w": {"target": "runn"}}}'
    assert found(tmp_path, text, {"Dockerfile": STAGES}, "build-target-unknown", "docker-bake.json") == ["runn"]


def test_a_loop_in_bake(tmp_path):
    text = 'stages = ["run", "n"]\ntarget "w" {\n  target = "%{ for one in stages }${one}%{ endfor }"\n}\n'
    assert found(tmp_path, text, {"Dockerfile": STAGES}, "build-target-unknown", "docker-bake.hcl") == [
        "%{ for one in stages }${one}%{ endfor }"
    ]
