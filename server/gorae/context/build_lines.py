"""Lines of shell that build Dockerfiles, and the folder that each runs in: `cd` before it, the script's own, the checkout's."""

from __future__ import annotations

import posixpath
import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Where paths begin whose start a variable says: the checkout, and the folder of the script itself.
TOP, SCRIPT = "/@top", "/@script"

_CHECKOUT = re.compile(
    r"\$\{\{\s*github\.workspace\s*\}\}|\$\{?(?:CI_PROJECT_DIR|GITHUB_WORKSPACE|BITBUCKET_CLONE_DIR|WORKSPACE)\b\}?"
    r"|\$\((?:Build\.SourcesDirectory|System\.DefaultWorkingDirectory|Build\.Repository\.LocalPath)\)"
    r"|\$\(git rev-parse --show-toplevel\)"
)
_HERE = re.compile(r"\$\{?(?:PWD|CURDIR)\b\}?|\$\(\s*(?:pwd|CURDIR)\s*\)")
_OF_SCRIPT = re.compile(
    r"\$\(\s*dirname\s+(?:--\s+)?\"?\$(?:0|\{0\}|BASH_SOURCE|\{BASH_SOURCE(?:\[0\])?\})\"?\s*\)|\$\{(?:0|BASH_SOURCE\[0\])%/\*\}"
)
_FOLDER_VARIABLE = re.compile(
    r"^\s*(?:readonly |export |local )?(\w+)=\"?(?:\$\(\s*cd\s+(?:--\s+)?\"?(/@[^\s\"&]*)(?:[ \t\"](?:[^\n&]|>&\d)*)?&&\s*pwd[^\n)]*\)|(/@[^\s\"]*))\"?\s*$",
    re.MULTILINE,
)
_MOST_VARIABLES = 20
_ENGINE = r"(?:docker|podman|\$[({]?(?:DOCKER|PODMAN|CONTAINER_(?:TOOL|ENGINE|RUNTIME|CLI)|OCI_(?:BIN|RUNTIME)|ENGINE)(?:_\w+)?[)}]?)"
_BUILD = re.compile(
    rf"(?<![\w./$-]){_ENGINE}(?:[ \t]+buildx|[ \t]+image)?[ \t]+build\b([^\n;&|]*)"
    r"|\bbuildah[ \t]+(?:bud|build)\b([^\n;&|]*)|(?<![\w.-])(?:/kaniko/)?executor\b([^\n;&|]*)"
)
_IN_JENKINS = re.compile(r"\bdocker\.build\(\s*[\"'][^\"'\n]*[\"']\s*,\s*[\"']([^\"'\n]*)[\"']")
_CD = re.compile(r"(?:^|[;&|(@]|\bthen\b|- )\s*(?:cd|pushd)\s+(?:--\s+)?(\"[^\"]*\"|'[^']*'|[^\s;&|)]+)")
_KEY = re.compile(r"\s*(?:- )?[\w.-]+:(?:\s|$)")  # of YAML: a new step, and a new shell
_CONTINUED = re.compile(r"\\[ \t]*\r?\n[ \t]*")
_EXPRESSION = re.compile(r"\$\{\{[^${}\n]*\}\}")
_VARIABLE = re.compile(r"\$\{\{[^${}\n]*\}\}|\$\{[^${}\n]*\}|\$\([^$()\n]*\)|\$\w+")
# Options whose value is a word of its own, besides those that start with `--` and have `=`.
_WITH_VALUE = frozenset((
    "-f", "--file", "-t", "--tag", "--build-arg", "--target", "--platform", "--cache-from", "--cache-to", "--label",
    "-o", "--output", "--progress", "--secret", "--ssh", "--network", "--iidfile", "--build-context", "--builder",
    "--metadata-file", "--memory", "-m", "--add-host", "--annotation", "--attest", "--allow", "--cgroup-parent",
    "--shm-size", "--ulimit", "--isolation", "--layers", "--format", "--authfile", "--volume", "-v", "--ignorefile",
))  # fmt: skip


class Written(NamedTuple):
    """A build as it is written. Paths are relative to `folder`, or begin with TOP or SCRIPT."""

    context: str
    dockerfile: str  # empty: not named; a variable in it is there as it is written
    target: str = ""  # the stage; empty: not named, or a variable's
    folder: str = ""  # that it runs in, below the one that the file's commands begin in
    is_of_context: bool = False  # the Dockerfile's path counts from the context


def with_places(text: str, *, is_script: bool) -> str:
    """The text with lines put together that `\\` continues, and with variables for known folders written out."""
    text = _HERE.sub(".", _CHECKOUT.sub(TOP, _CONTINUED.sub(" ", text)))
    text = _EXPRESSION.sub(lambda match: "".join(match[0].split()), text)  # one word
    if not is_script:
        return text
    text = _OF_SCRIPT.sub(SCRIPT, text)
    for _ in range(_MOST_VARIABLES):
        found = _FOLDER_VARIABLE.search(text)
        if found is None:
            break
        value = found[2] or found[3]
        text = text[: found.start()] + text[found.end() :]
        text = re.sub(rf"\$\{{{found[1]}\}}|\${found[1]}\b", lambda _, value=value: value, text)  # type: ignore[misc]
    return text


def builds_in(text: str, kind: str, folder: str = "") -> Iterator[Written]:
    """The builds of a text that `with_places` gave. `kind` is `make` (a shell a line), `yaml` (one a key) or `shell`."""
    here: str | None = folder
    for line in text.split("\n"):
        if kind == "make" or (kind == "yaml" and _KEY.match(line)):
            here = folder
        steps = [*_CD.finditer(line), *_BUILD.finditer(line), *_IN_JENKINS.finditer(line)]
        now = here
        for step in sorted(steps, key=lambda match: match.start()):
            if step.re is _CD:
                now = _entered(now, step[1].strip("\"'"))
            elif now is not None:
                found = _of_line(step)
                if found is not None:
                    yield found._replace(folder=now)
        here = here if "(" in line and steps else now  # a subshell ends with its line


def _entered(folder: str | None, target: str) -> str | None:
    if target.startswith((TOP, SCRIPT)):
        return target
    if folder is None or target.startswith(("/", "~", "-")) or "$" in target or "`" in target:
        return None
    return posixpath.normpath(posixpath.join(folder, target))


def _of_line(match: re.Match[str]) -> Written | None:
    line = next((one for one in match.groups() if one is not None), "").replace("\r", "")
    if line.count(")") > line.count("("):  # the end of a subshell
        line = line[: line.rindex(")")]
    words = _words(line)
    if words is None:
        return None
    return of_kaniko(words) if match.re is _BUILD and match[3] is not None else of_arguments(words)


def _words(line: str) -> list[str] | None:
    for text in (line, line.rstrip().rstrip("\"')")):  # within the quotes of a Jenkinsfile's `sh`
        try:
            return shlex.split(text, comments=True)
        except ValueError:  # noqa: PERF203  # two tries
            continue
    return None


def of_arguments(words: Sequence[str]) -> Written | None:
    """What the words behind `docker build` say; None where the context is no plain path."""
    dockerfile, target, skip = "", "", False
    plain: list[str] = []
    for number, word in enumerate(words):
        behind = words[number + 1] if number + 1 < len(words) else ""
        if skip:
            skip = False
        elif word in ("-f", "--file") and behind:
            dockerfile, skip = behind, True
        elif word == "--target" and behind:
            target, skip = behind, True
        elif word.startswith("--file="):
            dockerfile = word.removeprefix("--file=")
        elif word.startswith("--target="):
            target = word.removeprefix("--target=")
        elif word in _WITH_VALUE:
            skip = True
        elif not word.startswith("-"):
            plain.append(word)
    return checked(Written(plain[-1], dockerfile, target)) if plain else None


def of_kaniko(words: Sequence[str]) -> Written | None:
    """The same of kaniko's executor, whose Dockerfile counts from the context."""
    given: dict[str, str] = {}
    for number, word in enumerate(words):
        name, sign, value = word.partition("=")
        given[name.lstrip("-")] = value if sign else words[number + 1] if number + 1 < len(words) else ""
    context = (given.get("context") or given.get("c") or "").removeprefix("dir://")
    if not context:
        return None
    dockerfile = given.get("dockerfile") or given.get("f") or ""
    return checked(Written(context, dockerfile, given.get("target", ""), is_of_context=True))


def checked(written: Written) -> Written | None:
    """The build where its paths can be looked up; None else."""
    if not _is_plain(written.context) or not _is_plain(_VARIABLE.sub("x", written.dockerfile)):
        return None
    return written if _is_plain(written.target) else written._replace(target="")


def _is_plain(path: str) -> bool:
    return not any(mark in path for mark in ("$", "{", "`", "://", "*", "git@")) and path != "-"


def pattern_of(path: str) -> re.Pattern[str] | None:
    """What a path with variables in it may stand for; None where its last part says too little."""
    if not re.search("dockerfile|containerfile", _VARIABLE.sub("", path.rpartition("/")[2]), re.IGNORECASE):
        return None
    parts = [re.escape(part) for part in _VARIABLE.split(path)]
    return re.compile("[^/]+".join(parts))
