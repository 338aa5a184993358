"""What cannot be built any more: an image that is gone, an archive that no longer answers, a guarded system Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.base_system import system_of
from gorae.facts.dash import shell_that_refuses_pipefail
from gorae.facts.dnf_refused import refused_by_dnf
from gorae.facts.gone_addresses import gone_addresses
from gorae.facts.gone_commands import gone_commands
from gorae.facts.image import steps
from gorae.facts.node_refused import refused, refused_in_files
from gorae.facts.packages import names_own_archive, runs
from gorae.facts.scripts import commands_of
from gorae.facts.system_python import is_guarded
from gorae.facts.too_new import too_new, too_new_in_files
from gorae.images import gone_archive, gone_image, parse_reference
from gorae.lint.fixes.command_left_out import command_left_out
from gorae.lint.fixes.image_tag import with_moved_base
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.shell.packages import APT, RPM
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.context import BuildContext
    from gorae.facts.node_refused import Refused
    from gorae.images import System
    from gorae.shell.packages import Call
    from gorae.stages import Stage
    from gorae.syntax import Node

_ASKED = frozenset((*APT, *RPM, "pip"))
_NO_GUARD = re.compile(
    r"EXTERNALLY-MANAGED|PIP_BREAK_SYSTEM_PACKAGES|break-system-packages|(?<!python3-)venv|VIRTUAL_ENV|conda|pyenv|uv\b"
)
_ELSEWHERE = ("--break-system-packages", "--target", "-t", "--prefix", "--root", "--dry-run", "--python")


def find(stage: Stage) -> Iterator[Finding]:
    """Report an image that is gone, the first index refresh that fails, and pip where the system's Python refuses it."""
    reference = stage.reference
    if reference is not None and (gone := gone_image(reference)) is not None:
        repair = (
            with_moved_base(
                fix(Edit(stage.image_span, gone.instead), safe=False, variant="image", instead=gone.instead)
            )
            if gone.instead
            else None
        )
        yield found(stage.image_span, repair, variant=f"image-{gone.state}", image=reference.text, instead=gone.instead)
        return
    yield from _copied(stage)
    for one in (*gone_commands(stage), *refused_by_dnf(stage), *gone_addresses(stage)):
        edit = one.edit if one.needless is None else command_left_out(stage, *one.needless)
        repairs = (Fix((edit,), safe=False, variant=one.kind, facts=one.facts),) if edit else ()
        # pyproject.toml may ask for the plugin.
        severity: Severity | None = "warning" if one.kind == "poetry-export" else None
        yield Finding(one.span, one.facts, repairs, variant=one.kind, severity=severity)
    for new in too_new(stage):
        repairs = (Fix((new.edit,), safe=False, variant=new.kind, facts=new.facts),) if new.edit else ()
        yield Finding(new.span, new.facts, repairs, variant=new.kind)
    for tool in refused(stage):
        yield _of_tool(tool)
    yield from _ppas(stage)
    if (refusing := shell_that_refuses_pipefail(stage)) is not None:
        span, of_shell = refusing
        system_text = f"{of_shell.name.capitalize()} {of_shell.release}"
        yield found(span, _with_bash(stage, span), variant="dash-pipefail", system=system_text)
    if not any(call.manager in _ASKED for _, _, calls in runs(stage) for call in calls):
        return  # what the system is matters to these alone
    system = system_of(stage)
    yield from _backports(stage)
    if system is not None:
        yield from _archive(stage, system)
        yield from _pip(stage, system)
        yield from _uv(stage, system)


def _of_tool(one: Refused) -> Finding:
    """A tool that ends with an error under the image's Node.js."""
    repair = fix(one.edit, safe=False, variant="node-tool") if one.edit else None
    variant = "node-tool-file" if one.file else "node-tool"
    return found(one.span, repair, variant=variant, tool=one.tool, wanted=one.wanted, file=one.file)


def _with_bash(stage: Stage, span: Span) -> Fix | None:
    word = span.of(stage.document.text.value)
    return fix(Edit(span, '"/bin/bash"'), safe=False, variant="dash-pipefail") if word.startswith('"') else None


def _copied(stage: Stage) -> Iterator[Finding]:
    """The images that cannot be pulled and a COPY takes files of."""
    for node in stage.instructions("COPY"):
        flag = node.instruction.flag("from")
        if flag is None or flag.value_span is None or "/" not in (flag.value or ""):
            continue  # a stage's name, or one of the official images
        reference = parse_reference(flag.value or "")
        gone = gone_image(reference) if reference is not None else None
        if reference is not None and gone is not None:
            span = node.to_document(flag.value_span)
            edit = Edit(span, gone.instead)
            repair = fix(edit, safe=False, variant="image", instead=gone.instead) if gone.instead else None
            yield found(span, repair, variant=f"image-{gone.state}", image=reference.text, instead=gone.instead)


def _archive(stage: Stage, system: System) -> Iterator[Finding]:
    host = gone_archive(system)
    if host is None or any(names_own_archive(one) for one in stage.chain):
        return
    managers = RPM if system.name == "centos" else APT
    for node, _, calls in runs(stage):
        for call in calls:
            if call.manager in managers and call.action in ("update", "install", "upgrade"):
                repair = _to_archive(stage, node, call, system, host)
                yield found(
                    node.to_document(call.head), repair, variant="archive",
                    system=f"{system.name.capitalize()} {system.release}", host=host, command=f"{call.manager} {call.action}",
                )  # fmt: skip
                return


def _ppas(stage: Stage) -> Iterator[Finding]:
    """The first PPA on Debian: it has packages for Ubuntu's releases alone."""
    for node, command in commands_of(stage, "ppa:"):
        system = system_of(stage)
        if system is None or system.name != "debian":
            return
        word = next((word for word in command.effective.args if word.value.startswith("ppa:")), None)
        is_adding = command.effective.program in ("add-apt-repository", "apt-add-repository")
        if word is not None and is_adding and command.is_unguarded:
            release = f"Debian {system.release}"
            yield found(node.to_document(word.span), variant="ppa", ppa=word.value, system=release)
            return


_BACKPORTS = re.compile(r"\b(?:jessie|stretch|buster|bullseye)-backports\b")


def _backports(stage: Stage) -> Iterator[Finding]:
    """The first refresh below a RUN that adds backports which the mirrors no longer have."""
    added = False
    for node, _, calls in runs(stage):
        text = node.instruction.text
        match = _BACKPORTS.search(text)
        if "archive.debian.org" in text or "snapshot.debian.org" in text:
            return
        added = added or (match is not None and re.search(r"\bdeb\s|sources|Suites", text) is not None)
        for call in calls if added else ():
            is_after = match is None or node.instruction.text.find(match[0]) < call.head.start
            if call.manager in APT and call.action == "update" and is_after and call.command.is_unguarded:
                yield found(node.to_document(call.head), variant="backports", command=f"{call.manager} {call.action}")
                return


def _to_archive(stage: Stage, node: Node, call: Call, system: System, host: str) -> Fix | None:
    """Lets the system look at the host that keeps old releases, right before the first call.

    It is right for this image alone: on a newer one the list of sources is another, and `sed` would fail.
    """
    if node.instruction.form != "shell" or node.instruction.heredocs or not call.command.is_top_level:
        return None
    if system.name == "centos":
        command = (
            "sed -i -e 's/^mirrorlist/#mirrorlist/' "
            "-e 's|^#\\s*baseurl=http://mirror.centos.org|baseurl=http://vault.centos.org|' /etc/yum.repos.d/CentOS-*"
        )
    elif system.name == "debian":
        command = f"sed -i -e 's|deb.debian.org|{host}|' -e 's|security.debian.org|{host}|' -e '/-updates/d' /etc/apt/sources.list"
    else:
        # Since 24.04 the list is written in the newer form, in a file of its own.
        sources = "sources.list" if not system.is_since({"ubuntu": (24,)}) else "sources.list.d/ubuntu.sources"
        command = f"sed -i -E 's/(archive|security).ubuntu.com/{host}/' /etc/apt/{sources}"
    start = call.command.span.start
    sign = f" {node.instruction.escape}{stage.document.newline}    && "
    added = Edit(Span(start, start).shift(node.start), command + sign)
    return fix(added, safe=False, variant="archive", reads=(stage.root.image_span,), host=host)


def _pip(stage: Stage, system: System) -> Iterator[Finding]:
    if not is_guarded(system):
        return
    if any(_NO_GUARD.search(one.span.of(stage.document.text.value)) for one in stage.chain):
        return
    reference = stage.root.reference
    has_own = reference is not None and reference.official_name in ("python", "pypy")
    if has_own or not _installs_pip(stage):
        return
    for node, _, calls in runs(stage):
        for call in calls:
            if call.manager != "pip" or call.action != "install" or not call.command.runs_unconditionally:
                continue
            if call.has_flag(*_ELSEWHERE) or call.command.operator_after == "||" or call.subcommand is None:
                continue
            if not re.fullmatch(r"pip3?|python3?", call.program.value) or not _is_systems(stage, node):
                continue
            offset = call.subcommand.span.end
            word = ', "--break-system-packages"' if node.instruction.form == "exec" else " --break-system-packages"
            yield found(
                node.to_document(call.head), fix(Edit(Span(offset, offset).shift(node.start), word), safe=False, variant="pip"),
                variant="pip", system=f"{system.name.capitalize()} {system.release}",
            )  # fmt: skip
            return


_UV_GUARD = re.compile(
    r"BREAK_SYSTEM_PACKAGES|break-system-packages|EXTERNALLY-MANAGED|venv|VIRTUAL_ENV|UV_PYTHON|uv python|conda|pyenv"
)


def _uv(stage: Stage, system: System) -> Iterator[Finding]:
    """The first `uv pip install --system` where the system's Python, which apt or apk installed, is guarded: uv refuses it as pip does."""
    if not is_guarded(system) or any(_UV_GUARD.search(one.span.of(stage.document.text.value)) for one in stage.chain):
        return
    for node, command in commands_of(stage, "uv pip"):
        effective = command.effective
        words = [word.value for word in effective.args[:2]]
        if effective.program != "uv" or words != ["pip", "install"] or not command.is_unguarded:
            continue
        image = next(step.before for step in steps(stage) if step.node.index == node.index)
        there = (image.packages or frozenset()) | (image.apk or frozenset())
        own = image.programs is None or not image.programs.isdisjoint(("python", "python3"))
        if own or "python3" not in there or not effective.has_flag("--system") or image.doubt == "all":
            continue
        end = node.to_document(effective.args[1].span).end
        repair = fix(Edit(Span(end, end), " --break-system-packages"), safe=False, variant="pip")
        span = node.to_document(effective.words[0].span | effective.args[1].span)
        yield found(
            span,
            repair if node.instruction.form == "shell" else None,
            variant="pip",
            system=f"{system.name.capitalize()} {system.release}",
        )
        return


def _installs_pip(stage: Stage) -> bool:
    """Whether it is the system's pip that runs: the distribution's own package is installed."""
    return any(
        package.name in ("python3-pip", "py3-pip")
        for one in stage.chain
        for _, _, calls in runs(one)
        for call in calls
        if call.action == "install" and call.manager in (*APT, "apk")
        for package in call.packages
    )


def _is_systems(stage: Stage, node: Node) -> bool:
    """Whether nothing puts another Python before the system's."""
    image = next(step.before for step in steps(stage) if step.node.index == node.index)
    return image.doubt != "all" or image.system is None or image.system.name != "debian"


def find_in_files(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """Report pip, where a requirements file names a version that this Python has no wheel of, and pnpm by package.json's version."""
    for tool in refused_in_files(stage, context):
        yield _of_tool(tool)
    for one in too_new_in_files(stage, context):
        yield Finding(one.span, one.facts, (), variant=one.kind)


RULE = StageRule(
    "build-broken-today", find, in_context=find_in_files, severity="error", fixes="unsafe", report="once_per_message"
)
