"""Sources copied before the dependencies are installed."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.context import relative
from gorae.facts.copies import whole_context_target
from gorae.facts.dependency_installs import MANIFESTS, kind_of, manager_of
from gorae.facts.early_sources import early_sources
from gorae.facts.image_paths import absolute, in_shell
from gorae.facts.scripts import script
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import ContextRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gorae.context import BuildContext
    from gorae.facts.early_sources import Early
    from gorae.shell import Command, Word
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_QUIET = frozenset(("ENV", "ARG", "LABEL", "EXPOSE", "STOPSIGNAL", "VOLUME", "CMD", "ENTRYPOINT", "HEALTHCHECK"))
_SOURCES = (".py", ".js", ".ts", ".tsx", ".go", ".rb", ".php", ".java", ".kt", ".scala", ".rs", ".cs", ".ex")
# Of what these install or build, the sources are a part: their step stays where it is, one that only fetches comes before.
_FETCHES = {
    "go": "go mod download",
    "poetry": "poetry install --no-root",
    "uv": "uv sync --no-install-project",
    "pdm": "pdm install --no-self",
    "composer": "composer install --no-scripts --no-autoloader",
    "mvn": "mvn -B dependency:go-offline",
}
# What brings dependencies into a layer of its own, besides installing: subcommands, goals and tasks by their names.
_BRINGS = {
    "mvn": re.compile(r"dependency:|go-offline|resolve|compile|package|verify|install|test"),
    "gradle": re.compile(r"(?i)depend|resolve|download|offline|build|assemble|jar|classes|compile|test|check"),
    "cargo": re.compile(r"^(?:fetch|vendor|build|check|test|install|cook)$"),
    "go": re.compile(r"^(?:mod|get|install|build|test|vet|list)$"),
    "pnpm": re.compile(r"^(?:fetch|install|i|add|ci)$"),
    "bundle": re.compile(r"install|package|cache|update|lock"),
    "composer": re.compile(r"install|update|require"),
    "poetry": re.compile(r"install|export|sync|update"),
    "uv": re.compile(r"sync|export|pip|lock"),
    "dotnet": re.compile(r"restore|build|publish|tool"),
    "pdm": re.compile(r"install|sync|export"),
    "pipenv": re.compile(r"install|sync|requirements"),
    "mix": re.compile(r"deps\."),
    "sbt": re.compile(r"^(?:update|compile|assembly|stage|package|test)"),
}
_HOOKS = re.compile(r'"(?:pre|post)?install"\s*:|"prepare"\s*:|"workspaces"\s*:|"(?:file|link|portal|workspace):')
_INCLUDES = re.compile(r"^\s*(?:-r|-c|--requirement|--constraint)[ =]*(\S+)", re.MULTILINE)
_LOCAL = re.compile(r"^\s*(?:-e|--editable)\b|^\s*\.{1,2}/|\bfile:", re.MULTILINE)
_PINNED = re.compile(r"^\s*path\s*=|\bgemspec\b|path:|\"type\":\s*\"path\"|=>\s*\.{1,2}/", re.MULTILINE)


class Whole(NamedTuple):
    """What brings the sources: the instruction, the absolute folder that they land in, their folder of the context, "" for all."""

    node: Node
    target: str
    path: str


class Install(NamedTuple):
    """A RUN that installs what a manifest names."""

    manager: str
    command: Command
    node: Node
    manifests: tuple[str, ...]
    movable: bool  # without the sources it does the same
    folder: str  # where it runs, as the absolute folder of the image; `.` where only the base image says


def find(build: Build, context: BuildContext) -> Iterator[Finding]:
    """Report the COPY of everything into the folder, or one above it, in which a later step installs from a manifest."""
    for stage in build.stages:
        done = {
            name
            for one in stage.chain[1:]
            for node in one.instructions("RUN")
            for name in _managers(one, node, fetching=True)
        }
        wholes: dict[str, Whole] = {}
        for node in stage.nodes:
            if node.name in ("ADD", "COPY") and (whole := _whole(stage, node, context)) is not None:
                wholes.setdefault(whole.target, whole)
            if node.name != "RUN":
                continue
            for install in _installs(stage, node, context, tuple(wholes.values())):
                copy = next(
                    (one.node for one in wholes.values() if _below(install.folder, one.target) is not None), None
                )
                if copy is not None and install.manager not in done:
                    if _are_there(stage, copy, install):
                        # Only the install stands too low.
                        yield found(
                            copy.to_document(copy.instruction.words[0].span), variant="there", manager=install.manager
                        )
                        return
                    fixed = _fix(build, copy, install, context)
                    span = copy.to_document(copy.instruction.words[0].span)
                    names = ", ".join(f"`{name}`" for name in install.manifests)
                    yield found(span, fixed, manager=install.manager, names=names)
                    return
                done.add(install.manager)
            done |= _managers(stage, node, fetching=not wholes)
        if all(one.path for one in wholes.values()):
            yield from _of_parts(build, stage, context)


def _of_parts(build: Build, stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """Report sources that are copied by their names: a folder, or a file in one COPY with the manifest."""
    for one in early_sources(stage, context):
        if _stand_alone(one.manager, one.manifests, context):
            names = ", ".join(f"`{name}`" for name in one.manifests)
            span = one.copy.to_document(one.words[0].span)
            yield found(
                span, _moved(build, one), variant="part", manager=one.manager, names=names, source=one.words[0].value
            )
            return


def _moved(build: Build, one: Early) -> Fix | None:
    """The sources in a COPY of their own below the install; None where the same RUN needs them."""
    instruction, newline = one.copy.instruction, build.document.newline
    stage = build.stage_of(one.run)
    between = build.document.nodes[one.copy.index + 1 : one.run.index]
    if stage is None or instruction.comments or any(node.name not in (*_QUIET, "COPY") for node in between):
        return None
    if instruction.form == "exec" or len(script(one.run.instruction, stage.scope_of(one.run)).commands) != 1:
        return None
    rest = [word for word in instruction.words[:-1] if word not in one.words]
    target = instruction.words[-1].text
    if rest and not target.endswith(("/", ".")):
        return None
    head = instruction.text[: instruction.words[0].span.start]
    end = one.run.span.end
    sources = " ".join(word.text for word in one.words)
    below = Edit(Span(end, end), f"{newline}{build.document.indentation(one.copy)}{head}{sources} {target}")
    if not rest:
        return fix([Edit(build.document.lines_of(one.copy), ""), below], safe=False, variant="part", source=sources)
    left = " ".join(word.text for word in rest)
    span = one.copy.to_document(instruction.words[0].span | instruction.words[-2].span)
    return fix([Edit(span, left), below], safe=False, variant="part", source=sources)


def _whole(stage: Stage, node: Node, context: BuildContext) -> Whole | None:
    """A COPY of everything, or of one folder with sources in it, such as a project in a repository of several."""
    target = whole_context_target(stage, node)
    if target is not None:
        return Whole(node, target, "")
    words = node.instruction.words
    if len(words) != 2 or words[0].variables or node.instruction.flag("from") is not None:
        return None
    path = relative(words[0].value)
    target = absolute(stage, node, stage.evaluate(node, words[1]))
    if target is None or not path or not context.is_dir(path):
        return None
    has_sources = any(file.path.endswith(_SOURCES) for file in context.under(path))
    return Whole(node, posixpath.normpath(target), path) if has_sources else None


def _managers(stage: Stage, node: Node, *, fetching: bool) -> set[str]:
    """The managers that a RUN calls to install or, where that counts, only to fetch, whatever their manifests."""
    names = set()
    for command in script(node.instruction, stage.scope_of(node)).commands:
        effective = command.effective
        manager = manager_of(effective)
        words = [word.value for word in effective.args]
        brings = _BRINGS.get(manager) if fetching else None
        fetches = brings is not None and any(brings.search(word) for word in words if not word.startswith("-"))
        if manager in MANIFESTS and (fetches or kind_of(manager, effective.args) is not None):
            names.add(manager)
    return names


def _below(folder: str, top: str) -> str | None:
    """The path of a folder from one that holds it, "" for itself; None where it is elsewhere."""
    if folder == top:
        return ""
    prefix = top.rstrip("/") + "/"
    return folder[len(prefix) :] if folder.startswith(prefix) else None


def _installs(stage: Stage, node: Node, context: BuildContext, tops: Sequence[Whole]) -> Iterator[Install]:
    """The installs of a RUN; `tops` are what brought the sources before it."""
    instruction = node.instruction
    if any(
        (option := flag.option("type")) and option.value in ("cache", "bind")
        for flag in instruction.flags_named("mount")
    ):
        return
    scope = stage.scope_of(node)
    read = script(instruction, scope)
    folder = scope.workdir if scope.workdir is not None and scope.workdir.startswith("/") else "."
    for command in read.commands:
        effective = command.effective
        if effective.program in ("cd", "pushd"):
            changed = in_shell(stage, node, effective.args[0].value) if len(effective.args) == 1 else None
            if changed is None or not command.is_top_level:
                return
            folder = posixpath.normpath(posixpath.join(folder, changed))
            continue
        manager = manager_of(effective)
        if manager not in MANIFESTS or not command.is_top_level:
            continue
        kind = kind_of(manager, effective.args)
        if kind is None:
            continue
        inside = next(
            (
                relative(posixpath.join(top.path, path))
                for top in tops
                if (path := _below(folder, top.target)) is not None
            ),
            "",
        )
        manifests = _manifests(manager, effective.args, context, inside)
        if manifests:
            yield Install(manager, command, node, manifests, kind == "install", folder)


def _manifests(manager: str, args: Sequence[Word], context: BuildContext, inside: str) -> tuple[str, ...]:
    """The manifest's files that are there, the first of them needed; of pip those that the call names.

    `inside` is the folder of the context that the step runs in, "" for the context itself.
    """
    if manager == "pip":
        names = [
            word.value if word.text[:1] != "-" else word.value.partition("=")[2] or word.value[2:]
            for before, word in zip((None, *args), args, strict=False)
            if (before is not None and before.value in ("-r", "--requirement", "-c", "--constraint"))
            or re.match(r"(?:-r|-c|--requirement=|--constraint=)\S", word.value)
        ]
        paths = [relative(posixpath.join(inside, name)) for name in names]
        for path in paths[:]:
            included = _INCLUDES.findall(context.read_text(path) or "")
            paths += [relative(posixpath.join(posixpath.dirname(path), more)) for more in included]
        return tuple(dict.fromkeys(paths)) if paths and all(path in context.files for path in paths) else ()
    if manager == "dotnet":
        projects = [path for path in context.files if path.endswith((".csproj", ".fsproj"))]
        return tuple(projects) if len(projects) == 1 and "/" not in projects[0] else ()
    files = tuple(posixpath.join(inside, name) for name in MANIFESTS[manager])
    there = tuple(name for name in files if name in context.files)
    if manager == "gradle":
        return there if any(posixpath.basename(name).startswith("build.gradle") for name in there) else ()
    if manager == "mvn" and sum(path.endswith("pom.xml") for path in context.files) > 1:
        return ()
    return there if there and there[0] == files[0] else ()


def _is_plain(install: Install, context: BuildContext) -> bool:
    """Whether the manifests alone are enough: no hook, no workspace, no dependency in the sources."""
    if any("/" in name for name in install.manifests) or not all(
        re.fullmatch(r"[\w.-]+", name) for name in install.manifests
    ):
        return False
    return _stand_alone(install.manager, install.manifests, context)


def _stand_alone(manager: str, manifests: Sequence[str], context: BuildContext) -> bool:
    """Whether the texts of the manifests name no hook, no workspace and no dependency in the sources."""
    texts = [context.read_text(name) or "" for name in manifests]
    if manager in ("npm", "yarn", "pnpm", "bun"):
        return not _HOOKS.search(texts[0]) and ".yarn" not in context.folders and "patches" not in context.folders
    if manager == "pip":
        return not any(_LOCAL.search(text) for text in texts)
    return not any(_PINNED.search(text) for text in texts)


def _fix(build: Build, whole: Node, install: Install, context: BuildContext) -> Fix | None:
    """Manifests first, then the install, then everything."""
    node = build.document.nodes
    between = node[whole.index + 1 : install.node.index]
    if any(one.name not in _QUIET for one in between) or not _is_plain(install, context) or whole.instruction.comments:
        return None
    stage = build.stage_of(whole)
    newline = build.document.newline
    text = build.document.text.value
    sources = whole.to_document(whole.instruction.words[0].span)
    target = whole.instruction.words[1]
    folder = "./" if target.value in (".", "./") else target.value.rstrip("/") + "/"
    keyword = whole.instruction.slice(whole.instruction.keyword)
    manifests = " ".join(install.manifests)
    indent = build.document.indentation(whole)
    if stage is None or any("/" in name for name in install.manifests):
        return None
    if not install.movable:
        fetch = _FETCHES.get(install.manager)
        if fetch is None:
            return None
        run = whole.instruction.in_case("RUN")
        flags = whole.instruction.text[len(keyword) : whole.instruction.words[0].span.start]
        lines = f"{keyword}{flags}{manifests} {folder}{newline}{indent}{run} {_like(install, fetch)}{newline}{indent}"
        # What the install lacks is brought above it first: the step that fetches would lack it as well.
        return fix(Edit(Span(whole.start, whole.start), lines), safe=False, reads=(install.node.span,), names=manifests)
    edits = [Edit(sources, manifests), Edit(whole.to_document(target.span), folder)]
    again = f"{newline}{indent}{whole.instruction.text}"
    run_end = install.node.span.end
    chain = script(install.node.instruction, stage.scope_of(install.node)).chain
    if install.node.instruction.form != "shell" or install.node.instruction.heredocs or not chain:
        return None
    if chain[0].steps[0] is not install.command or len(chain[0].steps) > 1 or chain[0].background:
        return None
    if len(chain) == 1:
        edits.append(Edit(Span(run_end, run_end), again))
        return fix(edits, safe=False, names=manifests)
    gap = install.node.to_document(Span(chain[0].span.end, chain[1].span.start))
    if (
        chain[1].operator is None
        or chain[1].operator.text != "&&"
        or "#" in gap.of(text)
        or install.node.instruction.flags
    ):
        return None
    word = install.node.instruction.slice(install.node.instruction.keyword)
    edits.append(Edit(gap, f"{again}{newline}{indent}{word} "))
    return fix(edits, safe=False, names=manifests)


def _are_there(stage: Stage, whole: Node, install: Install) -> bool:
    """Whether the manifests were copied by their names before the sources were."""
    # By the words: where each file lands is asked of the whole stage, at each key that is typed in it.
    above = [node for node in stage.instructions("COPY") if node.index < whole.index]
    named = {
        posixpath.basename(word.value)
        for node in above
        if node.instruction.flag("from") is None
        for word in node.instruction.words[:-1]
    }
    return all(posixpath.basename(name) in named for name in install.manifests)


def _like(install: Install, fetch: str) -> str:
    """The fetching step with the options of the step that follows."""
    if install.manager not in ("poetry", "uv", "composer"):
        return fetch
    options = [word.text for word in install.command.effective.args[1:]]
    return " ".join([fetch, *(option for option in options if option not in fetch.split())])


RULE = ContextRule(
    "copy-order-busts-cache",
    find,
    fixes="unsafe",
    severity="information",
    reads={
        "ADD": (),
        "COPY": (),
        "RUN": (
            "npm",
            "yarn",
            "bun",
            "go",
            "composer",
            "poetry",
            "uv",
            "mvn",
            "gradle",
            "dotnet",
            "pip",
            "cargo",
            "pdm",
            "mix",
            "sbt",
        ),
    },
)
