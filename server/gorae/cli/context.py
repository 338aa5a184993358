"""`gorae context`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from gorae.cli.language import preferred_language
from gorae.cli.messages import say
from gorae.cli.terminal import complain, visible
from gorae.texts.sizes import size

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Lists the build context's files after `.dockerignore`; returns the exit code."""
    from gorae.context import IgnoreError, context_report

    language = preferred_language(arguments.lang)
    try:
        report = context_report(arguments.path)
    except IgnoreError as error:
        facts = {"path": error.path, "line": error.line, "pattern": error.pattern}
        complain([say("ignore-wrong", language, **facts)])
        return 2
    except OSError as error:
        key = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        complain([say(key, language, path=arguments.path, reason=error.strerror or str(error))])
        return 2
    code = 0
    if report.get("truncated"):
        complain([say("context-cut", language, path=arguments.path, count=len(report["files"]) + report["excluded"])])
        code = 2
    if arguments.output_format == "json":
        sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
        return code
    for file in report["files"]:
        sys.stdout.write(f"{size(file['bytes']):>10}  {_shown(file['path'])}\n")
    facts = {"count": len(report["files"]), "size": size(report["bytes"]), "excluded": report["excluded"]}
    sys.stdout.write(say("context-summary", language, **facts) + "\n")
    return code


def _shown(path: str) -> str:
    """A path on one line; a name may hold anything."""
    return visible(path).replace("\n", "\\n")
