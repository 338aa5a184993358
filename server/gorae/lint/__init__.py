"""Rules, what they find, and how findings are silenced, chosen and mended."""

from gorae.facts.scripts import script
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
