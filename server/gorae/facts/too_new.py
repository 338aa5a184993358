"""Installs of a tool's newest version that the image's language is too old for, and of versions that it has none of.

Asked of the registries on 2026-11-30: npm 12.2 wants Node.js 22.22 and refuses its own install below; wheels of TensorFlow and
PyTorch by Python's version, and that they have neither sources nor wheels for musl (`pip index versions`). Of Ruby's and Go's the
lowest version that any release of the last year asks for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.image import image_at
from gorae.facts.image_calls import requirement_files
from gorae.facts.official_image import tag_version
from gorae.facts.packages import runs
from gorae.facts.python_floors import least_python
from gorae.facts.scripts import ends_run
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext
    from gorae.facts.official_image import Version
    from gorae.shell.packages import Call, Package
    from gorae.stages import Stage
    from gorae.syntax import Node


class TooNew(NamedTuple):
    """An install that fails. The span and the edit are the document's."""

    kind: str
    span: Span
    facts: tuple[tuple[str, str], ...]
    edit: Edit | None = None


_TOOLS = frozenset(("npm", "gem", "go", "pip", "uv"))
_NPM_SINCE, _NPM_REFUSES = (22,), (16,)  # Node.js' version; npm 8, of Node.js 16, is the first that looks
# The lowest Ruby, and the last version for those below (RubyGems' own words when it refuses).
_GEMS: dict[str, tuple[Version, tuple[tuple[Version, str], ...]]] = {
    "bundler": ((3, 1), (((3, 0), "2.5.23"), ((2, 6), "2.4.22"))),
    "rails": ((3, 2), (((2, 7), "7.1.5"), ((2, 5), "6.1.7"))),
    "nokogiri": ((3, 1), (((3, 0), "1.17.2"), ((2, 7), "1.15.7"))),
}  # fmt: skip
_GO_SINCE = (1, 22)
_GO_PATHS = frozenset((
    "golang.org/x/tools/gopls", "github.com/air-verse/air", "github.com/go-delve/delve/cmd/dlv",
    "honnef.co/go/tools/cmd/staticcheck", "github.com/golangci/golangci-lint/cmd/golangci-lint",
    "github.com/golangci/golangci-lint/v2/cmd/golangci-lint", "github.com/sqlc-dev/sqlc/cmd/sqlc", "github.com/pressly/goose/v3/cmd/goose",
    "golang.org/x/vuln/cmd/govulncheck", "github.com/a-h/templ/cmd/templ", "golang.org/x/tools/cmd/goimports",
    "google.golang.org/protobuf/cmd/protoc-gen-go", "google.golang.org/grpc/cmd/protoc-gen-go-grpc", "go.uber.org/mock/mockgen",
))  # fmt: skip
# Of packages that have wheels alone: the first and, where Python was given up, the last version for each Python.
_WHEELS: dict[str, dict[Version, tuple[str, str]]] = {
    "tensorflow": {
        (3, 8): ("2.2.0", "2.13.1"), (3, 9): ("2.5.0", "2.20.0"), (3, 10): ("2.8.0", ""), (3, 11): ("2.12.0", ""), (3, 12): ("2.16.1", ""),
        (3, 13): ("2.20.0", ""), (3, 14): ("-", ""),
    },
    "torch": {
        (3, 8): ("1.4.0", "2.4.1"), (3, 9): ("1.7.1", "2.8.0"), (3, 10): ("1.11.0", "2.14.1"), (3, 11): ("1.13.0", ""), (3, 12): ("2.2.0", ""),
        (3, 13): ("2.5.0", ""), (3, 14): ("2.9.0", ""),
    },
    "torchvision": {
        (3, 9): ("0.8.2", ""), (3, 10): ("0.12.0", ""), (3, 11): ("0.15.1", ""), (3, 12): ("0.17.0", ""), (3, 13): ("0.21.0", ""),
        (3, 14): ("0.24.0", ""),
    },
    "torchaudio": {(3, 9): ("0.7.2", ""), (3, 10): ("0.11.0", ""), (3, 11): ("2.0.1", ""), (3, 12): ("2.2.0", "")},
    # Their sources ask for what Python 3.12 has dropped.
    "numpy": {(3, 12): ("1.26.0", ""), (3, 13): ("1.26.0", ""), (3, 14): ("1.26.0", "")},
}  # fmt: skip
_NO_MUSL = frozenset(("tensorflow", "torch", "torchvision", "torchaudio"))
_EXACT = re.compile(r"==\s*(\d+(?:\.\d+)*)(?:\+\w+)?")
_ELSEWHERE = ("-f", "--find-links", "--index-url", "-i", "--platform", "--no-deps")


def too_new(stage: Stage) -> Iterator[TooNew]:
    """The installs of the stage's RUNs that an official image's language is too old, or too new, for."""
    reference = stage.root.reference
    name = reference.official_name if reference is not None else None
    if name not in ("node", "ruby", "golang", "python"):
        return
    version = tag_version(stage, name)
    for node, scope, calls in runs(stage):
        for call in calls:
            if call.manager not in _TOOLS or call.action != "install" or not call.command.is_unguarded:
                continue
            if ends_run(node.instruction, scope, call.command):
                yield from _judged(stage, node, call, name, version)


def _judged(stage: Stage, node: Node, call: Call, name: str, version: Version | None) -> Iterator[TooNew]:
    if name == "python" and call.manager in ("pip", "uv"):
        if not call.has_flag(*_ELSEWHERE):
            for package in call.packages:
                yield from _wheel(stage, node, package, version)
    elif version is None:
        return
    elif name == "node" and call.manager == "npm" and call.has_flag("-g", "--global"):
        yield from _npm(node, call, version)
    elif name == "ruby" and call.manager == "gem" and len(version) > 1 and not call.has_flag("-v", "--version"):
        yield from _gems(node, call, version)
    elif (
        name == "golang"
        and call.manager == "go"
        and (1, 18) <= version < _GO_SINCE
        and "GOTOOLCHAIN" not in stage.document.text.value
    ):
        yield from _go(node, call, version)


def _text(version: Version) -> str:
    return ".".join(map(str, version))


def _npm(node: Node, call: Call, version: Version) -> Iterator[TooNew]:
    for package in call.packages:
        if package.name == "npm" and package.version in (None, "@latest") and _NPM_REFUSES <= version[:1] < _NPM_SINCE:
            span = node.to_document(package.span)
            last = {16: "8", 17: "8", 18: "10", 19: "9", 20: "10", 21: "10"}[version[0]]
            yield TooNew("npm-newest", span, (("version", str(version[0])),), Edit(span, f"npm@{last}"))


def _gems(node: Node, call: Call, version: Version) -> Iterator[TooNew]:
    for package in call.packages:
        least, lasts = _GEMS.get(package.name, ((0,), ()))
        if package.version is not None or not package.word.static or version >= least:
            continue
        span = node.to_document(package.span)
        last = next((one for since, one in lasts if version >= since), None)
        only = last is not None and len(call.packages) == 1 and package.word.text == package.name
        edit = Edit(span, f"{package.name} -v {last}") if only else None
        yield TooNew(
            "gem-newest", span, (("gem", package.name), ("version", _text(version)), ("wanted", _text(least))), edit
        )


def _go(node: Node, call: Call, version: Version) -> Iterator[TooNew]:
    for package in call.packages:
        path = package.word.value.partition("@")[0]
        if path in _GO_PATHS and package.word.value.endswith("@latest"):
            facts = (("package", path.rpartition("/")[2]), ("version", _text(version)))
            yield TooNew("go-newest", node.to_document(package.span), facts)


def wheel_missing(name: str, pinned: str | None, python: Version | None, *, musl: bool) -> bool:
    """Whether pip finds no version of a package for a Python: none for its C library, or not the pinned one."""
    if musl and name in _NO_MUSL:
        return True
    least = least_python(name, pinned) if pinned is not None and python is not None and len(python) > 1 else None
    if least is not None and python is not None and python < least:
        return True
    rows = _WHEELS.get(name)
    if rows is None or python is None or len(python) < 2 or python not in rows:
        return False
    first, last = rows[python]
    if first == "-":
        return True
    if pinned is None:
        return False
    version = tuple(map(int, pinned.split(".")))
    return version < tuple(map(int, first.split("."))) or (bool(last) and version > tuple(map(int, last.split("."))))


def _wheel(stage: Stage, node: Node, package: Package, version: Version | None) -> Iterator[TooNew]:
    name = package.name.lower().replace("_", "-")
    if not package.word.static or package.local:
        return
    exact = _EXACT.fullmatch(package.version or "")
    instead = _unbuildable_source(name, exact[1] if exact else None, version)
    if exact is not None and instead is not None:
        span = node.to_document(package.span)
        plain = package.word.text == package.word.value
        edit = Edit(span, f"{package.word.value.partition('=')[0]}=={instead}") if plain else None
        facts = (("package", package.word.value), ("version", _text(version or ())), ("instead", instead))
        yield TooNew("source-broken", span, facts, edit)
    if name not in _WHEELS and exact is None:
        return
    system = image_at(stage, node).system
    musl = system is not None and system.name == "alpine"
    if wheel_missing(name, exact[1] if exact else None, version, musl=musl):
        yield _no_wheel(node.to_document(package.span), package.word.value, version, musl=musl and name in _NO_MUSL)


_REQUIREMENT = re.compile(
    r"(?m)^[ \t]*(?P<name>[A-Za-z][\w.-]*)[ \t]*==[ \t]*(?P<version>\d+(?:\.\d+)*)(?:\+\w+)?[ \t]*(?:#.*)?$"
)


def too_new_in_files(stage: Stage, context: BuildContext) -> Iterator[TooNew]:
    """The same of the versions that files of requirements in the context name."""
    reference = stage.root.reference
    if reference is None or reference.official_name != "python":
        return
    for one in requirement_files(stage, context):
        if "--index-url" in one.text or "--find-links" in one.text or "--index-url" in one.node.instruction.text:
            continue
        for match in _REQUIREMENT.finditer(one.text):
            name, version = match["name"].lower().replace("_", "-"), tag_version(stage, "python")
            instead = _unbuildable_source(name, match["version"], version)
            if instead is not None:
                facts = (
                    ("package", f"{match['name']}=={match['version']}"),
                    ("version", _text(version or ())),
                    ("instead", instead),
                )
                yield TooNew("source-broken", one.program.span.shift(one.node.start), facts)
                break
            if wheel_missing(name, match["version"], version, musl=False):
                package = f"{match['name']}=={match['version']}"
                yield _no_wheel(one.program.span.shift(one.node.start), package, version, musl=False)
                break


# Without a wheel pip builds PyYAML 5 and 6.0 of their sources, which no Cython since 3.0 reads (`cython_sources`; 6.0.1 does without).
_PYYAML: dict[Version, str] = {(3, 10): "6.0", (3, 11): "6.0", (3, 12): "6.0.1", (3, 13): "6.0.1", (3, 14): "6.0.1"}
_PYYAML_SINCE = (5, 1)


def _unbuildable_source(name: str, pinned: str | None, python: Version | None) -> str | None:
    """The first version of a package that pip can install, where the pinned one is older and its source builds no more."""
    least = _PYYAML.get(python) if name == "pyyaml" and python is not None and pinned is not None else None
    if least is None or pinned is None:
        return None
    version = tuple(map(int, pinned.split(".")))
    return least if _PYYAML_SINCE <= version < tuple(map(int, least.split("."))) else None


def _no_wheel(span: Span, package: str, version: Version | None, *, musl: bool) -> TooNew:
    if musl:
        return TooNew("wheel-musl", span, (("package", package),))
    return TooNew("wheel", span, (("package", package), ("version", _text(version or ()))))
