"""Which hints are wanted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kinds:
    """Which hints are wanted. By default those alone that say of a base image what its tag does not."""

    values: bool = False
    stage_numbers: bool = False
    latest: bool = True
    end_of_life: bool = True
    copied_files: bool = False
    weights: bool = False
