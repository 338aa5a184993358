"""The Dockerfiles below a folder: by their names, in doubt by what they hold, without what git ignores."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from gorae.context.gitignore import GitIgnore, repository_of, tracked_files
from gorae.context.reading import read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DOCKERFILE = re.compile(r"(?:dockerfile|containerfile)(?:\.[^/]+)?|[^/]+\.(?:dockerfile|containerfile)", re.IGNORECASE)
_HINTED = re.compile(r"dockerfile|containerfile", re.IGNORECASE)
_NOT_DOCKERFILE = re.compile(
    r"\.(?:dockerignore|containerignore|md|txt|orig|rej|bak|swp|j2|jinja2?|njk|ncl|cue|jsonnet|erb|tmpl|tpl|template|gotmpl|mustache|json|ya?ml)$|~$",
    re.IGNORECASE,
)
# Endings of other languages' sources: `Dockerfile.go` builds a Go program, `dockerfile.go` is one. What it holds decides.
_OTHER_LANGUAGE = re.compile(
    r"""\.(?:rego|go|rs|ts|tsx|js|jsx|mjs|cjs|py|pyi|rb|java|kt|scala|cs|fs|php|pl|lua|swift|c|h|cc|cpp|hpp|sh|bash|zsh|ps1|bat
    |cmd|sql|toml|ini|cfg|conf|env|hcl|tf|xml|html?|css|scss|rst|adoc|log|lock|patch|diff|svg|png|vim|el|snap|tape|properties
    |gradle|groovy|nix|bzl|star|proto|graphql|ipynb|csv|tsv|ex|exs|erl|hs|ml|clj|dart|zig|vue|svelte|tmlanguage|mod|sum)$""",
    re.VERBOSE | re.IGNORECASE,
)
_PLAIN_TEXT = re.compile(
    r"(?:requirements|constraints|readme|license|changelog|makefile|jenkinsfile|vagrantfile)\b.*", re.IGNORECASE
)
_FROM = re.compile(
    rb"^[ \t]*FROM(?:[ \t]+--\S+)*[ \t]+[^\s=;]+(?:[ \t]+AS[ \t]+[\w.-]+)?[ \t]*(?:\\|`)?\r?$",
    re.MULTILINE | re.IGNORECASE,
)
_KEYWORDS = (
    b"ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME "
    b"WORKDIR"
).split()
_PRUNED = frozenset((".git", ".hg", ".svn", "node_modules", ".venv", "__pycache__", ".tox", ".nox", ".mypy_cache"))
# What stands in the `vendor` of Go's modules, Composer and Bundler; a service may well be called that.
_OF_OTHERS = frozenset(
    (
        "modules.txt",
        "vendor.json",
        "autoload.php",
        "composer",
        "bundle",
        "github.com",
        "golang.org",
        "gopkg.in",
        "k8s.io",
    )
)
_HEAD_BYTES = 65_536


def _no_others(_: str) -> bool:
    return False


_BOM = b"\xef\xbb\xbf"


def is_dockerfile(name: str) -> bool:
    """Whether a file of that name is a Dockerfile, whatever it holds."""
    return _by_name(name) == "yes"


def _by_name(name: str) -> Literal["yes", "no", "perhaps"]:
    if _HINTED.search(name) is None or _NOT_DOCKERFILE.search(name):
        return "no"
    if _DOCKERFILE.fullmatch(name) is None or _OTHER_LANGUAGE.search(name):
        return "perhaps"
    return "yes"


def looks_like_dockerfile(content: bytes) -> bool:
    """Whether a file's beginning reads as a Dockerfile: an instruction comes first, and a FROM is there."""
    first = _first_word(content)
    return first in _KEYWORDS and _FROM.search(content) is not None


def is_other_language(name: str, content: bytes) -> bool:
    """Whether a file that a person named is evidently no Dockerfile: by its name something else, and so by its text."""
    if is_dockerfile(name):
        return False
    other = _NOT_DOCKERFILE.search(name) or _OTHER_LANGUAGE.search(name) or _PLAIN_TEXT.fullmatch(name)
    return other is not None and _first_word(content) not in (*_KEYWORDS, b"") and not _FROM.search(content)


def _first_word(content: bytes) -> bytes:
    for line in content.removeprefix(_BOM).split(b"\n"):
        stripped = line.strip()
        if stripped and not stripped.startswith(b"#"):
            return stripped.split(None, 1)[0].upper()
    return b""


def dockerfiles_below(
    folder: Path,
    *,
    excluded: Callable[[str], bool] | None = None,
    unreadable: Callable[[str, OSError], None] | None = None,
    also: Callable[[str], bool] = _no_others,
) -> list[str]:
    """Their paths, sorted, each beginning with the folder's own. `unreadable` gets the folders that cannot be listed.

    Files whose names `also` takes are among them, but for those of packages of others (`vendor`).

    Left out are packages of others (Go's and PHP's `vendor`, `node_modules`), what git ignores, other repositories inside of this one, the folders of package managers, and what
    `excluded` says of a path relative to the folder, with `/`; a folder's path ends with `/`.
    """

    def failed(path: str, error: OSError) -> None:
        if unreadable is not None:
            unreadable(str(folder / path), error)

    return sorted(str(folder / name) for name in _names_below(folder, excluded or _no_others, failed, also))


def _names_below(
    folder: Path,
    excluded: Callable[[str], bool],
    failed: Callable[[str, OSError], None],
    also: Callable[[str], bool],
) -> Iterator[str]:
    here = Path(os.path.abspath(folder))  # resolve() would follow links
    repository = repository_of(here)
    top = repository or here
    prefix = "" if here == top else here.relative_to(top).as_posix() + "/"
    ignore = GitIgnore(top, is_repository=repository is not None)
    for end in [index for index, letter in enumerate(prefix) if letter == "/"]:
        ignore.enter(prefix[:end].rpartition("/")[0])
    seen = set()
    of_others: set[str] = set()
    found = _walk(
        top, prefix, ignore, excluded, failed, also, of_others=of_others, in_repository=repository is not None
    )
    for name in found:
        seen.add(prefix + name)
        yield name
    if repository is None:
        return
    for path in tracked_files(repository):  # what git tracks it does not ignore, whatever a pattern says
        if path.startswith(prefix) and path not in seen and _by_name(path.rpartition("/")[2]) != "no":
            inner = path[len(prefix) :]
            if _PRUNED.intersection(inner.split("/")) or inner.startswith(tuple(of_others)):
                continue
            if not _is_excluded(inner, excluded) and _stays_inside(top, path) and _is_one(top / path):
                yield inner


def _walk(
    top: Path,
    prefix: str,
    ignore: GitIgnore,
    excluded: Callable[[str], bool],
    failed: Callable[[str, OSError], None],
    also: Callable[[str], bool],
    *,
    of_others: set[str],
    in_repository: bool,
) -> Iterator[str]:
    """The Dockerfiles' paths, relative to the folder `top / prefix`. `of_others` gets the folders of packages of others."""
    folders = [""]
    while folders:
        folder = folders.pop()
        ignore.enter((prefix + folder).rstrip("/"))
        try:
            with os.scandir(top / prefix / folder) as found:
                entries = list(found)
        except OSError as error:
            failed(folder, error)
            continue
        if folder.endswith("vendor/") and not _OF_OTHERS.isdisjoint(entry.name for entry in entries):
            of_others.add(folder)
            continue
        if in_repository and folder and any(entry.name == ".git" for entry in entries):
            continue
        for entry in entries:
            path = folder + entry.name
            if _is_folder(entry):
                if (
                    entry.name not in _PRUNED
                    and not excluded(path + "/")
                    and not ignore.ignores(prefix + path, is_folder=True)
                ):
                    folders.append(path + "/")
            elif excluded(path):
                continue
            elif _by_name(entry.name) != "no":
                if not ignore.ignores(prefix + path, is_folder=False) and _is_one(top / prefix / path):
                    yield path
            elif also(entry.name) and "vendor/" not in path and not ignore.ignores(prefix + path, is_folder=False):
                yield path


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_excluded(path: str, excluded: Callable[[str], bool]) -> bool:
    parts = path.split("/")
    return excluded(path) or any(excluded("/".join(parts[:end]) + "/") for end in range(1, len(parts)))


def _stays_inside(top: Path, path: str) -> bool:
    real = os.path.realpath(top / path.rpartition("/")[0])
    return Path(real).is_relative_to(os.path.realpath(top))


def _is_one(path: Path) -> bool:
    """Whether a file is a Dockerfile, by its text where its name leaves it open."""
    if _by_name(path.name) == "yes":
        return os.path.isfile(path)
    try:
        return looks_like_dockerfile(read_regular(path, _HEAD_BYTES, whole=False))
    except OSError:
        return False
