"""What Dockerfiles ask of their build context by name: an ignore file that leaves it out would end the build."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.context import relative
from gorae.context.dockerfiles import is_dockerfile
from gorae.facts.copies import context_sources

if TYPE_CHECKING:
    from gorae.context import BuildContext
    from gorae.stages import Build

_MOST_DOCKERFILES = 20
# What a build asks the repository, itself or through a tool for versions.
_GIT = re.compile(
    r"\bgit\s(?:-[cC]\s\S{1,80}\s)?(?:describe|rev-parse|rev-list|log|show|tag|status)\b|setuptools[-_]scm|versioneer|gitversion",
    re.IGNORECASE,
)


def asked_for(build: Build, context: BuildContext) -> set[str]:
    """The paths of the context that this Dockerfile, or another of the context, copies by name."""
    asked = {relative(source.value) for source in context_sources(build)}
    others = [path for path in context.files if is_dockerfile(path.rpartition("/")[2])]
    for path in others[:_MOST_DOCKERFILES]:
        for line in (context.read_text(path) or "").split("\n"):
            keyword, *words = line.split() or [""]
            if keyword.upper() in ("COPY", "ADD") and not any(word.startswith("--from") for word in words):
                asked |= {relative(word) for word in words[:-1] if not word.startswith("--")}
    return asked


def is_asked_for(path: str, asked: set[str]) -> bool:
    """Whether a file or folder, or something in it, is among those."""
    return any(one == path or one.startswith(path + "/") for one in asked)


def asks_git(build: Build) -> bool:
    """Whether a RUN asks the repository that is copied: for its tags, its commit."""
    return any(_GIT.search(node.instruction.text) for node in build.document.nodes if node.name == "RUN")
