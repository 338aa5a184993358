"""Turns a single stage that builds and ships into a builder and a light stage that ships."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.entrypoint import command_line, start_nodes
from gorae.facts.image_paths import absolute
from gorae.lint.model import Fix, fix
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gorae.facts.compilers import Building
    from gorae.stages import Build, Stage
    from gorae.syntax import Node

_RUNTIME = frozenset(("CMD", "ENTRYPOINT", "EXPOSE", "HEALTHCHECK", "STOPSIGNAL", "VOLUME", "LABEL", "USER", "ENV"))
# Variables that only a compiler reads.
_FOR_BUILDING = re.compile(
    r"CGO_\w+|GO\w*|CARGO_\w+|RUST\w*|MAVEN_\w+|GRADLE_\w+|CC|CXX|CFLAGS|CXXFLAGS|LDFLAGS|MAKEFLAGS"
)
_ON_PATH = (
    "/usr/local/bin",
    "/usr/local/sbin",
    "/usr/bin",
    "/usr/sbin",
    "/bin",
    "/sbin",
    "/go/bin",
    "/usr/local/cargo/bin",
)
_JAVA = re.compile(r"(?:jdk|temurin|openjdk|corretto|sapmachine|zulu|java)-?(\d+)")
_STATIC_PATH = re.compile(r"[\w./@+-]+")
_NODE_OUTPUTS = frozenset(("dist", "build", "out", "lib", ".output", "server"))
_STATIC_SITES = frozenset(("dist", "build", "out", "public"))


class Final(NamedTuple):
    """The stage that ships: its image, what it copies from the builder, and lines of its own."""

    image: str
    copies: tuple[tuple[str, str], ...]
    lines: tuple[str, ...] = ()
    builder_lines: tuple[str, ...] = ()  # at the builder's end
    drops_start: bool = False  # the image starts by itself
    workdir: bool = True


def converted(build: Build, buildings: Sequence[Building]) -> Fix | None:
    """The fix, for the way of building that is known well; None where it can't be done well."""
    stage = build.stages[0]
    tail = _tail(stage)
    if len(build.stages) != 1 or stage.name or not tail or stage.os_family == "windows":
        return None
    if any(node.name == "ONBUILD" for node in stage.nodes) or stage.reference is None:
        return None
    kinds = {one.kind for one in buildings}
    if len(kinds) != 1:
        return None
    last = buildings[-1]
    plan = {"go": _go, "rust": _rust, "java": _java, "dotnet": _dotnet, "node": _node}.get(last.kind)
    final = plan(stage, last) if plan else None
    if final is None or not _user_is_there(stage, final):
        return None
    return _written(build, stage, tail, final)


def _tail(stage: Stage) -> list[Node]:
    """The instructions at the end that only say how the image starts, the one that starts it among them."""
    tail: list[Node] = []
    for node in reversed(stage.nodes[1:]):
        if node.name not in _RUNTIME:
            break
        tail.insert(0, node)
    return tail if any(node.name in ("CMD", "ENTRYPOINT") for node in tail) else []


def _argv(stage: Stage) -> list[str] | None:
    """What the container runs, ENTRYPOINT then CMD; None for a shell form or what a variable hides."""
    words = command_line(stage)
    forms = {node.instruction.form for node in start_nodes(stage) if node is not None}
    if forms != {"exec"} or any("$" in word.value for word in words):
        return None
    return [word.value for word in words] or None


def _workdir(stage: Stage) -> str:
    return stage.final_state.workdir or "/"


def _program(stage: Stage, word: str) -> str | None:
    """The absolute path of the program that starts, where it is one that the stage made."""
    return absolute(stage, None, word) if "/" in word else None


def _base(stage: Stage, official: str) -> str | None:
    """The tag of the official image that the stage is based on."""
    reference = stage.reference
    if reference is None or reference.official_name != official:
        return None
    return reference.tag or ""


def _has_health_command(stage: Stage) -> bool:
    return any(node.instruction.trigger is not None for node in stage.instructions("HEALTHCHECK"))


def _debian(tag: str) -> str:
    return "12" if "bookworm" in tag else "13"


def _go(stage: Stage, building: Building) -> Final | None:
    tag, argv = _base(stage, "golang"), _argv(stage)
    output = building.command.effective.option_value("-o", "--o")
    if tag is None or argv is None or output is None or not _STATIC_PATH.fullmatch(output.value):
        return None
    made, program = absolute(stage, building.node, output.value), _program(stage, argv[0])
    if program is None:
        program = next((made for one in _ON_PATH if posixpath.join(one, argv[0]) == made), None)
    if made is None or output.value.endswith("/") or program != made or _has_health_command(stage):
        return None
    if "/" in argv[0] and not argv[0].startswith("/") and not stage.instructions("WORKDIR"):
        return None
    environment = stage.environment_at(building.node)
    cgo = environment["CGO_ENABLED"].value if "CGO_ENABLED" in environment else None
    own: list[str | None] = [
        one.value.value for one in building.command.effective.assignments if one.name == "CGO_ENABLED"
    ]
    if "alpine" in tag:
        image = "alpine:3.22"
    else:
        image = f"gcr.io/distroless/{'static' if (own or [cgo])[-1] == '0' else 'base'}-debian{_debian(tag)}:nonroot"
    return Final(image, ((made, made),), workdir=not argv[0].startswith("/") and "/" in argv[0])


def _rust(stage: Stage, building: Building) -> Final | None:
    tag, argv = _base(stage, "rust"), _argv(stage)
    if tag is None or argv is None or _has_health_command(stage):
        return None
    image = "alpine:3.22" if "alpine" in tag else f"gcr.io/distroless/cc-debian{_debian(tag)}:nonroot"
    if building.command.effective.subcommand == "install" and re.fullmatch(r"[\w.-]+", argv[0]):
        return Final(image, ((f"/usr/local/cargo/bin/{argv[0]}", f"/usr/local/bin/{argv[0]}"),), workdir=False)
    program = _program(stage, argv[0])
    if (
        program is None
        or "/target/" not in program
        or "/release/" not in program
        or not _STATIC_PATH.fullmatch(program)
    ):
        return None
    return Final(image, ((program, program),), workdir=not argv[0].startswith("/"))


def _java(stage: Stage, _: Building) -> Final | None:
    argv = _argv(stage)
    reference = stage.reference
    if argv is None or reference is None or argv[0].rpartition("/")[2] != "java" or "-jar" not in argv[:-1]:
        return None
    jar = argv[argv.index("-jar") + 1]
    path = absolute(stage, None, jar)
    tag = reference.tag or ""
    version = _JAVA.search(tag) or re.match(r"(\d+)", tag if reference.name not in ("maven", "gradle") else "")
    if (
        path is None
        or version is None
        or not _STATIC_PATH.fullmatch(path)
        or not ("/target/" in path or "/build/" in path)
    ):
        return None
    image = f"eclipse-temurin:{version[1]}-jre{'-alpine' if 'alpine' in tag else ''}"
    return Final(image, ((path, path),), workdir=not jar.startswith("/"))


def _dotnet(stage: Stage, building: Building) -> Final | None:
    argv, reference = _argv(stage), stage.reference
    output = building.command.effective.option_value("-o", "--output")
    if argv is None or reference is None or reference.familiar != "mcr.microsoft.com/dotnet/sdk" or output is None:
        return None
    if len(argv) < 2 or argv[0] != "dotnet" or not argv[1].endswith(".dll") or not _STATIC_PATH.fullmatch(output.value):
        return None
    made, program = absolute(stage, building.node, output.value), absolute(stage, None, argv[1])
    if made is None or program is None or posixpath.dirname(program) != made or reference.tag is None:
        return None
    return Final(
        f"mcr.microsoft.com/dotnet/aspnet:{reference.tag}", ((made, made),), workdir=not argv[1].startswith("/")
    )


def _node(stage: Stage, building: Building) -> Final | None:
    tag, argv = _base(stage, "node"), _argv(stage)
    folder = _workdir(stage)
    if tag is None or argv is None or building.command.effective.program != "npm" or folder == "/":
        return None
    served = argv[argv.index("serve") + 1 :] if "serve" in argv[:2] else None
    if served is not None:
        sites = [word for word in served if word.strip("./") in _STATIC_SITES]
        if len(sites) != 1 or _has_health_command(stage):
            return None
        site = absolute(stage, None, sites[0])
        if site is None:
            return None
        return Final(
            "nginx:1.31-alpine",
            ((site, "/usr/share/nginx/html"),),
            lines=("EXPOSE 80",),
            drops_start=True,
            workdir=False,
        )
    if argv[0] != "node" or len(argv) < 2 or argv[1].startswith("-"):
        return None
    output = argv[1].removeprefix("./").split("/")[0]
    if output not in _NODE_OUTPUTS or "/" not in argv[1]:
        return None
    lighter = (
        tag
        if "slim" in tag or "alpine" in tag or not re.fullmatch(r"\d[\d.]*(?:-[a-z]+)?|lts|current", tag)
        else f"{tag}-slim"
    )
    copies = tuple((f"{folder}/{name}", f"./{name}") for name in ("package.json", "node_modules", output))
    return Final(
        f"node:{lighter}", copies, builder_lines=("RUN npm prune --omit=dev",), lines=("ENV NODE_ENV=production",)
    )


def _user_is_there(stage: Stage, final: Final) -> bool:
    """Whether the last USER exists in the image that ships."""
    node = stage.last("USER")
    if node is None or not node.instruction.words:
        return True
    user = node.instruction.words[0].value.partition(":")[0]
    return (
        user.isdecimal()
        or user == "root"
        or (user == "nobody" and "distroless" not in final.image)
        or (user == "node" and final.image.startswith("node:"))
    )


def _written(build: Build, stage: Stage, tail: Sequence[Node], final: Final) -> Fix | None:
    text, newline = build.document.text.value, build.document.newline
    first = tail[0]
    start = build.document.lines_with_comments(first).start
    lines = [*final.builder_lines] if final.builder_lines else []
    head = [f"FROM {final.image}"]
    if final.workdir and stage.instructions("WORKDIR"):
        head.append(f"WORKDIR {_workdir(stage)}")
    kept = _kept_environment(stage, first)
    if kept is None:
        return None
    names = {pair.key.value for one in stage.instructions("ENV") for pair in one.instruction.pairs}
    head += kept
    head += [line for line in final.lines if not (line.startswith("ENV ") and line[4:].partition("=")[0] in names)]
    users = [one for one in stage.instructions("USER") if one.index < first.index]
    head += [f"COPY --from=builder {source} {target}" for source, target in final.copies]
    head += [users[-1].instruction.text] if users else []
    sample = stage.from_instruction.instruction
    if sample.is_lower_case:
        lines, head = ([re.sub(r"^[A-Z]+", lambda m: m[0].lower(), line) for line in group] for group in (lines, head))
    blank = "" if text[:start].endswith(newline * 2) and not lines else newline
    written = "".join(line + newline for line in lines) + blank + "".join(line + newline for line in head)
    edits = [
        Edit(
            Span(stage.image_span.end, stage.image_span.end),
            f" {'as' if sample.is_lower_case else 'AS'} builder",
        )
    ]
    if not final.drops_start:
        return fix([*edits, Edit(Span(start, start), written)], safe=False, image=final.image)
    if any(node.instruction.comments for node in tail) or any(
        one.name not in ("CMD", "ENTRYPOINT", "EXPOSE", "ENV") for one in tail
    ):
        return None
    if "#" in text[start : tail[-1].span.end]:
        return None
    end = tail[-1].span.end
    return fix([*edits, Edit(Span(start, end), written.rstrip("\r\n"))], safe=False, image=final.image)


def _kept_environment(stage: Stage, first: Node) -> list[str] | None:
    """The ENV lines that the program may read; None where one is made of an ARG."""
    kept = []
    for node in stage.instructions("ENV"):
        if node.index >= first.index:
            continue
        names = [pair.key.value for pair in node.instruction.pairs]
        if names and all(_FOR_BUILDING.fullmatch(name) for name in names):
            continue
        if node.instruction.variables or node.instruction.comments:
            return None
        kept.append(node.instruction.text)
    return kept
