"""Private keys that are made while the image is built: every container has the same."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gorae.facts.scripts import script
from gorae.lint.model import Finding, found
from gorae.lint.rule import StageRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.shell import Command, Effective
    from gorae.stages import Stage

_KEPT = re.compile(r"rm\b.*(?:\.key|\.pem|id_\w+|_key\b)")

_KEY_FILE = re.compile(r"key|secret|token|pass|salt|\.env", re.IGNORECASE)
# Commands of frameworks that write the application's own key.
_APP_KEYS = {
    "key:generate": "artisan", "jwt:secret": "artisan", "passport:keys": "artisan", "passport:install": "artisan",
    "lexik:jwt:generate-keypair": "console",
}  # fmt: skip
# Programs that make a private key when they get one of these words.
_MAKERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "keytool": ("tls", ("-genkeypair", "-genkey")),
    "gpg": (
        "",
        (
            "--gen-key",
            "--generate-key",
            "--full-generate-key",
            "--full-gen-key",
            "--quick-generate-key",
            "--quick-gen-key",
        ),
    ),
    "gpg2": ("", ("--gen-key", "--full-generate-key", "--quick-generate-key")),
    "make-ssl-cert": ("tls", ("generate-default-snakeoil",)),
    "wg": ("", ("genkey", "genpsk")),
    "certtool": ("tls", ("--generate-privkey", "-p")),
    "dropbearkey": ("host", ("-t",)),
    "openvpn": ("", ("--genkey",)),
    "puppetserver": ("tls", ("setup",)),
    "rndc-confgen": ("", ("-a",)),
    "tor": ("", ("--keygen",)),
}


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
            kind = "" if _writes_random_key(command) else _kind(effective)
            if kind is not None and effective.name is not None:
                yield found(node.to_document(effective.name.span), variant=kind)


def _writes_random_key(command: Command) -> bool:
    """Whether it is `openssl rand … > FILE` of a file that is named like a key or a secret."""
    args = [word.value for word in command.effective.args]
    if command.effective.program != "openssl" or args[:1] != ["rand"]:
        return False
    files = [
        one.target.value for one in command.redirections if one.target is not None and one.operator in (">", ">>", ">|")
    ]
    files += [after for before, after in pairwise(args) if before == "-out"]
    return any(_KEY_FILE.search(file.rpartition("/")[2]) for file in files)


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
    if program == "php" and len(args) > 1 and args[1] in _APP_KEYS and args[0].endswith(_APP_KEYS[args[1]]):
        return None if "--show" in args else "app"
    if program in _MAKERS:
        return _MAKERS[program][0] if any(word in _MAKERS[program][1] for word in args) else None
    return None


RULE = StageRule("key-generated-in-build", find)
