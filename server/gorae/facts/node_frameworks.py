"""What a project's frameworks need of Node.js: those that end the build under an older one.

Each was built, or its check run, on Node.js 16.20, 18.20 and 20.20 (2026-11-30): Next.js, Astro and the Angular CLI look at the
version themselves, Prisma looks when it is installed, Vite fails on what an older Node.js does not have (7 builds on 18 all the
same, and says that it does not want to). The ranges are `engines.node` of their releases.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.facts.project_files import inner, json_of
from gorae.facts.project_versions import Asked, range_of

if TYPE_CHECKING:
    from gorae.context import BuildContext

_ANGULAR = "^20.19 || ^22.12 || >=24"
_NEEDS = {
    "next": {13: ">=16.14", 14: ">=18.17", 15: "^18.18 || ^19.8 || >=20", 16: ">=20.9"},
    "vite": {5: ">=18", 6: ">=18", 7: ">=18", 8: "^20.19 || >=22.12"},
    "astro": {4: "^18.17 || ^20.3 || >=21", 5: "^18.20 || ^20.3 || >=22", 6: ">=22.12"},
    "@angular/cli": {
        16: "^16.14 || >=18.10", 17: "^18.13 || >=20.9", 18: "^18.19 || ^20.11 || >=22", 19: "^18.19 || ^20.11 || >=22", 20: _ANGULAR,
        21: _ANGULAR, 22: "^22.22 || ^24.15 || >=26",
    },
    "prisma": {6: ">=18.18", 7: "^20.19 || ^22.12 || >=24"},
}  # fmt: skip
_BUILDS = re.compile(
    r"\b(?:npm|yarn|pnpm)\s+(?:run\s+)?build\b|\b(?:next|vite|astro|ng)\s+build\b|\bturbo\s+(?:run\s+)?build\b"
)
# pnpm runs no scripts of packages that it is not told to.
_INSTALLS = re.compile(r"\bnpm (?:ci|i|install)\b|\byarn(?: install| --frozen|$)")
_WITHOUT_SCRIPTS = re.compile(r" (?:-g|--global|--ignore-scripts)\b")
_PARTS = re.compile(r"[\n&;|\\]")
_MAJOR = re.compile(r"[\^~]?(\d+)(?:\.[\dx*.]+)?$")


def asked_by_framework(context: BuildContext, commands: str) -> Asked | None:
    """The strictest need of a framework that these commands build with; None where none is known."""
    builds, installs = _BUILDS.search(commands) is not None, _installs(commands)
    if not (builds or installs):
        return None
    package = json_of(context, "package.json")
    found = []
    for name, needs in _NEEDS.items():
        runs = installs if name == "prisma" else builds
        version = inner(package, "dependencies", name) or inner(package, "devDependencies", name)
        major = _MAJOR.fullmatch(version.strip()) if isinstance(version, str) else None
        wanted = needs.get(int(major[1])) if major is not None and runs else None
        one = range_of("package.json", wanted, stops=True)
        if one is not None and major is not None:
            found.append(one._replace(wanted=f"{wanted} ({name} {major[1]})"))
    return max(found, key=lambda one: one.least, default=None)


def _installs(commands: str) -> bool:
    """Whether npm or yarn install the project's packages and run their scripts."""
    parts = (" ".join(part.split()) for part in _PARTS.split(commands))
    return any(_INSTALLS.search(part) and not _WITHOUT_SCRIPTS.search(part) for part in parts)
