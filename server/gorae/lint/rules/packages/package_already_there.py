"""A package that the base image has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.brought_along import brought_along
from gorae.facts.image import steps
from gorae.facts.image_missing import installs_by_apt
from gorae.facts.scripts import script
from gorae.lint.fixes.command_left_out import command_left_out
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.edit_command import taken_out
from gorae.shell.packages import APT
from gorae.source import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.stages import Stage
    from gorae.syntax import Node


def find(stage: Stage) -> Iterator[Finding]:
    """Report the packages of the system, and what else the base image brings, that the stage installs again."""
    yield from _of_system(stage)
    for one in brought_along(stage):
        edit: Edit | None
        if one.others:
            edit = taken_out(one.node.instruction, one.word.span).shift(one.node.start)
        else:
            edit = command_left_out(stage, one.node, one.command)
        repair = fix(edit, safe=False, package=one.name) if edit is not None else None
        image = stage.root.image or ""
        yield found(one.node.to_document(one.word.span), repair, variant="part", package=one.name, image=image)


def _of_system(stage: Stage) -> Iterator[Finding]:
    """Each name in apt's install calls that the image has before the stage installs anything.

    Where the call installs others too, a name more costs nothing and says what the program needs: that is for those who
    choose the rule. A call that has nothing to install updates the lists and asks for nothing.
    """
    if stage.parent is not None or not installs_by_apt(stage):
        return
    done = steps(stage)
    base = done[0].before
    if base.packages is None or base.release is None or base.doubt == "all":
        return
    for step in done:
        for install in step.installs:
            named = [package for package, word in install.words if word.packages == (package.name,)]
            for_nothing = all(
                word.packages == (package.name,) and package.name in base.packages for package, word in install.words
            )
            for package, word in install.words:
                if word.kind != "found" or word.removes or word.packages != (package.name,) or package.version:
                    continue
                if package.name not in base.packages or package.name not in (install.before.packages or ()):
                    continue
                edit = taken_out(step.node.instruction, package.span).shift(step.node.start)
                repair = fix(edit, safe=False, package=package.name) if len(named) > 1 else None
                if for_nothing:
                    repair = _without_run(stage, step.node)
                yield found(
                    step.node.to_document(package.span),
                    repair,
                    opt_in=not for_nothing,
                    package=package.name,
                    image=stage.image or "",
                )


def _without_run(stage: Stage, node: Node) -> Fix | None:
    """The whole RUN taken out; None where it does more than to install for nothing, or later ones need its lists."""
    commands = script(node.instruction, stage.scope_of(node)).commands
    installs = 0
    for command in commands:
        program, words = command.effective.program, [word.value for word in command.effective.operands()]
        installs += program in APT and "install" in words
        if program not in APT and not (program == "rm" and all(word.startswith("/var/lib/apt/") for word in words)):
            return None
    later = (one for one in stage.instructions("RUN") if one.index > node.index and "apt" in one.instruction.text)
    if installs != 1 or node.instruction.flags or (not any(one.program == "rm" for one in commands) and any(later)):
        return None
    return fix(Edit(stage.document.lines_of(node), ""), safe=False, variant="run")


RULE = StageRule(
    "package-already-there",
    find,
    aliases=(
        Alias("tally", "tally/gpu/no-redundant-cuda-install"),
        Alias("tally", "tally/ruby/redundant-bundler-install"),
    ),
    severity="hint",
    fixes="unsafe",
    report="once_per_stage",
    shipped_only=True,
)
