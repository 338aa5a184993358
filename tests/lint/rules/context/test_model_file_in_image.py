"""`model-file-in-image` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from gorae.context import read_context
from lint.cases import findings_of


@pytest.mark.parametrize(
    ("why", "text", "files", "found"),
    [
        ("a model of a hundred megabytes", "COPY . /a\n", {"m.safetensors": 100_000_000}, ["."]),
        ("one byte less", "COPY . /a\n", {"m.safetensors": 99_999_999}, []),
        (
            "two make it together, whatever the letter case of their endings",
            "COPY . /a\n",
            {"m.safetensors": 60_000_000, "n.GGUF": 60_000_000},
            ["."],
        ),
        ("another file's size is no model's", "COPY . /a\n", {"m.data": 100_000_000}, []),
        (
            "the source that brings it is reported",
            "COPY m.gguf n.gguf /a/\n",
            {"m.gguf": 100_000_000, "n.gguf": 1},
            ["m.gguf"],
        ),
        ("the stage is not the one that is built", "COPY . /a\nFROM alpine:3.22\n", {"m.safetensors": 100_000_000}, []),
    ],
)
def test_models(why, tmp_path, text, files, found):
    for name, size in files.items():
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    context = read_context(tmp_path, tmp_path / "Dockerfile")
    assert findings_of(f"FROM alpine:3.22\n{text}", "model-file-in-image", context) == found, why


def test_models_count_by_their_size_where_they_reach_the_image(tmp_path):
    (tmp_path / "models").mkdir()
    for name, size in (("models/a.safetensors", 80_000_000), ("models/b.onnx", 30_000_000), ("c.pt", 90_000_000)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    context = read_context(tmp_path, None)
    rule = "model-file-in-image"
    assert findings_of("FROM a\nCOPY models /m\n", rule, context) == ["models"]
    assert findings_of("FROM a\nCOPY models/*.onnx c.p? /m/\n", rule, context) == []
    assert findings_of("FROM a AS b\nCOPY models /m\nFROM a\n", rule, context) == []
    (tmp_path / ".dockerignore").write_text("models/a*")
    assert findings_of("FROM a\nCOPY models /m\n", rule, read_context(tmp_path, None)) == []
