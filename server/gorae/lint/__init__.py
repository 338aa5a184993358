"""Rules, what they find, and how findings are silenced, chosen and mended."""

from gorae.lint.model import (
    SEVERITIES,
    Applicability,
    FileEdit,
    Finding,
    Fix,
    Rule,
    Severity,
    fix,
    found,
)
from gorae.lint.script import script

__all__ = [
    "SEVERITIES",
    "Applicability",
    "FileEdit",
    "Finding",
    "Fix",
    "Rule",
    "Severity",
    "fix",
    "found",
    "script",
]
