"""Tools that report to their makers what is done with them, and are not told to stop."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.entrypoint import program_of
from gorae.facts.scripts import commands_of
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import Alias, FileRule
from gorae.rewrites.lines import line_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.lint.rule import Inputs
    from gorae.shell import Command
    from gorae.source import Span
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

# The program, or the package that brings it, and the variable with the value that its documentation names.
_TOOLS = {
    "next": "NEXT_TELEMETRY_DISABLED=1", "nuxt": "NUXT_TELEMETRY_DISABLED=1", "nuxi": "NUXT_TELEMETRY_DISABLED=1",
    "gatsby": "GATSBY_TELEMETRY_DISABLED=1", "astro": "ASTRO_TELEMETRY_DISABLED=1", "turbo": "TURBO_TELEMETRY_DISABLED=1",
    "wrangler": "WRANGLER_SEND_METRICS=false", "bun": "DO_NOT_TRACK=1", "bunx": "DO_NOT_TRACK=1",
    "az": "AZURE_CORE_COLLECT_TELEMETRY=0", "dotnet": "DOTNET_CLI_TELEMETRY_OPTOUT=1", "pwsh": "POWERSHELL_TELEMETRY_OPTOUT=1",
    "vcpkg": "VCPKG_DISABLE_METRICS=1", "brew": "HOMEBREW_NO_ANALYTICS=1", "hf": "HF_HUB_DISABLE_TELEMETRY=1",
    "huggingface-cli": "HF_HUB_DISABLE_TELEMETRY=1",
}  # fmt: skip
_RUNNERS = frozenset(("npx", "bunx", "pnpm", "yarn", "npm"))
_SCRIPTS = frozenset(("build", "dev", "start", "generate", "export"))
_HUGGING_FACE = re.compile(r"(?:huggingface[-_]hub|transformers|datasets|diffusers)(?:\[[\w,-]*\])?(?:[=<>~!].*)?")
_DEPENDENCY = re.compile(r'"(?P<name>next|nuxt|gatsby|astro|turbo|wrangler)"\s*:')


def find(build: Build, inputs: Inputs) -> Iterator[Finding]:
    """Report the first word of each stage that calls such a tool, with the variables of all that it calls."""
    for stage in build.stages:
        rows = [(node, span, name) for node, span, name in _calls(stage, inputs.context) if _is_on(stage, node, name)]
        if not rows:
            continue
        node, span, _ = rows[0]
        variables = " ".join(dict.fromkeys(_TOOLS[name] for _, _, name in rows))
        yield found(span, fix(line_above(build.document, node, "ENV", variables), safe=False), variables=variables)


def _calls(stage: Stage, context: BuildContext | None) -> Iterator[tuple[Node, Span, str]]:
    for node, command in commands_of(stage):
        for word, name in _tools(command, context):
            yield node, node.to_document(word), name
    start = program_of(stage) if stage.is_last else None
    if start is not None and start.program in _TOOLS:
        yield start.node, start.span, start.program


def _tools(command: Command, context: BuildContext | None) -> Iterator[tuple[Span, str]]:
    effective = command.effective
    program = effective.program.removesuffix(".exe")
    head = effective.words[0].span if effective.words else command.span
    if program in _TOOLS:
        yield head, program
    operands = [word for word in effective.args if not word.is_option]
    if program in _RUNNERS:
        for word in operands[:2]:
            if word.value in _TOOLS and word.value not in ("az", "hf"):
                yield word.span, word.value
        if operands and operands[-1].value in _SCRIPTS:
            for name in _of_project(context):
                yield head, name
    if re.fullmatch(r"pip[\d.]*|uv", program):
        for word in operands:
            if _HUGGING_FACE.fullmatch(word.value):
                yield word.span, "hf"


def _of_project(context: BuildContext | None) -> list[str]:
    text = context.read_text("package.json") if context is not None else None
    return sorted({match["name"] for match in _DEPENDENCY.finditer(text or "")})


def _is_on(stage: Stage, node: Node, name: str) -> bool:
    variable = _TOOLS[name].partition("=")[0]
    return variable not in stage.environment_at(node) and f"{variable}=" not in node.instruction.text


RULE = FileRule(
    "telemetry-on",
    find_with=find,
    aliases=(Alias("tally", "tally/prefer-telemetry-opt-out"),),
    severity="hint",
    default=False,
    fixes="unsafe",
)
