"""`hf-cache-in-image`: cases that are more than a text."""

import pytest

from lint.cases import findings_of

PYTHON = "FROM python:3.14-slim\n"


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        (
            "hf-cache-in-image",
            PYTHON + "RUN python -c \"M.from_pretrained('a').save_pretrained('/a')\"\n",
            ["save_pretrained"],
        ),
        (
            "hf-cache-in-image",
            PYTHON + "RUN python -c \"M.from_pretrained('a').save_pretrained('/a')\" && rm -rf ~/.cache/huggingface\n",
            [],
        ),
        (
            "hf-cache-in-image",
            PYTHON
            + "RUN --mount=type=cache,target=/root/.cache/huggingface python -c \"M.from_pretrained('a').save_pretrained('/a')\"\n",
            [],
        ),
        ("hf-cache-in-image", PYTHON + "RUN python -c \"M.from_pretrained('a')\"\n", []),
        (
            "hf-cache-in-image",
            PYTHON + "RUN git lfs install && git clone https://huggingface.co/a/b /m\n",
            ["https://huggingface.co/a/b"],
        ),
        ("hf-cache-in-image", PYTHON + "RUN git clone https://huggingface.co/a/b /m && rm -rf /m/.git\n", []),
        ("hf-cache-in-image", PYTHON + "RUN git clone https://github.com/huggingface/a\n", []),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words
