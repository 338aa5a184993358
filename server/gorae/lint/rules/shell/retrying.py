"""Whether curl and wget try again: by an option, a variable, or a configuration file that the stage brings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.downloads import downloads
from gorae.facts.packages import said_before
from gorae.facts.scripts import script
from gorae.lint.fixes.edit_command import inserted
from gorae.lint.model import Finding, fix, found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.stages import Stage

_CONFIGURED = {"curl": re.compile(r"curlrc|CURL_HOME"), "wget": re.compile(r"wgetrc|WGETRC")}
# The wget of busybox knows none of GNU wget's long options.
_BUSYBOX = ("alpine", "busybox", "wolfi")


def without_retry(stage: Stage, program: str, options: Sequence[str], added: str) -> Iterator[Finding]:
    """At the program of each download that has none of the options, in a stage that configures none."""
    configured = _CONFIGURED[program]
    for node in stage.instructions("RUN"):
        scope = stage.scope_of(node)
        for download in downloads(script(node.instruction, scope)):
            effective = download.command.effective
            name = effective.name
            if name is None or effective.program != program or effective.has_flag(*options):
                continue
            if configured.search(node.instruction.text) or said_before(stage, node, configured):
                return
            known = program == "curl" or stage.os_family not in _BUSYBOX
            edit = inserted(node.instruction, name.span.end, added).shift(node.start) if known else None
            yield found(node.to_document(name.span), fix(edit, safe=False) if edit is not None else None)
