"""The build graph: what a stage is based on and copies from, and what is in force at each instruction."""

from gorae.stages.build import build, sources
from gorae.stages.environment import PLATFORM_ARGUMENTS, PREDEFINED_ARGUMENTS
from gorae.stages.model import Build, Scope, Stage, State, Value
from gorae.stages.values import evaluate, expand

__all__ = [
    "PLATFORM_ARGUMENTS",
    "PREDEFINED_ARGUMENTS",
    "Build",
    "Scope",
    "Stage",
    "State",
    "Value",
    "build",
    "evaluate",
    "expand",
    "sources",
]
