"""A program that calls others over https, in an image without certificates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.artifacts import is_output, outputs
from gorae.facts.copies import landings
from gorae.facts.go_calls import https_call
from gorae.facts.image import final_image
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import ContextRule
from gorae.rewrites.lines import line_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.copies import Landing
    from gorae.stages import Build, Stage

_BRINGS = re.compile(r"ssl|cert|\bca[-_]|cacert|\.pem\b|\.crt\b|/etc/?(?:\s|$)", re.IGNORECASE)
_FILE = "/etc/ssl/certs/ca-certificates.crt"
_PACKAGE = "ca-certificates"


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the COPY of a Go program whose source calls an address over https, where nothing brings certificates."""
    stage = build.last
    if stage is None or not _has_none(stage):
        return
    for landing in landings(stage):
        flag = landing.node.instruction.flag("from")
        builder = build.stage(flag.value) if flag is not None and flag.value else None
        if builder is None or not any(
            one.building.kind == "go" and is_output(one, landing.source) for one in outputs(builder)
        ):
            continue
        call = https_call(context)
        if call is not None:
            yield found(
                landing.node.to_document(landing.word.span),
                _fix(build, stage, builder, landing),
                file=call.file,
                line=call.line,
                what=call.what,
            )
        return


def _has_none(stage: Stage) -> bool:
    """Whether the image is known to have no certificates: nothing begins with them, and no instruction speaks of any."""
    nodes = [node for one in stage.chain for node in one.nodes[1:]]
    if any(_BRINGS.search(node.instruction.text) for node in nodes):
        return False
    if any(
        node.name in ("COPY", "ADD") and {word.value for word in node.instruction.words[:-1]} & {"/", "/*"}
        for node in nodes
    ):
        return False
    if stage.root.is_scratch:
        return True
    reference = stage.root.reference
    if reference is None or reference.official_name not in ("busybox", "debian", "ubuntu"):
        return False
    if reference.official_name == "busybox":
        return True
    image = final_image(stage)
    return image.packages is not None and image.doubt != "all" and _PACKAGE not in image.packages


def _fix(build: Build, stage: Stage, builder: Stage, landing: Landing) -> Fix | None:
    """The file of Go's own image, which is the distribution's, copied beside the program."""
    reference, flag = builder.root.reference, landing.node.instruction.flag("from")
    if reference is None or reference.official_name != "golang" or flag is None or not stage.root.is_scratch:
        return None
    edit = line_above(build.document, landing.node, "COPY", f"--from={flag.value} {_FILE} {_FILE}")
    return fix(edit, safe=False, name=flag.value or "")


RULE = ContextRule("certificates-missing", find, fixes="unsafe", reads={"RUN": (), "COPY": (), "ADD": (), "ENV": ()})
