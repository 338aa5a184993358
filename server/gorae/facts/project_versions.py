"""Which version of a language the project in the build context asks for: what its files say, and how a range is read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.project_files import inner, json_of, toml_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.context import BuildContext

Version = tuple[int, ...]
_NUMBER = re.compile(r"v?(\d+(?:\.\d+)*)")
_COMPARATOR = re.compile(r"(?:(>=|<=|>|<|==|=|\^|~>|~=|~|!=)\s*)?v?(\d+(?:\.(?:\d+|[xX*]))*|[xX*])(?:-[\w.]+)?")


_HYPHEN = re.compile(r"(?<![\w.])v?(\d[\d.]*)\s+-\s+v?(\d[\d.]*)")  # npm's `18 - 22`
_LOCK_4 = "1.78"  # the first Cargo that reads a lock file of version 4
_EDITIONS = {"2021": "1.56", "2024": "1.85"}  # the first Rust that knows them (doc.rust-lang.org/edition-guide)


class Asked(NamedTuple):
    """What a file of the project asks for, as written, and whether the build or the start ends where it is not met."""

    file: str
    wanted: str
    allows: Callable[[Version], bool]  # whether a version, as far as a tag says it, can fulfil it
    least: Version  # the lowest version that does
    stops: bool
    at_start: bool = False  # it is the start that ends, not the build


def numbers(text: str) -> Version:
    """The numbers of a version; `1.22.x` is (1, 22)."""
    return tuple(int(part) for part in text.split(".") if part.isdecimal())


def _at_least(version: Version, least: Version) -> bool:
    """Whether a version may be at least another; `22` is any 22."""
    return version >= least[: len(version)]


def _allows(text: str) -> tuple[Callable[[Version], bool], Version] | None:
    """A range of npm's, Composer's or Python's kind as a test of versions, and its lowest version."""
    alternatives = []
    for part in re.split(r"\|\|?", _HYPHEN.sub(r">=\1 <=\2", text.replace(",", " "))):
        bounds = [(match[1] or "", numbers(match[2])) for match in _COMPARATOR.finditer(part)]
        if _COMPARATOR.sub("", part).strip(" -"):
            return None
        alternatives.append([bound for bound in bounds if bound[1]])
    if not any(alternatives):
        return None

    def allows(version: Version) -> bool:
        return any(all(_holds(version, sign, other) for sign, other in bounds) for bounds in alternatives)

    lows = [
        max((other for sign, other in bounds if sign not in ("<", "<=", "!=")), default=(0,)) for bounds in alternatives
    ]
    return allows, min(lows)


def _holds(version: Version, sign: str, other: Version) -> bool:
    size = min(len(version), len(other))
    if sign in (">=", ">"):
        return _at_least(version, other)
    if sign in ("<", "<="):
        return (
            version[:size] <= other[:size]
            if sign == "<=" or len(version) < len(other)
            else version[: len(other)] < other
        )
    if sign == "^":
        return version[:1] == other[:1] and _at_least(version, other)
    if sign in ("~", "~=", "~>"):
        fixed = max(1, len(other) - 1) if sign != "~" else min(2, len(other))
        return version[: min(fixed, size)] == other[: min(fixed, size)] and _at_least(version, other)
    if sign == "!=":
        return True
    return version[:size] == other[:size]


def plain(file: str, text: str, *, stops: bool, exact: int = 0) -> Asked | None:
    """A single version: at least it, or the same as far as `exact` numbers go."""
    match = _NUMBER.match(text.strip())
    if match is None:
        return None
    wanted = numbers(match[1])
    if exact:
        return Asked(
            file, match[1], lambda version: version[:exact] == wanted[: min(exact, len(version))], wanted, stops
        )
    return Asked(file, match[1], lambda version: _at_least(version, wanted), wanted, stops)


def range_of(file: str, text: object, *, stops: bool) -> Asked | None:
    """A range of versions, in npm's, Composer's or Python's words; None where it is not understood."""
    found = _allows(text) if isinstance(text, str) else None
    return Asked(file, str(text), found[0], found[1], stops) if found is not None else None


def _of_tool(context: BuildContext, tool: str) -> str:
    """What `.tool-versions` of asdf and mise says of a tool."""
    text = context.read_text(".tool-versions")
    match = re.search(rf"(?m)^{tool}\s+(\d\S*)", text) if text else None
    return match[1] if match else ""


def go(context: BuildContext, _: str) -> Iterator[Asked]:
    """What `go.work` and `go.mod` say, whichever asks for more: a `toolchain` line is not read with GOTOOLCHAIN=local."""
    every = []
    for file in ("go.mod", "go.work"):
        match = re.search(r"(?m)^go\s+(\d+(?:\.\d+)*)", context.read_text(file) or "")
        found = plain(file, match[1], stops=True) if match else None
        every += [found] if found is not None else []
    yield from sorted(every, key=lambda one: one.least, reverse=True)


# nvm's names of Node.js' long-term lines (nodejs/Release).
_LTS = {"gallium": "16", "hydrogen": "18", "iron": "20", "jod": "22", "krypton": "24"}


def _of_line(text: str) -> str:
    """The version that `.nvmrc` names: by its number, or as `lts/jod`."""
    return _LTS.get(text.strip().lower().removeprefix("lts/"), text)


def node(context: BuildContext, _: str) -> Iterator[Asked]:
    """What `package.json`, `.nvmrc`, `.node-version` and `.tool-versions` say."""
    package = json_of(context, "package.json")
    engines = inner(package, "engines", "node")
    found = [
        range_of("package.json", engines, stops=False),
        *(
            plain(file, _of_line(context.read_text(file) or ""), stops=False, exact=1)
            for file in (".nvmrc", ".node-version")
        ),
        plain("package.json", str(inner(package, "volta", "node") or ""), stops=False, exact=1),
        plain(".tool-versions", _of_tool(context, "nodejs"), stops=False, exact=1),
    ]
    yield from (one for one in found if one is not None)


def python(context: BuildContext, _: str) -> Iterator[Asked]:
    """What `pyproject.toml`, `setup.cfg`, `Pipfile`, `.python-version` and `.tool-versions` say."""
    project = toml_of(context, "pyproject.toml")
    setup = re.search(r"(?m)^python_requires\s*=\s*(\S.*)", context.read_text("setup.cfg") or "")
    requires = inner(toml_of(context, "Pipfile"), "requires")
    pipfile = inner(requires, "python_full_version") or inner(requires, "python_version")
    found = [
        range_of("pyproject.toml", inner(project, "project", "requires-python"), stops=True),
        range_of("pyproject.toml", inner(project, "tool", "poetry", "dependencies", "python"), stops=False),
        range_of("setup.cfg", setup[1].strip(), stops=False) if setup else None,
        plain("Pipfile", pipfile if isinstance(pipfile, str) else "", stops=False, exact=2),
        plain(".python-version", context.read_text(".python-version") or "", stops=False, exact=2),
        plain(".tool-versions", _of_tool(context, "python"), stops=False, exact=2),
    ]
    yield from (one for one in found if one is not None)


def ruby(context: BuildContext, _: str) -> Iterator[Asked]:
    """What `Gemfile`, `.ruby-version` and `.tool-versions` say."""
    text = (context.read_text(".ruby-version") or "").strip().removeprefix("ruby-")
    # Bundler ends with "Your Ruby version is 3.1.0, but your Gemfile specified 3.3.0".
    written = context.read_text("Gemfile") or ""
    gemfile = re.search(r"(?m)^ruby\s+[\"']([^\"']+)[\"']\s*$", written)
    several = re.search(r"(?m)^ruby\s+((?:[\"'][^\"']+[\"']\s*,\s*)+[\"'][^\"']+[\"'])\s*$", written)
    names_file = re.search(r"(?m)^ruby\s+file:\s*[\"']\.ruby-version[\"']", written) is not None
    found = [
        range_of("Gemfile", re.sub(r"[\"']", "", several[1]), stops=True) if several else None,
        range_of("Gemfile", gemfile[1], stops=True) if gemfile and re.match(r"[<>~=]", gemfile[1]) else None,
        plain("Gemfile", gemfile[1], stops=True, exact=3) if gemfile else None,
        plain(".ruby-version", text, stops=names_file, exact=2),
        plain(".tool-versions", _of_tool(context, "ruby"), stops=False, exact=2),
    ]
    yield from (one for one in found if one is not None)


def rust(context: BuildContext, _: str) -> Iterator[Asked]:
    """What `Cargo.toml` says, where no file makes rustup fetch a version."""
    if context.read_text("rust-toolchain.toml") or context.read_text("rust-toolchain"):
        return  # rustup, which the image has, fetches that version
    manifest = toml_of(context, "Cargo.toml")
    least, edition = (_of_cargo(manifest, key) for key in ("rust-version", "edition"))
    if not least and re.search(r"(?m)^version = 4$", (context.read_text("Cargo.lock") or "")[:300]):
        lock = plain("Cargo.lock", _LOCK_4, stops=True)
        if lock is not None and edition not in ("", "2024"):
            yield lock
            return
    found = plain("Cargo.toml", least or _EDITIONS.get(edition, ""), stops=True)
    if found is not None:
        yield found


def _of_cargo(manifest: object, key: str) -> str:
    """What a Cargo.toml says of its package, itself or for the members of its workspace; nothing where it does not."""
    values = (inner(manifest, *table, key) for table in (("package",), ("workspace", "package")))
    return next((value for value in values if isinstance(value, str)), "")


def php(context: BuildContext, text: str) -> Iterator[Asked]:
    """What `composer.json` and the packages of `composer.lock` say, whichever asks for the most: Composer checks both."""
    project = json_of(context, "composer.json")
    if "ignore-platform" in text or inner(project, "config", "platform", "php") is not None:
        return  # another version than PHP's own counts
    own = range_of("composer.json", inner(project, "require", "php"), stops=True)
    every = [own] if own is not None else []
    packages = inner(json_of(context, "composer.lock"), "packages")
    for package in packages if isinstance(packages, list) else ():
        found = range_of("composer.lock", inner(package, "require", "php"), stops=True)
        every += [found] if found is not None else []
    if every:
        first = max(every, key=lambda one: (one.least, one is own))
        yield first._replace(allows=lambda version: all(one.allows(version) for one in every))
