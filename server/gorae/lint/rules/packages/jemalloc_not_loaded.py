"""jemalloc is installed, and no program uses it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.packages import runs
from gorae.facts.start_script import start_script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.lines import line_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

# Headers are for a program that is linked with it.
_PACKAGE = re.compile(r"libjemalloc[12]|jemalloc")
_LINKED = re.compile(
    r"--with-jemalloc|-ljemalloc|jemalloc(?:-dev|-devel)|libjemalloc-dev|redis|ruby-install|ruby-build|rbenv"
)
_LOADS = re.compile(r"LD_PRELOAD|ld\.so\.preload|MALLOC_CONF|libjemalloc\.so|--with-jemalloc", re.IGNORECASE)
_MOST_BYTES = 100_000


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the package in the stages of the image, unless something there, or the script that it starts with, loads the library."""
    stage = build.last
    if stage is None:
        return
    texts = [node.instruction.text for one in stage.chain for node in one.nodes[1:]]
    if not any("jemalloc" in text for text in texts) or any(
        _LOADS.search(text) or _LINKED.search(text) for text in texts
    ):
        return
    if _may_be_loaded_by_script(build, stage, inputs):
        return
    for one in stage.chain:
        for node, _, calls in runs(one):
            for call in calls:
                for package in call.packages if call.action == "install" else ():
                    if _PACKAGE.fullmatch(package.name):
                        repair = _fix(build, node) if package.name == "libjemalloc2" else None
                        yield found(node.to_document(package.span), repair, package=package.name)
                        return


def _may_be_loaded_by_script(build: Build, stage: Stage, inputs: Inputs) -> bool:
    """Whether the image starts with a script that loads it, as that of Rails does, or with one that cannot be read."""
    context = inputs.context
    script = start_script(build, context) if context is not None else None
    if script is not None and context is not None:
        text = context.read_text(script.file, _MOST_BYTES)
        return text is None or _LOADS.search(text) is not None
    entrypoint = stage.in_force("ENTRYPOINT")
    words = entrypoint.instruction.words if entrypoint is not None else ()
    if not words:
        return False
    folder, _, name = words[0].value.rpartition("/")
    return name.endswith(".sh") or "entrypoint" in name or folder.endswith("bin")


def _fix(build: Build, node: Node) -> Fix:
    """Loads it by its name, which the system's loader finds in whatever folder the platform has."""
    return fix(line_below(build.document, node, "ENV", "LD_PRELOAD=libjemalloc.so.2"), safe=False)


RULE = FileRule(
    "jemalloc-not-loaded",
    find_with=find,
    aliases=(Alias("tally", "tally/ruby/jemalloc-installed-but-not-preloaded"),),
    fixes="unsafe",
    shipped_only=True,
    last_only=True,
)
