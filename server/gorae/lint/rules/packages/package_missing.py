"""A command, or a package of Python's, needs a package of the system that the image does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.cargo_libraries import linked_with_openssl
from gorae.facts.needed_packages import imported, imported_by_files, needed
from gorae.facts.users import works_as_root
from gorae.lint.fixes.install_package import install
from gorae.lint.model import Finding, fix, found
from gorae.lint.rule import StageRule
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.context import BuildContext
    from gorae.facts.needed_packages import Needed
    from gorae.stages import Stage

_AFTER_THE_BUILD = frozenset(("zone-link", "browser", "import", "library"))


def find(stage: Stage) -> Iterator[Finding]:
    """Report the first command of a kind that lacks the same packages, and the packages that the RUNs themselves name."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for one in (*needed(stage), *imported(stage)):
        if (one.kind, one.missing) not in seen:
            seen.add((one.kind, one.missing))
            yield _found(stage, one)


def find_in_files(stage: Stage, context: BuildContext) -> Iterator[Finding]:
    """Report what files of requirements name, once for what lacks the same packages."""
    seen: set[tuple[str, ...]] = set()
    for one in (*imported_by_files(stage, context), *linked_with_openssl(stage, context)):
        if one.missing not in seen:
            seen.add(one.missing)
            yield _found(stage, one)


def _found(stage: Stage, one: Needed) -> Finding:
    severity: Severity | None = "warning" if one.kind in _AFTER_THE_BUILD else None
    repair = install(stage, one.node, one.image, " ".join(one.missing))
    if one.kind == "browser":
        end = one.span.end
        is_root = works_as_root(stage, one.node) is not False
        repair = fix(Edit(Span(end, end), " --with-deps"), safe=False, variant="browser") if is_root else None
    return found(
        one.span, repair, variant=f"{one.kind}-file" if one.file else one.kind, severity=severity,
        name=one.name, packages=", ".join(f"`{name}`" for name in one.missing), file=one.file, line=one.line,
    )  # fmt: skip


RULE = StageRule("package-missing", find, in_context=find_in_files, severity="error", fixes="unsafe")
