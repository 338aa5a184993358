"""How severe a finding is."""

from __future__ import annotations

from typing import Literal

Severity = Literal["error", "warning", "information", "hint"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "information", "hint")  # the worst first
Off = Literal["off"]
LEVELS: tuple[Severity | Off, ...] = (*SEVERITIES, "off")  # what a configuration may give a rule
