"""What the Engine makes of each instruction of a stage, in turn (BuildKit, dockerfile2llb/convert.go, dispatch)."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.stages.dispatch import copying, paths
from gorae.stages.dispatch.expansion import expand
from gorae.stages.dispatch.graph import is_refused, refused_word
from gorae.stages.dispatch.model import Refusal, Warned
from gorae.stages.dispatch.ports import parse_port
from gorae.stages.dispatch.signals import is_signal
from gorae.syntax.checks import mount_issue_span
from gorae.syntax.mounts import read_mount

if TYPE_CHECKING:
    from collections.abc import Callable

    from gorae.source import Span
    from gorae.stages.dispatch.expansion import Environment, Expansion
    from gorae.stages.dispatch.graph import Arguments
    from gorae.stages.dispatch.model import Dispatch
    from gorae.stages.dispatch.state import Command, State
    from gorae.syntax import Flag, Variable, Word

# A whole word of the name (BuildKit, dockerfile2llb/validations.go; `file` and `version` excuse a name since 1.22).
_SECRET = re.compile(
    r"(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)", re.IGNORECASE
)
_HARMLESS = re.compile(r"(?:_|^)(?:public|file|version)(?:_|$)", re.IGNORECASE)
_NO_SIGNAL = re.compile(r"[^A-Za-z0-9+-]")  # what no signal's name has, whatever the variables in it say
# ARGs that the Engine reads itself and puts in no environment.
_NOT_IN_ENVIRONMENT = frozenset(("BUILDKIT_SBOM_SCAN_CONTEXT", "BUILDKIT_SBOM_SCAN_STAGE"))


def is_secret_name(name: str) -> bool:
    """Whether the Engine's check takes a variable for a secret, by its name."""
    return _SECRET.search(name) is not None and _HARMLESS.search(name) is None


class Worker:
    """Goes through the commands of one stage."""

    def __init__(self, state: State, arguments: Arguments, escape: str, found: Dispatch) -> None:
        self.state, self.arguments, self.escape, self.found = state, arguments, escape, found
        self.last: dict[str, Command] = {}  # CMD, ENTRYPOINT and HEALTHCHECK so far

    # -- what several instructions share

    def refuse(self, command: Command, kind: str, span: Span, said: Expansion | None = None, **facts: str) -> None:
        """Adds a refusal at a span of the command's instruction."""
        needs = self.blank(said) if said is not None else ()
        self.found.refusals.append(Refusal(kind, command.place(span), command.index, tuple(facts.items()), needs))

    def blank(self, said: Expansion) -> tuple[str, ...]:
        """The build arguments that a word names and that have no value."""
        return tuple(sorted(name for name in said.unmatched if name in self.state.arguments))

    def warn(self, command: Command, check: str, span: Span, name: str = "", *, is_sure: bool = True) -> None:
        self.found.warnings.append(Warned(check, command.index, command.place(span), name, is_sure))

    def read(
        self, command: Command, text: str, span: Span, uses: tuple[Variable, ...], **how: bool
    ) -> Expansion | None:
        """The word's value; None where it is refused. Tells of variables that nothing sets."""
        said = expand(
            text,
            self.state.environment,
            how.get("escaping", True) and self.escape or "\\",
            quotes=how.get("quotes", True),
        )
        for name in sorted(said.unmatched - self.state.arguments - _NOT_IN_ENVIRONMENT):
            use = next((use for outer in uses for use in (outer, *outer.nested) if use.name == name), None)
            is_sure = not self.state.environment.is_open
            self.warn(command, "UndefinedVar", use.name_span if use else span, name, is_sure=is_sure)
        if said.refused is None:
            return said
        if said.refused.kind != "malformed" and said.is_known:
            self.found.refusals.append(refused_word(said, command.place(span), command.index, self.blank(said)))
        return None

    def word(self, command: Command, word: Word) -> Expansion | None:
        return self.read(
            command, word.value if command.instruction.form == "exec" else word.text, word.span, word.variables
        )

    def flag(self, command: Command, name: str) -> tuple[Flag, Expansion] | None:
        """A flag that has a value, and what that says."""
        flag = command.instruction.flag(name)
        if flag is None or not flag.value or flag.value_span is None:
            return None
        said = self.read(command, flag.value, flag.value_span, flag.variables)
        return None if said is None else (flag, said)

    # -- instructions

    def do(self, command: Command) -> None:
        """Does one command."""
        if is_refused(command.instruction):
            return
        handler = _HANDLERS.get(command.instruction.name)
        if handler is not None:
            handler(self, command)

    def env(self, command: Command) -> None:
        pairs = []
        for pair in command.instruction.pairs:
            key = self.word(command, pair.key)
            value = self.word(command, pair.value) if pair.value is not None else None
            if pair.legacy:
                self.warn(command, "LegacyKeyValueFormat", pair.span)
            if key is not None:
                pairs.append((key.value, value.value if value is not None and value.is_known else None, pair.key.span))
        for name, value_known, span in pairs:
            if is_secret_name(name):
                self.warn(command, "SecretsUsedInArgOrEnv", span, name)
            self.state.environment.values[name] = value_known

    def label(self, command: Command) -> None:
        for pair in command.instruction.pairs:
            self.word(command, pair.key)
            if pair.value is not None:
                self.word(command, pair.value)
            if pair.legacy:
                self.warn(command, "LegacyKeyValueFormat", pair.span)

    def arg(self, command: Command) -> None:
        values = self.state.environment.values
        for pair in command.instruction.pairs:
            name = pair.key.text
            if is_secret_name(name):
                self.warn(command, "SecretsUsedInArgOrEnv", pair.key.span, name)
            if pair.value is not None:
                said = self.word(command, pair.value)
                if name not in _NOT_IN_ENVIRONMENT:
                    values[name] = said.value if said is not None and said.is_known else None
            elif name in self.arguments.environment.values:
                values[name] = None if name in PLATFORM_NAMES else self.arguments.environment.values[name]
            self.state.arguments.add(name)

    def workdir(self, command: Command) -> None:
        word = next(iter(command.instruction.words), None)
        said = self.word(command, word) if word is not None else None
        if word is None or said is None:
            return
        state = self.state
        is_absolute = paths.is_absolute(said.value, state.system)
        if not state.has_own_workdir and not is_absolute:
            # By a variable of the base that nobody knows it may be absolute after all.
            self.warn(command, "WorkdirRelativePath", word.span, is_sure=said.is_known)
        state.has_own_workdir = True
        _, refused = paths.without_drive(said.value, state.system)
        if refused is not None and said.is_known:
            self.refuse(command, f"path-{refused}", word.span, path=said.value)
        state.workdir = paths.joined(state.workdir, said.value, state.system) if said.is_known else None

    def user(self, command: Command) -> None:
        for word in command.instruction.words:
            self.word(command, word)

    def volume(self, command: Command) -> None:
        for word in command.instruction.words:
            said = self.word(command, word)
            if said is not None and said.is_known and not said.value:
                self.refuse(command, "volume-empty", word.span, said, text=word.text)

    def stopsignal(self, command: Command) -> None:
        word = next(iter(command.instruction.words), None)
        said = self.word(command, word) if word is not None else None
        if word is None or said is None or is_signal(said.value):
            return
        if not said.is_known and not _NO_SIGNAL.search(said.value):
            return
        kind = "signal-unknown" if said.value else "signal-empty"
        self.refuse(command, kind, word.span, said, signal=said.value, text=word.text)

    def expose(self, command: Command) -> None:
        for word in command.instruction.words:
            # EXPOSE's words are read in another way than all others: what nothing sets is told by no check.
            said = expand(word.text, self.state.environment, self.escape)
            if said.refused is not None:
                if said.is_known and said.refused.kind != "malformed":
                    refusal = refused_word(said, command.place(word.span), command.index, self.blank(said))
                    self.found.refusals.append(refusal)
                continue
            for part in said.words:
                self.port(command, word, part, said)

    def port(self, command: Command, word: Word, part: str, said: Expansion) -> None:
        port = parse_port(part)
        if not said.is_known:
            return
        if port.has_capitals:
            self.warn(command, "ExposeProtoCasing", word.span, part)
        if port.has_host:
            self.warn(command, "ExposeInvalidFormat", word.span, part)
        if port.refused:
            self.refuse(command, f"port-{port.refused}", word.span, said, port=part, text=word.text)

    def onbuild(self, command: Command) -> None:
        """Nothing is read before it fires."""

    def shell(self, command: Command) -> None:
        self.state.has_shell = True

    def start(self, command: Command) -> None:
        """CMD and ENTRYPOINT."""
        self.once(command)
        instruction = command.instruction
        if instruction.form != "exec" and not self.state.has_shell:
            self.warn(command, "JSONArgsRecommended", instruction.keyword)

    def once(self, command: Command) -> None:
        before = self.last.get(command.instruction.name)
        if before is not None:
            self.warn(before, "MultipleInstructionsDisallowed", before.instruction.keyword)
        self.last[command.instruction.name] = command

    # -- COPY, ADD and RUN

    def copy(self, command: Command) -> None:
        instruction = command.instruction
        is_add = instruction.name == "ADD"
        if command.sources and not command.sources[0].is_done:
            self.later(command, "from")
        self.flag(command, "chown")
        if (mode := self.flag(command, "chmod")) and mode[1].is_known and mode[1].value:
            if copying.mode_refused(mode[1].value) and mode[0].value_span:
                self.refuse(command, "mode-invalid", mode[0].value_span, mode[1], value=mode[1].value)
        marks = {heredoc.marker for heredoc in instruction.heredocs}
        sources = []
        for word in instruction.words[:-1]:
            if word.span not in marks and (said := self.word(command, word)) is not None:
                sources.append((word, said))
        target = self.word(command, instruction.words[-1]) if instruction.words else None
        for heredoc in instruction.heredocs:
            if heredoc.expand:
                body = instruction.slice(heredoc.body)
                self.read(command, body, heredoc.marker, heredoc.variables, quotes=False, escaping=False)
        if target is not None and target.is_known:
            _, refused = paths.without_drive(target.value, self.state.system)
            if refused is not None:
                self.refuse(command, f"path-{refused}", instruction.words[-1].span, path=target.value)
        if is_add:
            self.checksum(command, sources)
        for word, said in sources:
            self.source(command, word, said, is_add=is_add)

    def checksum(self, command: Command, sources: list[tuple[Word, Expansion]]) -> None:
        found = self.flag(command, "checksum")
        if found is None or not found[1].is_known or not found[1].value or found[0].value_span is None:
            return
        flag, said = found
        span, value = flag.value_span, said.value
        assert span is not None
        if len(sources) != 1:
            self.refuse(command, "checksum-of-several", span)
            return
        if not sources[0][1].is_known:
            return
        kind = copying.kind_of_source(sources[0][1].value)
        if kind == "path":
            self.refuse(command, "checksum-of-file", span)
        elif kind == "url" and (problem := copying.digest_refused(value)):
            self.refuse(command, f"checksum-{problem}", span, said, value=value)

    def source(self, command: Command, word: Word, said: Expansion, *, is_add: bool) -> None:
        if not said.is_known:
            return
        kind = copying.kind_of_source(said.value)
        if kind != "path" and not is_add:
            self.refuse(command, f"copy-{kind}", word.span, said, source=said.value)
        elif kind == "git":
            query = copying.git_query_refused(said.value)
            if query:
                self.refuse(command, "git-query", word.span, said, query=query)
        elif kind == "path":
            _, refused = paths.without_drive(said.value, self.state.system)
            if refused is not None:
                self.refuse(command, f"path-{refused}", word.span, path=said.value)

    def later(self, command: Command, where: str) -> None:
        """A stage that stands further down."""
        flag = next((flag for flag in command.instruction.flags if flag.name in ("from", "mount") and where), None)
        span = flag.value_span if flag is not None and flag.value_span else command.instruction.keyword
        self.refuse(command, "stage-later", span, text=flag.value or "" if flag else "")

    def run(self, command: Command) -> None:
        sources = iter(command.sources)
        for flag in command.instruction.flags:
            if flag.name != "mount" or not flag.value:
                continue
            option = flag.option("from")
            source = next(sources, None) if option is not None and option.value else None
            if source is not None and not source.is_done and option is not None and option.value_span:
                self.refuse(command, "stage-later", option.value_span, text=option.value or "")
            self.mount(command, flag)

    def mount(self, command: Command, flag: Flag) -> None:
        heard: list[Expansion] = []

        def known(text: str) -> str | None:
            said = self.read(command, text, flag.value_span or flag.span, flag.variables)
            if said is None or not said.is_known:
                return None
            heard.append(said)
            return said.value

        mount = read_mount(flag.value or "", known)
        needs = tuple(sorted({name for said in heard for name in self.blank(said)}))
        if mount.issue is not None:
            span = command.place(mount_issue_span(flag, mount.issue))
            self.found.refusals.append(Refusal(mount.issue.kind, span, command.index, mount.issue.facts, needs))
            return
        values = mount.values or {}
        target = values.get("target", "")
        if mount.type not in ("bind", "cache", "tmpfs") or target is None:
            return
        whole = target if posixpath.isabs(target) else self._below_workdir(target)
        if whole is None and target == "" and not self.state.image_has_workdir:
            whole = "/"
        if (
            whole is not None
            and posixpath.normpath("/" + whole.lstrip("/")) == "/"
            and (target == "/" or not posixpath.isabs(target))
        ):
            kind = "mount-target-root" if target else "mount-target-missing"
            span = command.place(flag.value_span or flag.span)
            self.found.refusals.append(Refusal(kind, span, command.index, (("target", target),), needs))

    def _below_workdir(self, target: str) -> str | None:
        return None if self.state.workdir is None else posixpath.join("/", self.state.workdir, target)


PLATFORM_NAMES = frozenset((
    "BUILDPLATFORM", "BUILDOS", "BUILDOSVERSION", "BUILDARCH", "BUILDVARIANT",
    "TARGETPLATFORM", "TARGETOS", "TARGETOSVERSION", "TARGETARCH", "TARGETVARIANT", "TARGETSTAGE",
))  # fmt: skip

_HANDLERS: dict[str, Callable[[Worker, Command], None]] = {
    "ENV": Worker.env,
    "LABEL": Worker.label,
    "ARG": Worker.arg,
    "WORKDIR": Worker.workdir,
    "USER": Worker.user,
    "VOLUME": Worker.volume,
    "STOPSIGNAL": Worker.stopsignal,
    "EXPOSE": Worker.expose,
    "SHELL": Worker.shell,
    "CMD": Worker.start,
    "ENTRYPOINT": Worker.start,
    "HEALTHCHECK": Worker.once,
    "COPY": Worker.copy,
    "ADD": Worker.copy,
    "RUN": Worker.run,
}
