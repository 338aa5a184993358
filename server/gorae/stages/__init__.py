"""The build graph: what a stage is based on and copies from, and what is in force at each instruction."""

from gorae.stages.build import PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS, build, dialect_of, sources
from gorae.stages.model import Build, Dialect, Scope, Stage, Value
from gorae.stages.values import evaluate, expand

__all__ = [
    "PLATFORM_ARGUMENTS",
    "PREDEFINED_ARGUMENTS",
    "Build",
    "Dialect",
    "Scope",
    "Stage",
    "Value",
    "build",
    "dialect_of",
    "evaluate",
    "expand",
    "sources",
]
