"""The options of BuildKit's `# check=skip=A,B;error=true;experimental=C`, as its linter reads them."""

from __future__ import annotations

from typing import NamedTuple

from gorae.syntax.mounts import BOOLEANS

_MOST = 3


class CheckOptions(NamedTuple):
    """Names of checks, each with where it begins in the value; `wrong` is the option that BuildKit refuses, with all others."""

    skip: tuple[tuple[str, int], ...] = ()
    experimental: tuple[tuple[str, int], ...] = ()
    as_errors: bool = False
    wrong: str | None = None


def check_options(value: str) -> CheckOptions:
    """Reads what stands behind `check=`: up to the first blank, keys in small letters, at most three parts."""
    found = CheckOptions()
    offset, told = 0, value.split(" ", maxsplit=1)[0]
    if told in ("skip", "experimental"):
        return found  # alone and without a value they are nothing to the Engine; beside another option they are wrong
    for part in told.split(";", _MOST - 1) if told else ():
        key, equals, said = part.partition("=")
        name = key.strip()
        if not equals or name not in ("skip", "experimental", "error"):
            return CheckOptions(wrong=part)
        if name == "error":
            if said.strip() not in BOOLEANS:
                return CheckOptions(wrong=part)
            found = found._replace(as_errors=said.strip()[0] in "1tT")
        else:
            names = _names(said, offset + len(key) + 1)
            found = found._replace(skip=names) if name == "skip" else found._replace(experimental=names)
        offset += len(part) + 1
    return found


def _names(text: str, offset: int) -> tuple[tuple[str, int], ...]:
    found = []
    for name in text.split(","):
        if name.strip():
            found.append((name.strip(), offset + len(name) - len(name.lstrip())))
        offset += len(name) + 1
    return tuple(found)
