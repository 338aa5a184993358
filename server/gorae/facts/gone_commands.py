"""Commands that newer versions of a tool no longer know, where the Dockerfile asks for the newest.

Each was run: `go get` outside a module with Go 1.27 (refused since 1.18), Poetry 2.5 (`export` is a plugin since 2.0;
`--no-dev`, `--no-update`, `--remove-untracked` are gone), pip 26.3 (Python 3.10 and newer; get-pip.py asks first).
PHP's extensions: `ext/` of php-src by release, which `docker-php-ext-install` looks into; what is compiled in ends there with
`cp: cannot stat 'modules/*'` (docker-library/php, issue 1631).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts.base_system import system_of
from gorae.facts.official_image import tag_version, version_today
from gorae.facts.php_image import INCLUDED
from gorae.facts.scripts import commands_of, ends_run
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.facts.official_image import Version
    from gorae.shell import Command, Word
    from gorae.stages import Stage
    from gorae.syntax import Node


class Gone(NamedTuple):
    """A call that ends the build. The span and the edit are the document's."""

    kind: str
    span: Span
    facts: tuple[tuple[str, str], ...] = ()
    edit: Edit | None = None
    needless: tuple[Node, Command] | None = None  # where nothing is left for the call to do


def gone_commands(stage: Stage) -> Iterator[Gone]:
    """The calls of the stage's RUNs that fail with the versions that it gets."""
    calls = [
        (node, command)
        for node, command in commands_of(
            stage,
            "go get",
            "poetry",
            "docker-php-ext-",
            "get-pip.py",
            "setup.py",
            "huggingface",
            "yarn",
            "pecl",
        )
        if command.is_unguarded
    ]
    if not calls:
        return
    yield from _go(stage, calls)
    yield from _php(stage, calls)
    yield from _poetry(stage, calls)
    yield from _get_pip(stage, calls)
    yield from _setup_py(stage, calls)
    yield from _hugging_face(calls)
    yield from _yarn(stage, calls)
    yield from _pecl(stage, calls)


_Calls = list[tuple["Node", "Command"]]

_SINCE = (1, 18)
_MODULE = re.compile(r"go\.mod|\bgo\s+mod\b|\bgit\s+(?:clone|-C|init)|\b(?:curl|wget|tar|unzip)\b|GO111MODULE")
_IMPORT_PATH = re.compile(r"[\w-]+(?:\.[\w-]+)+/[\w./~-]+")


def _go(stage: Stage, calls: _Calls) -> Iterator[Gone]:
    """`go get` where no file of the project is there yet, so no `go.mod`."""
    version = version_today(stage, "golang")
    if version is None or version < _SINCE:
        return
    for node, command in calls:
        effective = command.effective
        values = [word.value for word in effective.args]
        if effective.program != "go" or values[:1] != ["get"] or _brings_module(stage, node):
            continue
        paths = [word for word in effective.args[1:] if not word.is_option]
        only = paths[0] if len(paths) == 1 else None
        edit = None
        if only is not None and "-d" not in values and _IMPORT_PATH.fullmatch(only.text) and "..." not in only.text:
            kept = "".join(f" {value}" for value in values[1:] if value in ("-v", "-x"))
            edit = Edit(node.to_document(effective.args[0].span | only.span), f"install{kept} {only.text}@latest")
        span = node.to_document(effective.words[0].span | effective.args[0].span)
        yield Gone("go-get", span, edit=edit)


def _brings_module(stage: Stage, before: Node) -> bool:
    """Whether something above may have brought a `go.mod`, or says that modules are off."""
    above = [node for one in stage.chain for node in one.nodes if one is not stage or node.index <= before.index]
    return any(
        node.name in ("COPY", "ADD", "ONBUILD") or _MODULE.search(node.instruction.text)
        for node in above
        if node.name != "FROM"
    )


# Extensions that PHP's source no longer has, by the first version without them, and what serves instead.
_PHP: dict[str, tuple[Version, str]] = {
    "mysql": ((7, 0), "mysqli"), "mcrypt": ((7, 2), ""), "recode": ((7, 4), ""), "wddx": ((7, 4), ""),
    "interbase": ((7, 4), ""), "xmlrpc": ((8, 0), ""), "imap": ((8, 4), ""), "pspell": ((8, 4), ""),
    "oci8": ((8, 4), ""), "pdo_oci": ((8, 4), ""),
}  # fmt: skip


def _php(stage: Stage, calls: _Calls) -> Iterator[Gone]:
    version = version_today(stage, "php")
    if version is None:
        return
    for node, command in calls:
        if command.effective.program == "docker-php-ext-enable":
            yield from _php_enabled(node, command, version)
        if command.effective.program != "docker-php-ext-install":
            continue
        words = {word.value for word in command.effective.args}
        for before, word in pairwise(command.effective.words):
            since_when = INCLUDED.get(word.value)
            if since_when is not None and version >= since_when:
                yield _included(node, command, before, word, since_when)
            known = _PHP.get(word.value)
            if known is None or version < known[0] or not word.static:
                continue
            since, instead = known
            span = node.to_document(word.span)
            edit = Edit(span, instead) if instead and instead not in words and word.text == word.value else None
            facts = (("extension", word.value), ("version", ".".join(map(str, since))))
            yield Gone("php-extension", span, facts, edit)


def _php_enabled(node: Node, command: Command, version: Version) -> Iterator[Gone]:
    """What is compiled in has no file that could be enabled: "error: 'opcache' does not exist" (docker-library/php, issue 1605)."""
    for before, word in pairwise(command.effective.words):
        since_when = INCLUDED.get(word.value)
        if since_when is not None and version >= since_when:
            yield _included(node, command, before, word, since_when)


def _included(node: Node, command: Command, before: Word, word: Word, since: Version) -> Gone:
    facts = (("extension", word.value), ("version", ".".join(map(str, since))))
    is_alone = sum(not one.is_option for one in command.effective.args) == 1
    edit = None if is_alone else Edit(node.to_document(Span(before.span.end, word.span.end)), "")
    return Gone("php-included", node.to_document(word.span), facts, edit, (node, command) if is_alone else None)


_POETRY_PLUGIN = "poetry-plugin-export"
_POETRY_OPTIONS = {"install": {"--no-dev": "--only main", "--remove-untracked": "--sync"}, "lock": {"--no-update": ""}}
_WITH_VERSION = re.compile(r"poetry\s*[<=~!>\[@]|POETRY_VERSION|--version", re.IGNORECASE)


def _poetry(stage: Stage, calls: _Calls) -> Iterator[Gone]:
    """What Poetry 2 no longer has, where a pip above installs the newest Poetry by its bare name."""
    bare: tuple[Node, Word] | None = None
    text = stage.document.text.value
    if _POETRY_PLUGIN in text or any(
        _WITH_VERSION.search(node.span.of(text)) for one in stage.chain for node in one.nodes
    ):
        return
    for node, command in calls:
        effective = command.effective
        values = [word.value for word in effective.args]
        if re.fullmatch(r"pip[\d.]*|pipx", effective.program) and "install" in values:
            bare = next(((node, word) for word in effective.args if word.text == "poetry"), bare)
        if effective.program != "poetry" or bare is None or not values:
            continue
        span = node.to_document(effective.words[0].span | effective.args[0].span)
        if values[0] == "export":
            end = bare[0].to_document(bare[1].span).end
            yield Gone("poetry-export", span, edit=Edit(Span(end, end), f" {_POETRY_PLUGIN}"))
        for word in effective.args[1:]:
            instead = _POETRY_OPTIONS.get(values[0], {}).get(word.value)
            if instead is not None:
                edit = Edit(node.to_document(word.span), instead) if instead else None
                yield Gone("poetry-option", node.to_document(word.span), (("option", word.value),), edit)


_HUB = re.compile(r"huggingface[-_]hub(?:\[[\w,-]*\])?(?:>=?\s*[\d.]+)?")


def _hugging_face(calls: _Calls) -> Iterator[Gone]:
    """`huggingface-cli`, which huggingface_hub calls `hf` since 1.0, behind a pip that installs the newest by its name."""
    is_newest = False
    for node, command in calls:
        effective = command.effective
        values = [word.value for word in effective.args]
        if re.fullmatch(r"pip[\d.]*|uv", effective.program) and "install" in values:
            others = [one for one in values if not one.startswith("-") and one not in ("install", "pip")]
            # Another package may ask for an older one.
            is_newest = all(_HUB.fullmatch(one) or one in ("hf_transfer", "hf-transfer", "hf_xet") for one in others)
        elif effective.program == "huggingface-cli" and is_newest:
            word = effective.words[0]
            same = word.text == word.value and values[:1] in (["download"], ["upload"])
            span = node.to_document(word.span)
            yield Gone("huggingface", span, edit=Edit(span, "hf") if same else None)


_WITH_YARN = (8,), (26,)
_NO_YARN = re.compile(r"\b(?:rm|un|uninstall|remove|unlink)\b|--force|corepack disable")


def _yarn(stage: Stage, calls: _Calls) -> Iterator[Gone]:
    """`npm install -g yarn` on Node.js' images with a yarn of their own: npm ends with EEXIST (run with npm 10)."""
    version = tag_version(stage, "node")
    if version is None or not _WITH_YARN[0] <= version[:1] < _WITH_YARN[1]:
        return
    texts = [node.instruction.text for one in stage.chain for node in one.instructions("RUN")]
    if any("yarn" in text and _NO_YARN.search(text) for text in texts):
        return
    for node, command in calls:
        effective = command.effective
        if effective.program != "npm" or effective.subcommand not in ("install", "i", "add"):
            continue
        if not effective.has_flag("-g", "--global") or effective.has_flag("-f", "--prefix"):
            continue
        if not ends_run(node.instruction, stage.scope_of(node), command):
            continue
        packages = [word for word in effective.args if not word.is_option and word.value != effective.subcommand]
        yarn = next(
            (word for word in packages if re.fullmatch(r"yarn(?:@(?:latest|1[\d.]*|\^1[\d.]*))?", word.value)), None
        )
        if yarn is None:
            continue
        before = next(word for word, behind in pairwise(effective.words) if behind is yarn)
        edit = None if len(packages) == 1 else Edit(node.to_document(Span(before.span.end, yarn.span.end)), "")
        yield Gone("yarn-there", node.to_document(yarn.span), (), edit, (node, command) if len(packages) == 1 else None)
        return


# The lowest and the highest PHP of an extension's versions, and what the newest asks for (xdebug.org/docs/compat), with the
# last version for those below.
_XDEBUG: dict[str, tuple[Version, Version]] = {
    "2.9": ((7, 1), (7, 4)), "3.0": ((7, 2), (8, 0)), "3.1": ((7, 2), (8, 1)), "3.2": ((8, 0), (8, 2)), "3.3": ((8, 0), (8, 3)), "3.4": ((8, 0), (8, 4)),
}  # fmt: skip
_NEWEST_PECL: dict[str, tuple[Version, dict[Version, str]]] = {
    "xdebug": ((8, 0), {(7, 2): "3.1.6", (7, 3): "3.1.6", (7, 4): "3.1.6", (7, 1): "2.9.8"}),
}  # fmt: skip


def _pecl(stage: Stage, calls: _Calls) -> Iterator[Gone]:
    """`pecl install` of an extension whose version wants another PHP: "requires PHP (version >= 8.0.0 …)"."""
    version = tag_version(stage, "php")
    if version is None or len(version) < 2:
        return
    for node, command in calls:
        effective = command.effective
        if effective.program != "pecl" or effective.subcommand != "install" or effective.has_flag("-f", "--force"):
            continue
        if not ends_run(node.instruction, stage.scope_of(node), command):
            continue
        for word in effective.args[1:]:
            name, _, pinned = word.value.partition("-")
            if not word.static or name not in _NEWEST_PECL:
                continue
            least, lasts = _NEWEST_PECL[name]
            lower, upper = (least, (99,)) if not pinned or pinned == "stable" else _of_xdebug(name, pinned)
            if lower <= version <= upper:
                continue
            wanted = ".".join(map(str, lower)) if version < lower else f"≤ {'.'.join(map(str, upper))}"
            facts = (("extension", word.value), ("wanted", wanted), ("version", ".".join(map(str, version))))
            instead = lasts.get(version, "") if word.text == word.value else ""
            span = node.to_document(word.span)
            edit = Edit(span, f"{name}-{instead}") if instead else None
            yield Gone("pecl", span, (*facts, ("instead", f"{name}-{instead}")), edit)


def _of_xdebug(name: str, pinned: str) -> tuple[Version, Version]:
    """The PHPs that a version of Xdebug is for; any PHP for what is not known."""
    return _XDEBUG.get(".".join(pinned.split(".")[:2]), ((0,), (99,))) if name == "xdebug" else ((0,), (99,))


_NO_SETUPTOOLS = (3, 12)


def _setup_py(stage: Stage, calls: _Calls) -> Iterator[Gone]:
    """`setup.py` on Python's images since 3.12, which come without setuptools; none where something may bring it."""
    version = version_today(stage, "python")
    if version is None or version < _NO_SETUPTOOLS:
        return
    text = stage.span.of(stage.document.text.value)
    if re.search(r"setuptools|requirements|pip3? install|uv |poetry|distutils", text):
        return
    for node, command in calls:
        words = [word for word in command.effective.words if word.value == "setup.py"]
        if re.fullmatch(r"python[\d.]*", command.effective.program) and words:
            yield Gone("setuptools", node.to_document(words[0].span))


_PIP_SINCE = (3, 10)
_GET_PIP = re.compile(r"https?://bootstrap\.pypa\.io/(?P<old>\d\.\d/)?get-pip\.py")
_PYTHON = re.compile(r"python(?P<version>\d(?:\.\d+)?)?")
_PYTHONS: dict[tuple[str, str], Version] = {
    ("ubuntu", "16.04"): (3, 5), ("ubuntu", "18.04"): (3, 6), ("ubuntu", "20.04"): (3, 8),
    ("debian", "9"): (3, 5), ("debian", "10"): (3, 7), ("debian", "11"): (3, 9), ("centos", "7"): (3, 6),
}  # fmt: skip
# Another Python may be what runs.
_OTHER_PYTHON = re.compile(r"alternatives|pyenv|conda|deadsnakes|make\s+(?:alt)?install|ln\s+-|alias|uv\b")


def _get_pip(stage: Stage, calls: _Calls) -> Iterator[Gone]:
    urls = [
        (node, word, match)
        for node, command in calls
        for word in command.effective.args
        if (match := _GET_PIP.fullmatch(word.value)) and word.text.strip("\"'") == word.value
    ]
    for node, word, match in urls:
        span = node.to_document(word.span)
        if match["old"]:
            edit = Edit(span, word.text.replace(match["old"], f"pip/{match['old']}"))
            yield Gone("get-pip-moved", span, edit=edit)
            continue
        version = next((found for _, command in calls if (found := _reads_get_pip(stage, command))), None)
        if version is not None and version < _PIP_SINCE:
            name = ".".join(map(str, version))
            edit = Edit(span, word.text.replace("/get-pip.py", f"/pip/{name}/get-pip.py"))
            yield Gone("get-pip", span, (("version", name),), edit)


def _reads_get_pip(stage: Stage, command: Command) -> Version | None:
    """The version of the Python that runs get-pip.py in this call, where it is known."""
    effective = command.effective
    match = _PYTHON.fullmatch(effective.program.rpartition("/")[2])
    operand = next((word.value for word in effective.args if not word.is_option), "-")
    if match is None or not (operand.endswith("get-pip.py") or (operand == "-" and command.operator_before == "|")):
        return None
    if match["version"] and "." in match["version"]:
        return tuple(map(int, match["version"].split(".")))
    texts = " ".join(node.instruction.text for one in stage.chain for node in one.instructions("RUN", "ENV"))
    if effective.program.startswith("/") or _OTHER_PYTHON.search(texts) or re.search(r"python3\.\d+", texts):
        return None
    official = version_today(stage, "python")
    if official is not None:
        return official
    system = system_of(stage)
    found = _PYTHONS.get((system.name, system.release)) if system is not None else None
    return (2, 7) if found is not None and match["version"] != "3" else found
