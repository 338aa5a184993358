"""USER root as the last word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import first_start
from gorae.facts.given_up_root import final_root_user
from gorae.facts.root_servers import has_to_be_root
from gorae.facts.users import is_root, knows_users, uses_root_home
from gorae.lint.fixes.switch_user import switch
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.lines import line_above, line_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_WANTED = re.compile(
    r"\b(?:must|needs?|has to|have to|required?s?|intended|intentional(?:ly)?|on purpose|deliberate(?:ly)?|drops?|gosu|su-exec|entrypoint)\b",
    re.IGNORECASE,
)


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the last USER of the stage that is built.

    Not where a comment says why root is wanted, or where somebody else takes it away. An image of a system that starts
    nothing is a base for others, which say who runs their program: reported to those who ask for the rule.
    """
    end = final_root_user(build, inputs.context)
    if end is None or end.node is None:
        return
    if has_to_be_root(build, end.stage, inputs.context) or _is_meant(build, end.node):
        return
    reference = end.stage.root.reference
    is_base = end.stage.last("ENTRYPOINT", "CMD") is None and reference is not None and reference.is_official
    if end.node.index < end.stage.nodes[0].index:
        yield found(end.stage.image_span, switch(build, end.stage), user=end.user, variant="stage", opt_in=is_base)
        return
    word = end.node.instruction.words[0]
    yield found(end.node.to_document(word.span), _back(build, end.stage, end.node), user=word.text, opt_in=is_base)


def _is_meant(build: Build, node: Node) -> bool:
    """Whether the comment above says that the program has to be root, or gives it up itself."""
    begin = build.document.lines_with_comments(node).start
    lines = build.document.text.value[begin : node.start].splitlines()
    return any(_WANTED.search(line.partition("#")[2]) for line in lines)


def _back(build: Build, stage: Stage, node: Node) -> Fix | None:
    """Back to the user that was in force before, or to a new one; None where only the base could say which."""
    users = [one for one in stage.instructions("USER") if one.index < node.index and one.instruction.words]
    names = [(one, one.instruction.words[0].value.partition(":")[0]) for one in reversed(users)]
    is_windows = stage.os_family == "windows"  # where users have no numbers
    earlier = next((one for one, name in names if not is_root(name) and not (is_windows and name.isdecimal())), None)
    if earlier is None:
        # An image that is not official may have a user of its own, to which the file should go back.
        is_known = (
            is_windows
            or stage.root.is_scratch
            or (stage.root.reference is not None and stage.root.reference.is_official)
        )
        return switch(build, stage) if is_known and knows_users(stage) and not uses_root_home(stage) else None
    name = earlier.instruction.words[0].text
    start = first_start(stage)
    if start is None or start.index < node.index:
        edit = line_below(build.document, stage.nodes[-1], "USER", name)
    else:
        edit = line_above(build.document, start, "USER", name)
    return fix(edit, safe=False, variant="back", user=name)


RULE = FileRule(
    "user-root-last",
    find_with=find,
    aliases=(Alias("hadolint", "DL3002"), Alias("checkov", "CKV_DOCKER_8")),
    fixes="unsafe",
    shipped_only=True,
    last_only=True,
)
