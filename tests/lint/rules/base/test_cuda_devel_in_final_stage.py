"""`cuda-devel-in-final-stage`: cases that are more than a text."""

import pytest

from lint.cases import findings_of, fixed

CUDA = "FROM nvidia/cuda:12.6.3-devel-ubuntu22.04\n"


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("cuda-devel-in-final-stage", CUDA + 'CMD ["infer"]\n', ["nvidia/cuda:12.6.3-devel-ubuntu22.04"]),
        ("cuda-devel-in-final-stage", CUDA + 'RUN make\nCMD ["infer"]\n', ["nvidia/cuda:12.6.3-devel-ubuntu22.04"]),
        ("cuda-devel-in-final-stage", CUDA + 'RUN pip install vllm\nCMD ["infer"]\n', []),
        ("cuda-devel-in-final-stage", CUDA + 'CMD ["bash"]\n', []),
        ("cuda-devel-in-final-stage", CUDA, []),
        ("cuda-devel-in-final-stage", CUDA.strip() + ' AS devel\nCMD ["infer"]\n', []),
        ("cuda-devel-in-final-stage", CUDA.strip() + ' AS a\nFROM debian:13\nCMD ["infer"]\n', []),
        ("cuda-devel-in-final-stage", CUDA.replace("devel", "runtime") + 'CMD ["infer"]\n', []),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        ("cuda-devel-in-final-stage", CUDA + 'RUN make\nCMD ["infer"]\n', CUDA + 'RUN make\nCMD ["infer"]\n'),
    ],
)
def test_what_the_fix_writes(rule: str, text: str, after: str):
    assert fixed(text, rule) == after
