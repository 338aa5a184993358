"""A command, or a package of Python's, needs a package of the system that the image does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.facts.cargo_libraries import linked_with_openssl
from gorae.facts.needed_packages import imported, imported_by_files, needed
from gorae.facts.php_extensions import lacking_extensions
from gorae.facts.project_builds import web_project
from gorae.facts.users import works_as_root
from gorae.lint.fixes.install_package import install
from gorae.lint.model import Finding, Fix, fix, found
from gorae.lint.rule import StageRule
from gorae.rewrites.lines import line_above
from gorae.source import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.config.severity import Severity
    from gorae.context import BuildContext
    from gorae.facts.needed_packages import Needed
    from gorae.facts.php_extensions import Lacking
    from gorae.stages import Stage

_AFTER_THE_BUILD = frozenset(("zone-link", "browser", "import", "library"))
_DOTNET = "mcr.microsoft.com/dotnet/runtime"


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
    for lacking in lacking_extensions(stage, context):
        names = ", ".join(f"`{name}`" for name in lacking.extensions)
        repair = _with_extensions(stage, lacking)
        yield found(lacking.span, repair, variant="extension", names=names, file=lacking.file)
    reference = stage.reference
    if reference is not None and reference.familiar == _DOTNET and stage.last("CMD", "ENTRYPOINT") is not None:
        project = web_project(context, stage.document.text.value)
        if project is not None and "aspnet" not in stage.span.of(stage.document.text.value).lower():
            written = stage.image_span.of(stage.document.text.value)
            web = written.replace("/runtime", "/aspnet")
            repair = fix(Edit(stage.image_span, web), safe=False, variant="aspnet", image=web)
            yield found(stage.image_span, repair if web != written else None, variant="aspnet", file=project)


def _with_extensions(stage: Stage, one: Lacking) -> Fix | None:
    """Composer's own image need not have what the final image has; PHP's builds those that need no library."""
    if one.is_composers:
        end = one.node.to_document(one.command.effective.words[-1].span).end
        options = "".join(f" --ignore-platform-req=ext-{name}" for name in one.extensions)
        return fix(Edit(Span(end, end), options), safe=False, variant="platform")
    if not one.are_plain or one.node.name != "RUN" or works_as_root(stage, one.node) is False:
        return None
    names = " ".join(one.extensions)
    edit = line_above(stage.document, one.node, "RUN", f"docker-php-ext-install {names}")
    return fix(edit, safe=False, variant="extension", names=names)


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
