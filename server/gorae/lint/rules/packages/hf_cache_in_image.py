"""A model from Hugging Face that lies in a layer twice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.packages import mounted
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule
from gorae.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage

_LOADS = re.compile(r"\bfrom_pretrained\s*\(|\bSentenceTransformer\s*\(|\bpipeline\s*\(|\bsnapshot_download\s*\(")
_SAVES = re.compile(r"\.save_pretrained\s*\(|\.save\s*\(")
_CLONES = re.compile(
    r"\bgit\s+(?:lfs\s+)?clone\b[^\n;&|]*?(?P<url>https://(?:[^\s@/]+@)?(?:huggingface\.co|hf\.co)/(?!spaces/)\S+)"
)
_CLEANS = re.compile(
    r"\brm\s+-\w+\s[^\n;&|]*(?:\.cache|huggingface|HF_HOME|HF_HUB_CACHE)|\brmtree\s*\(|\bcache_dir\s*="
)
_CLEANS_GIT = re.compile(
    # A command's first `rm` or `find` alone is tried, by a look ahead that is not gone back into.
    r"(?:^|[\n;&|])(?:(?=([^\n;&|]*?\brm\s+-\w+\s))\1[^\n;&|]*(?:\.git\b|/\*)|(?=([^\n;&|]*?\bfind\b))\2[^\n;&|]*\.git\b)"
)
_CACHES = ("~/.cache/huggingface", "/root/.cache")


def find(stage: Stage) -> Iterator[Finding]:
    """Report what saves a second copy beside the cache, and clones with their history; not where a mount or `rm` helps."""
    if not stage.reaches_image:
        return
    for node in stage.instructions("RUN"):
        text = node.instruction.text
        loads, saves, clones = _LOADS.search(text), _SAVES.search(text), _CLONES.search(text)
        if loads and saves and not _CLEANS.search(text) and not mounted(node.instruction, *_CACHES):
            yield found(node.to_document(Span(saves.start() + 1, saves.end() - 1)), name=saves[0].strip(".( "))
        if clones and not _CLEANS_GIT.search(text) and "GIT_LFS_SKIP_SMUDGE=1" not in text:
            yield found(node.to_document(Span(*clones.span("url"))), variant="git")


RULE = StageRule("hf-cache-in-image", find, severity="information")
