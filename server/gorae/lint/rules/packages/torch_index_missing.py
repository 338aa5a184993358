"""PyTorch with gigabytes of CUDA, in an image that shows no sign of a GPU."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.packages import is_set, runs
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.edit_command import with_option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell.packages import Call
    from gorae.stages import Stage

_CPU = "https://download.pytorch.org/whl/cpu"
_OWN = frozenset(("torch", "torchvision", "torchaudio"))
_ELSEWHERE = ("-i", "--index-url", "--extra-index-url", "-f", "--find-links", "--index", "--default-index",
              "--torch-backend", "--no-deps", "--no-index", "-c", "--constraint")  # fmt: skip
_VARIABLES = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONSTRAINT", "UV_INDEX", "UV_INDEX_URL",
              "UV_EXTRA_INDEX_URL", "UV_DEFAULT_INDEX", "UV_TORCH_BACKEND")  # fmt: skip
_GPU = re.compile(
    r"cuda|gpu|nvidia|cudnn|rocm|/whl/|download\.pytorch\.org|xformers|flash[-_]attn|bitsandbytes|deepspeed|vllm|triton"
    r"|aarch64|arm64|jetson|l4t|intel|pip\.conf",
    re.IGNORECASE,
)


def find(stage: Stage) -> Iterator[Finding]:
    """Report the package that pip takes from PyPI, where nothing in the stage or its bases mentions a GPU."""
    if not stage.reaches_image or stage.root.reference is None or stage.os_family in (None, "alpine", "windows"):
        return
    if any(_GPU.search(node.instruction.text) for one in stage.chain for node in one.nodes):
        return
    for node, _, calls in runs(stage):
        for call in calls:
            if call.manager not in ("pip", "uv") or call.action != "install" or call.has_flag(*_ELSEWHERE):
                continue
            package = next((one for one in call.packages if one.name == "torch" and not one.local), None)
            if package is None or "+" in (package.version or "") or is_set(stage, node, [call], *_VARIABLES):
                continue
            edit = with_option(node.instruction, call, f"{_option(call)} {_CPU}").shift(node.start)
            repair = fix(edit, safe=False) if node.instruction.form == "shell" else None
            yield found(node.to_document(package.span), repair)


def _option(call: Call) -> str:
    """The CPU index alone where it has all of the packages, beside PyPI otherwise."""
    return "--index-url" if all(package.name in _OWN for package in call.packages) else "--extra-index-url"


RULE = StageRule("torch-index-missing", find, severity="information", fixes="unsafe")
