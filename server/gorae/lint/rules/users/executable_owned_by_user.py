"""The program belongs to the user that runs it, who may then change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.copies import landings
from gorae.facts.entrypoint import started_file
from gorae.facts.users import final_user, is_root
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import FileRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Build


def find(build: Build) -> Iterator[Finding]:
    """Report the owner in `--chown`, where the COPY brings the file that starts and nothing else."""
    end = final_user(build)
    started = started_file(end.stage) if end is not None else None
    if end is None or started is None or not end.user or is_root(end.user):
        return
    for stage in end.stage.chain:
        for landing in landings(stage):
            flag = landing.node.instruction.flag("chown")
            if flag is None or not flag.value or flag.value_span is None or len(landing.node.instruction.words) != 2:
                continue
            owner = flag.value.partition(":")[0]
            path = landing.path
            if owner != end.user or path not in started.paths:
                continue
            start = flag.span.start
            text = landing.node.instruction.text
            while text[start - 1] in " \t":
                start -= 1
            edit = Edit(landing.node.to_document(Span(start, flag.span.end)), "")
            yield found(landing.node.to_document(flag.value_span), fix(edit, safe=False), user=end.user, path=path)


# Whose program may change itself is a matter of hardening, and where the file system is read-only it cannot.
RULE = FileRule(
    "executable-owned-by-user", find, severity="hint", fixes="unsafe", default=False, shipped_only=True, last_only=True
)
