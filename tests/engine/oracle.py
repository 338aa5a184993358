"""What the Engine says of Dockerfiles: its errors and its checks, `docker build --check` in batches."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine import Engine

BATCH = 24
NO_ANSWER = "no answer:"
PLATFORM_WINDOWS = b"windows/x86_64"  # amd64, in a spelling that tells it from the text's own
DOCKERFILE = re.compile(r"(Dockerfile|Containerfile)(\.[\w.-]+)?|.*\.(Dockerfile|dockerfile|Containerfile)")
DIRECTIVE = re.compile(rb"\s*#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(.+?)\s*")
# The directive stands above all that is none.
WINDOWS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:#!.*\n)?(?:#\s*(?:syntax|check)\s*=.*\n)*#\s*escape\s*=\s*`|"
    rb"(?m:^)\s*(?:FROM|ARG)\s.*(?:windows|nanoserver|servercore|dotnet/framework)",
    re.IGNORECASE,
)
# What is newer than this engine's own frontend, 1.19.
PARENTS = re.compile(
    rb"^([ \t]*(?:ONBUILD[ \t]+)?COPY(?:[ \t]+--\S+|[ \t]*[\\`][ \t]*\r?\n)*[ \t]+)--parents(?:=(?:true|false))?(?=\s)",
    re.IGNORECASE | re.MULTILINE,
)
FROM = re.compile(rb"^([ \t]*FROM)(?=[ \t]+(?!--))", re.IGNORECASE | re.MULTILINE)
BLANK = (
    "should not be blank|failed to parse stage name .*invalid reference format|empty platform value|invalid value  for|"
    'query "[^"]*" has no value'
)
PLATFORM_ARGUMENT = re.compile("(?:BUILD|TARGET)(?:PLATFORM|OS|OSVERSION|ARCH|VARIANT)|TARGETSTAGE")
SLASHES = re.compile(rb"^(//\s*syntax\s*)=", re.IGNORECASE | re.MULTILINE)
DIGEST = re.compile(rb"(?<=[\w.}-])@sha256:[0-9a-f]{64}\b")


def prepared(text: bytes, own: bool = True) -> tuple[bytes, str | None, str | None]:
    """The text as this engine can read it, line by line; the `syntax` it asks for; the checks to ask BuildKit for.

    A `syntax` is an image that would be run: an empty comment takes its place, below the other directives, which have to
    stand first. Digests go (no registry can make up an image for one), and --parents, which is newer than the engine's `own`
    frontend. A Windows Dockerfile gets the platform that a Windows engine would take. Experimental checks are switched on,
    and `check=error=true`, which would make one error of all warnings, is not passed on."""
    windows = WINDOWS.search(text) is not None
    for pattern, instead in (
        (DIGEST, rb""),
        (PARENTS, rb"\1" if own else rb"\g<0>"),
        (SLASHES, rb"\1 "),
        (FROM, rb"\1 --platform=" + PLATFORM_WINDOWS if windows else rb"\1"),
    ):
        text = pattern.sub(instead, text)
    lines, syntax, checks, kept = text.split(b"\n"), None, "", []
    at = first = int(lines[0].startswith(b"#!"))
    while at < len(lines) and (found := DIRECTIVE.fullmatch(lines[at].removeprefix(b"\xef\xbb\xbf").strip(b"\r"))):
        name, value = found[1].lower(), found[2].decode(errors="replace")
        if name not in (b"syntax", b"escape", b"check"):
            break
        if name == b"syntax" and syntax is None:
            syntax = value
        else:
            kept.append(lines[at])
        checks = value if name == b"check" else checks
        at += 1
    if syntax:
        mark = b"\xef\xbb\xbf" if text.startswith(b"\xef\xbb\xbf") else b""
        lines[first:at] = [*kept, b"#"]
        lines[first] = mark + lines[first].removeprefix(mark)
    options = dict(one.partition("=")[::2] for one in checks.split(" ")[0].split(";")) if checks else {}
    known = options.pop("error", "true").lower() in ("true", "false", "1", "0") and set(options) <= {
        "skip",
        "experimental",
    }
    options.pop("experimental", None)
    ask = ";".join([*map("=".join, options.items()), "experimental=all"]) if known else None
    return b"\n".join(lines), syntax, ask


def runs(place: dict | None) -> list[list[int]]:
    """The lines of a place, [first, last] for each run of lines without a gap; the frontend gives each line a range."""
    found: list[list[int]] = []
    for first, last in sorted(
        (one["start"].get("line", 0), one["end"].get("line", 0)) for one in (place or {}).get("ranges") or []
    ):
        if found and first <= found[-1][1] + 1:
            found[-1][1] = max(found[-1][1], last)
        else:
            found.append([first, last])
    return found


def verdict(answer: dict) -> dict:
    """What is reported of a Dockerfile, from the frontend's answer to the subrequest `lint`."""
    if error := answer.get("buildError"):
        unresolved = (
            re.search(
                f"failed to resolve source metadata|no match for platform in manifest|^{NO_ANSWER}", error["message"]
            )
            is not None
        )
        error = {
            "message": error["message"],
            "lines": runs(error.get("location")),
            "unresolved": unresolved,
            **({"unanswered": True} if error["message"].startswith(NO_ANSWER) else {}),
        }
    warnings = [
        {"rule": one["ruleName"], "lines": runs(one.get("location")), "detail": one["detail"]}
        for one in answer.get("warnings") or []
        if PLATFORM_WINDOWS.decode() not in one["detail"]
    ]
    return {"error": error, "warnings": sorted(warnings, key=lambda one: (one["lines"], one["rule"], one["detail"]))}


def check(engine: Engine, folder: Path, batch: int = BATCH, frontend: str = ""):
    """Yields for each Dockerfile {"file", "syntax", "needs": build arguments without which FROM names no image (they were
    given; absent where there are none), "error": null or {"message", "lines", "unresolved"}, "warnings": [{"rule",
    "lines", "detail"}]}; lines are [first, last], from 1. `unresolved`: it is no fault of the text, an image could not be had; with `unanswered`, the Engine gave no
    answer at all.
    The build context is the Dockerfile's own folder, of which only the ignore file is looked at."""
    files = sorted(
        file
        for file in folder.rglob("*")
        if DOCKERFILE.fullmatch(file.name) and file.is_file() and not file.name.endswith(".dockerignore")
    )
    engine.images.unlink(missing_ok=True)
    if (folder / "images.json").exists():
        shutil.copy(folder / "images.json", engine.images)
    for first in range(0, len(files), batch):
        with tempfile.TemporaryDirectory() as made:
            targets, reported = {}, {}
            for number, file in enumerate(files[first : first + batch]):
                context, name = Path(made, str(number)), f"t{number}"
                context.mkdir()
                text, syntax, ask = prepared(file.read_bytes(), not frontend)
                (context / "Dockerfile").write_bytes(text)
                for ignore in (file.with_name(".dockerignore"), file.with_name(file.name + ".dockerignore")):
                    if ignore.exists():
                        shutil.copy(ignore, context / ".dockerignore")
                arguments = {"BUILDKIT_DOCKERFILE_CHECK": ask, "BUILDKIT_SYNTAX": frontend}
                targets[name] = {
                    "context": str(context),
                    "args": {key: value for key, value in arguments.items() if value},
                }
                reported[name] = {"file": str(file.relative_to(folder)), "syntax": syntax}
            answers = asked(engine, targets, made)
            needy = {
                name: blanks(Path(target["context"], "Dockerfile").read_bytes())
                for name, target in targets.items()
                if re.search(BLANK, str(answers[name].get("buildError")))
            }
            again = {
                name: {**targets[name], "args": {**targets[name]["args"], **needs}}
                for name, needs in needy.items()
                if needs
            }
            for name, answer in (asked(engine, again, made) if again else {}).items():
                if not re.search(BLANK, str(answer.get("buildError"))):
                    answers[name], reported[name]["needs"] = answer, sorted(needy[name])
            yield from ({**reported[name], **verdict(answers[name])} for name in targets)


def blanks(text: bytes) -> dict[str, str]:
    """The arguments that have no value, each with one that is a name, a tag and a number."""
    words = [
        word for line in re.findall(rb"^\s*ARG\s+(.*)", text, re.IGNORECASE | re.MULTILINE) for word in line.split()
    ]
    names = [found[1].decode() for word in words if (found := re.fullmatch(rb"(\w+)(?:=(?:\"\"|'')?)?", word))]
    return {
        name: "linux/amd64" if re.search(rb"--platform=\$\{?" + name.encode() + rb"\b", text) else "1000"
        for name in names
        if not PLATFORM_ARGUMENT.fullmatch(name)
    }


def asked(engine: Engine, targets: dict, made: str) -> dict:
    """The frontend's answer for each target, of one call; where that fails as a whole, of one call each."""
    Path(made, "bake.json").write_text(
        json.dumps({"group": {"default": {"targets": list(targets)}}, "target": targets})
    )
    line = [
        "buildx",
        "bake",
        "-f",
        f"{made}/bake.json",
        f"--allow=fs.read={made}",
        "--progress=quiet",
        "--call=check,format=json",
    ]
    done = engine.docker(*line, capture_output=True, text=True)
    try:
        answers = json.loads(done.stdout)["target"]
        return {name: answers[name]["check"] for name in targets}
    except (ValueError, KeyError):
        if len(targets) > 1:
            return {name: asked(engine, {name: target}, made)[name] for name, target in targets.items()}
        return {name: {"buildError": {"message": f"{NO_ANSWER} " + done.stderr.strip()[-600:]}} for name in targets}
