"""`gpu-used-in-build`: what asks for a GPU while the image is built."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

RULE = "gpu-used-in-build"
CASES = {
    "nvidia-smi asks the driver": ("RUN nvidia-smi", ["nvidia-smi"]),
    "in a chain": ("RUN pip install torch && nvidia-smi", ["nvidia-smi"]),
    "Python that asserts": (
        'RUN python -c "import torch; assert torch.cuda.is_available()"',
        ['"import torch; assert torch.cuda.is_available()"'],
    ),
    "a device that the build has": ("RUN --device=nvidia.com/gpu nvidia-smi", []),
    "where it may fail": ("RUN nvidia-smi || true", []),
    "in a condition": ("RUN if nvidia-smi; then echo gpu; fi", []),
    "at start": ('CMD ["nvidia-smi"]', []),
    "Python that only prints": ('RUN python -c "import torch; print(torch.__version__)"', []),
}


@pytest.mark.parametrize(("line", "words"), CASES.values(), ids=CASES.keys())
def test_cases(line: str, words: list[str]) -> None:
    assert findings_of(f"FROM nvidia/cuda:13.0.1-runtime-ubuntu24.04\n{line}\n", RULE) == words
