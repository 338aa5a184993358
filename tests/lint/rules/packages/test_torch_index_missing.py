"""`torch-index-missing`: cases that are more than a text."""

import pytest

from lint.cases import applicabilities, findings_of, fixed

PYTHON = "FROM python:3.14-slim\n"


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("torch-index-missing", PYTHON + "RUN pip install torch\n", ["torch"]),
        ("torch-index-missing", PYTHON + "RUN uv pip install torch numpy\n", ["torch"]),
        ("torch-index-missing", PYTHON + "RUN pip install torch==2.8.0+cpu -i https://a\n", []),
        ("torch-index-missing", PYTHON + "ENV PIP_EXTRA_INDEX_URL=https://a\nRUN pip install torch\n", []),
        ("torch-index-missing", PYTHON + "# no sign of it in a comment: GPU\nRUN pip install torch\n", ["torch"]),
        ("torch-index-missing", PYTHON + "ENV NVIDIA_VISIBLE_DEVICES=all\nRUN pip install torch\n", []),
        ("torch-index-missing", PYTHON + "RUN pip install numpy && pip install torch\n", ["torch"]),
        (
            "torch-index-missing",
            PYTHON + "RUN npm install torch && pip install -i https://a torch && pip install torch\n",
            ["torch"],
        ),
        ("torch-index-missing", PYTHON + "RUN pip install numpy\n", []),
        ("torch-index-missing", PYTHON + "RUN npm install torch\n", []),
        ("torch-index-missing", PYTHON + "RUN pip download torch\n", []),
        ("torch-index-missing", "FROM pytorch/pytorch:2\nRUN pip install torch\n", []),
        ("torch-index-missing", PYTHON.strip() + " AS a\nRUN pip install torch\nFROM debian:13\n", []),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (
            "torch-index-missing",
            PYTHON + "RUN pip install torch numpy\n",
            PYTHON + "RUN pip install --extra-index-url https://download.pytorch.org/whl/cpu torch numpy\n",
        ),
        (
            "torch-index-missing",
            PYTHON + 'RUN ["pip", "install", "torch"]\n',
            PYTHON + 'RUN ["pip", "install", "torch"]\n',
        ),
    ],
)
def test_what_the_fix_writes(rule: str, text: str, after: str):
    assert fixed(text, rule) == after


def test_another_build_of_torch_is_unsafe():
    assert applicabilities(PYTHON + "RUN pip install torch\n", "torch-index-missing") == ["unsafe"]
    assert applicabilities(PYTHON + 'RUN ["pip", "install", "torch"]\n', "torch-index-missing") == ["none"]
