"""`gorae image`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gorae.cli import files
from gorae.cli.language import preferred_language
from gorae.cli.messages import say
from gorae.cli.terminal import complain, visible
from gorae.texts.sizes import size

if TYPE_CHECKING:
    import argparse

    from gorae.texts import Language

_NAMES_SHOWN = 6


def run(arguments: argparse.Namespace) -> int:
    """Shows what each stage holds before it is built; returns the exit code."""
    from gorae.facts.image_report import image_report
    from gorae.stages import build
    from gorae.syntax import parse

    language = preferred_language(arguments.lang)
    path = Path(arguments.path)
    if path.is_dir():
        path = next((one for one in (path / "Dockerfile", path / "Containerfile") if one.exists()), path / "Dockerfile")
    text = files.read(str(path))
    if isinstance(text, files.Unreadable):
        complain([say(text.key, language, **text.facts)])
        return 2
    report = image_report(build(parse(text)))
    if arguments.output_format == "json":
        for stage in report["stages"]:
            del stage["packages"]  # the table's own: each instruction lists what it installs
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return 0
    lines = [line for stage in report["stages"] for line in _stage(stage, language)]
    sys.stdout.write(visible("\n".join(lines)).lstrip("\n") + "\n")
    return 0


def _stage(stage: dict[str, Any], language: Language) -> list[str]:
    name = f"{stage['index']} {stage['name'] or ''}".strip()
    held = [] if stage["packages"] is None else [say("image-packages", language, count=stage["packages"])]
    known = [stage["system"] or say("image-unknown", language), *held]
    if stage["bytes"] is not None:
        known.append(f"≈ {size(stage['bytes'])}")
    lines = ["", f"{name}: {stage['base'] or '?'} ({', '.join(known)})"]
    for one in stage["instructions"]:
        told = _told(one, language)
        if one["instruction"] == "RUN" or told:
            amount = "" if not one["bytes"] else f"+{size(one['bytes'])}"
            lines.append(f"  {one['row']:>4}  {one['instruction']:<11} {amount:>9}  {'; '.join(told)}".rstrip())
    return lines


def _told(one: dict[str, Any], language: Language) -> list[str]:
    found = []
    if one["packages"]:
        names = ", ".join(one["packages"][:_NAMES_SHOWN]) + (", …" if len(one["packages"]) > _NAMES_SHOWN else "")
        found.append(say("image-installs", language, count=len(one["packages"]), names=names))
    if one["unknown"]:
        found.append(say("image-not-found", language, names=", ".join(one["unknown"])))
    if one["missing"]:
        found.append(say("image-missing", language, names=", ".join(one["missing"])))
    return found
