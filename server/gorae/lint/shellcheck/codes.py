"""ShellCheck's codes as rules: chosen, silenced and made severe by the same names and comments as Gorae's own."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gorae.lint.rule import ExternalRule

if TYPE_CHECKING:
    from gorae.config.severity import Severity

GROUP = "shellcheck"
# What hadolint leaves out, too: a file that `.` or `source` reads is not here (1090, 1091), ash is read as dash (2187).
EXCLUDED = (1090, 1091, 2187)
_CODE = re.compile(r"sc([1-9]\d{3})\Z")
SEVERITIES: dict[int, Severity] = {
    **dict.fromkeys((1072, 2045, 2068, 2144, 2261, 2276, 2283), "error"),
    **dict.fromkeys(
        (
            1007,
            2010,
            2027,
            2034,
            2038,
            2043,
            2046,
            2050,
            2061,
            2062,
            2069,
            2114,
            2115,
            2154,
            2155,
            2164,
            2166,
            2174,
            2240,
            3001,
            3009,
            3010,
            3014,
            3020,
            3030,
            3037,
            3040,
            3043,
            3044,
            3046,
            3054,
            3060,
        ),
        "warning",
    ),
    **dict.fromkeys(
        (2012, 2013, 2014, 2015, 2016, 2021, 2028, 2035, 2059, 2086, 2094, 2102, 2162, 2185, 2196, 2251, 2291, 2308),
        "information",
    ),
    **dict.fromkeys((2005, 2006, 2181), "hint"),
}


SHELLCHECK = ExternalRule(GROUP)  # stands for all codes where rules are selected


def code_rule(name: str) -> ExternalRule | None:
    """The rule of a code such as `SC2086`, in any letter case; None for what is no code of ShellCheck's."""
    match = _CODE.match(name.lower())
    return _rule(int(match[1])) if match else None


@cache  # there are 9,999
def _rule(number: int) -> ExternalRule:
    severity = SEVERITIES.get(number, "warning")
    return ExternalRule(f"SC{number}", severity=severity, fixes="unsafe", report="once_per_stage", family=SHELLCHECK)
