"""An image that never says who runs its program starts it as root."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.context import manifests
from gorae.facts.entrypoint import command_line, first_start, process
from gorae.facts.given_up_root import final_root_user
from gorae.facts.root_servers import has_to_be_root
from gorae.facts.scripts import commands_of
from gorae.facts.users import uses_root_home
from gorae.lint.fixes.switch_user import switch
from gorae.lint.model import Finding, found
from gorae.lint.rule import Alias, FileRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.lint.rule import Inputs
    from gorae.stages import Build, Stage

# Official images that start a server as root and are given files and settings only.
_SERVE = frozenset(("nginx", "httpd", "caddy", "traefik", "tomcat", "jetty"))
_PROMPTS = re.compile(
    r"(?:iex|ghci|erl|irb|python[\d.]*|pypy[\d.]*|node|julia|R|jshell|perl[\d.]*|php|lua[\d.]*|clj|swipl|sbcl|racket|bun)"
    r"(?: -a| -de0)?|sleep infinity|tail -f /dev/null"  # the latter two: a container to work in
)


# Servers whose workers change to the user that the image's own configuration names (their images' files, 2026-11).
_WORKERS = {
    "nginx": ("", "nginx", "nginx-debug"), "httpd": ("", "httpd", "httpd-foreground"), "php": ("apache2-foreground", "php-fpm"),
}  # fmt: skip
_ONLY_COPIES = frozenset(("cp", "mv", "rsync"))
_DRIVER = re.compile(r"(?:^|[/_-])csi(?:$|[\s._-])")  # Container Storage Interface
_OF_LAMBDA = ("awslambdaric", "aws-lambda-ric", "aws_lambda_ric", "lambda-entrypoint.sh", "aws-lambda-rie")
_PRIVATE = re.compile(r"0?[4-7]00|go-rwx|og-rwx|u=rwx?,go=")
_PACKAGED = ("nginx", "nginx-debug")  # whose packages say so too: `user www-data;`, `user nginx;`


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the instruction that starts the program, else the last FROM; nothing where the base's user is not known.

    An image that starts nothing, or a language's prompt, is a base for others, which say who runs their program: reported
    to those who ask for the rule. A start script of the context that gives root up itself is enough.
    """
    end = final_root_user(build, inputs.context)
    if end is None or end.node is not None:
        return
    stage = end.stage
    start = first_start(stage) or stage.last("ENTRYPOINT", "CMD")
    if start is None and stage.root.is_scratch:
        return
    is_base = (
        (start is None and not _serves(stage))
        or _is_prompt(stage)
        or _is_of_lambda(stage)
        or has_to_be_root(build, stage, inputs.context)
        or _is_of_the_host(stage)
    )
    if start is not None and not start.instruction.words:
        start = stage.last("CMD") or start  # `ENTRYPOINT []` starts nothing
    span = start.to_document(start.instruction.keyword) if start is not None else stage.image_span
    required = manifests(inputs.context) if inputs.context is not None else None
    numbered = required is not None and required.non_root
    as_another = _serves_as_another(stage)
    yield found(
        span,
        None
        if uses_root_home(stage) or _is_packaged(stage) or _keeps_private(stage)
        else switch(build, stage, numbered=numbered),
        opt_in=is_base,
        variant="master" if as_another else "",
        severity="information" if as_another else None,
    )


def _serves(stage: Stage) -> bool:
    """Whether the image starts a program without a start of its own."""
    if stage.in_force("ENTRYPOINT", "CMD", "HEALTHCHECK") is not None:
        return True
    reference = stage.root.reference
    return reference is not None and reference.official_name in _SERVE


def _serves_as_another(stage: Stage) -> bool:
    """Whether only the server's master is root: its workers, which answer the requests, are an ordinary user's."""
    image = _official(stage)
    return _is_packaged(stage) or (image in _WORKERS and _program(stage) in _WORKERS[image])


def _is_packaged(stage: Stage) -> bool:
    """Whether such a server is a distribution's package: where its pid and logs are written differs."""
    return _program(stage) in _PACKAGED and _official(stage) != "nginx"


def _keeps_private(stage: Stage) -> bool:
    """Whether a RUN gives root's files a mode that nobody else may read with: who shall own them then is a person's choice."""
    return any(
        command.effective.program == "chmod" and words and _PRIVATE.fullmatch(words[0].value) is not None
        for one in stage.chain
        for _, command in commands_of(one, "chmod")
        for words in [command.effective.operands()]
    )


def _official(stage: Stage) -> str:
    reference = stage.root.reference
    return (reference.official_name or "") if reference is not None else ""


def _program(stage: Stage) -> str:
    return next((posixpath.basename(word.value) for word in process(stage)), "")


def _is_of_lambda(stage: Stage) -> bool:
    """Whether AWS Lambda runs it, under an ordinary user of its own ("Create a Lambda function using a container image")."""
    return any(posixpath.basename(word.value) in _OF_LAMBDA for word in command_line(stage))


def _is_of_the_host(stage: Stage) -> bool:
    """Whether it fills a folder of somebody else and ends, or mounts the host's disks as a driver of Kubernetes' storage."""
    return _program(stage) in _ONLY_COPIES or any(_DRIVER.search(word.value) for word in process(stage)[:4])


def _is_prompt(stage: Stage) -> bool:
    """Whether the image starts a language's prompt, as bases of a language do."""
    command = stage.in_force("CMD")
    if command is None or stage.in_force("EXPOSE") is not None:
        return False
    return _PROMPTS.fullmatch(" ".join(word.value for word in command.instruction.words)) is not None


RULE = FileRule(
    "user-missing",
    find_with=find,
    aliases=(Alias("trivy", "DS-0002"), Alias("checkov", "CKV_DOCKER_3")),
    fixes="unsafe",
    shipped_only=True,
    last_only=True,
)
