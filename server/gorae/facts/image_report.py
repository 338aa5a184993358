"""What each stage holds before it is built, instruction by instruction, as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gorae.facts.image import Step, final_image, steps
from gorae.facts.image_missing import missing_programs, system_name, unknown_packages

if TYPE_CHECKING:
    from gorae.stages import Build, Stage

_SHOWN = frozenset(("RUN", "COPY", "ADD", "HEALTHCHECK", "CMD", "ENTRYPOINT"))


def image_report(build: Build) -> dict[str, Any]:
    """The stages with their instructions; numbers are bytes, None where they are not known, rows count from 1."""
    return {"stages": [_stage(stage) for stage in build.stages]}


def _stage(stage: Stage) -> dict[str, Any]:
    done = steps(stage)
    return {
        "index": stage.index,
        "name": stage.name,
        "base": stage.image,
        "system": system_name(done[0].before) or None,
        "bytes": final_image(stage).size,
        "packages": None
        if (there := final_image(stage).packages) is None or final_image(stage).release is None
        else len(there),
        "instructions": [_instruction(stage, step) for step in done if step.node.name in _SHOWN],
    }


def _instruction(stage: Stage, step: Step) -> dict[str, Any]:
    node = step.node
    new = sorted({*step.apks, *(name for install in step.installs for name in install.answer.new)})
    return {
        "row": stage.document.line_number(node),
        "instruction": node.name,
        "packages": new,
        "bytes": step.size,
        "unknown": sorted({one.package.name for one in unknown_packages(stage) if one.node is node}),
        "missing": sorted({one.call.program for one in missing_programs(stage) if one.call.node is node}),
    }
