"""Private keys that are made while the image is built: every container has the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Effective
    from gorae.stages import Stage

_KEPT = re.compile(r"rm\b.*(?:\.key|\.pem|id_\w+|_key\b)")


def find(stage: Stage) -> Iterator[Finding]:
    """Report each command that makes a private key in a stage whose layers reach an image, on the program and its verb."""
    if not stage.reaches_image:
        return
    for node in stage.instructions("RUN"):
        if _KEPT.search(node.instruction.arguments_text):
            continue
        if any(flag.value is not None and "type=tmpfs" in flag.value for flag in node.instruction.flags_named("mount")):
            continue
        for command in script(node.instruction, stage.scope_of(node)).commands:
            effective = command.effective
            kind = _kind(effective)
            if kind is not None and effective.name is not None:
                yield found(node.to_document(effective.name.span), variant=kind)


def _kind(effective: Effective) -> str | None:
    program, args = effective.program, [word.value for word in effective.args]
    if program == "ssh-keygen":
        if "-A" in args:
            return "host"
        makes = not any(
            flag in args for flag in ("-y", "-l", "-R", "-F", "-i", "-e", "-p", "-c", "-s", "-k", "-Q", "-L", "-B")
        )
        return "ssh" if makes and ("-t" in args or "-f" in args) else None
    if program == "openssl" and args:
        if args[0] in ("genrsa", "genpkey") or (args[0] == "ecparam" and "-genkey" in args):
            return "tls"
        return "tls" if args[0] == "req" and ("-newkey" in args or ("-x509" in args and "-key" not in args)) else None
    if program == "php" and len(args) > 1 and args[0].endswith("artisan") and args[1] == "key:generate":
        return None if "--show" in args else "app"
    return None


RULE = StageRule("key-generated-in-build", find)
