"""A pipe whose left side may fail unseen."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.copies import landings
from gorae.facts.image_paths import in_shell
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import Alias, StageRule
from gorae.rewrites.lines import line_above
from gorae.shell import Command, sets_pipefail
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.copies import Landing
    from gorae.shell.nodes import Scope as ShellScope
    from gorae.stages import Scope, Stage
    from gorae.syntax import Node

# They do not fail, or fail by design: when the right side has had enough, or for one of many files.
_CANNOT_FAIL = frozenset((
    "echo", "printf", "yes", "true", ":", "uname", "arch", "nproc", "env", "date", "ls", "find", "ldd", "scanelf", "apt-mark",
    "lsb_release", "dpkg", "set", "type", "stat", "grep", "egrep", "fgrep",
))  # fmt: skip
# They fail where their input does, or find nothing.
_FILTERS = frozenset(
    ("grep", "egrep", "fgrep", "awk", "gawk", "sed", "sort", "tr", "cut", "uniq", "head", "tail", "tee", "rev", "xargs")
)
# Bases whose SHELL has pipefail: an image hands its SHELL on (their Dockerfiles, 2026-11).
_SET = ("cimg/", "jupyter/", "quay.io/jupyter/")


def find(stage: Stage) -> Iterator[Finding]:
    """Report each RUN with such a pipe; the first of a stage has the fix, which holds for those below."""
    if _is_set_by_base(stage) and stage.in_force("SHELL") is None:
        return
    is_first = True
    for node in stage.instructions("RUN"):
        scope = stage.scope_of(node)
        if not scope.has_bourne_shell or any("pipefail" in word for word in scope.shell):
            continue
        parsed = script(node.instruction, scope)
        hidden = [one for one in parsed.commands if one.is_piped and _is_hidden(one)]
        pipe = next((one for one in hidden if not _reads_copied(stage, node, one)), hidden[0] if hidden else None)
        if pipe is None or sets_pipefail(parsed) or node.instruction.form == "exec":
            continue
        repair = _shell(stage, scope, node) if is_first else None
        is_first = False
        yield found(node.to_document(pipe.span), repair, opt_in=_reads_copied(stage, node, pipe), command=pipe.program)


def _is_set_by_base(stage: Stage) -> bool:
    reference = stage.root.reference
    return reference is not None and reference.familiar.startswith(_SET)


def _is_hidden(command: Command) -> bool:
    """Whether the build would stop for its failure with `pipefail`, and does not without."""
    if command.program in _CANNOT_FAIL or command.negated or _is_question(command):
        return False
    if command.program == "cat" and all(word.value.startswith(("/etc/", "/proc/")) for word in command.args):
        return False
    if command.program in _FILTERS and command.pipeline_position:
        return False
    scope: ShellScope | None = command.scope
    while scope is not None:
        host = scope.host
        if scope.kind == "condition":
            return False
        # The shell goes by a substitution's failure where nothing but an assignment holds it: A=$(…).
        if (
            scope.isolates
            and scope.kind != "subshell"
            and not (isinstance(host, Command) and host.kind == "assignment")
        ):
            return False
        scope = scope.parent
    return True


def _reads_copied(stage: Stage, node: Node, command: Command) -> bool:
    """Whether it only prints files that a COPY above has brought: they are there."""
    words = command.effective.operands() if command.program == "cat" else []
    paths = [in_shell(stage, node, word.value) if word.static else None for word in words]
    above = [one for one in landings(stage) if one.node.index < node.index] if paths else []
    return bool(paths) and all(path is not None and any(_is_brought(path, one) for one in above) for path in paths)


def _is_brought(path: str, landing: Landing) -> bool:
    return path == landing.path or (landing.path is None and posixpath.dirname(path) == landing.target.rstrip("/"))


def _is_question(command: Command) -> bool:
    """Whether the pipe ends in what fails itself where nothing good comes: `grep`, `sha256sum -c`, awk's `exit 1`."""
    last = command.element.steps[-1] if command.element is not None else None
    if not isinstance(last, Command):
        return False
    if last.program in ("awk", "gawk", "mawk"):
        return any(re.search(r"\bexit\s+1", word.text) for word in last.args)
    if re.fullmatch(r"(?:sha\d*|md5|b2)sum|shasum", last.program):
        return last.has_flag("-c", "--check")
    return last.program in ("grep", "egrep", "fgrep") and not last.has_flag("-v", "--invert-match")


_RUN_BY_SHELL = ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK")


def _shell(stage: Stage, scope: Scope, node: Node) -> Fix | None:
    if scope.os_family in ("alpine", "busybox"):
        shell = '["/bin/ash", "-eo", "pipefail", "-c"]'
    elif scope.os_family in ("debian", "ubuntu", "redhat"):
        shell = '["/bin/bash", "-o", "pipefail", "-c"]'
    else:
        return None
    above = [one for one in stage.nodes if one.index < node.index and one.name in (*_RUN_BY_SHELL, "SHELL")]
    if above and above[-1].name == "SHELL" and above[-1].instruction.form == "exec":
        words = above[-1].instruction.words
        if [word.value for word in words] in (["/bin/bash", "-c"], ["bash", "-c"]):  # it stands there for this RUN
            at = above[-1].to_document(words[-1].span).start
            return fix(Edit(Span(at, at), '"-o", "pipefail", '), safe=False, variant="there")
    return fix(line_above(stage.document, node, "SHELL", shell), safe=False)


RULE = StageRule(
    "run-pipefail-missing", find, aliases=(Alias("hadolint", "DL4006"),), fixes="unsafe", report="first_of_stage"
)
