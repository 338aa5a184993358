"""The build context: files, ignore files, sizes, and who builds it. The only reader of the file system.

What reads compose and bake files is some twenty modules: each is imported when one of its names is first asked for.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gorae.context.bake import bake_callers
    from gorae.context.callers import Caller
    from gorae.context.compose import compose_callers
    from gorae.context.contents import (
        Unwanted,
        is_project,
        languages,
        looks_secret,
        secret_files,
        secrets_under,
        sets_placeholders,
        suggested_ignores,
        unwanted,
    )
    from gorae.context.credential_files import is_credential_by_name
    from gorae.context.folder import BuildContext, File, is_containerfile, read_context, relative
    from gorae.context.github_action import is_action
    from gorae.context.health_routes import HealthRoute, health_route
    from gorae.context.ignorefile import IgnoreError, IgnoreFile, extend_ignore, ignore_file_for, parse_ignore
    from gorae.context.kubernetes import Manifests, manifests
    from gorae.context.named import is_named_context
    from gorae.context.owner import is_owner
    from gorae.context.patterns import has_wildcards
    from gorae.context.platforms import is_for_a_platform
    from gorae.context.report import Report, context_report
    from gorae.context.roots import callers_of, context_root_for

_MODULES = {
    "bake_callers": "bake",
    "Caller": "callers",
    "compose_callers": "compose",
    "Unwanted": "contents",
    "is_project": "contents",
    "languages": "contents",
    "looks_secret": "contents",
    "secret_files": "contents",
    "secrets_under": "contents",
    "sets_placeholders": "contents",
    "suggested_ignores": "contents",
    "unwanted": "contents",
    "is_credential_by_name": "credential_files",
    "BuildContext": "folder",
    "File": "folder",
    "is_containerfile": "folder",
    "read_context": "folder",
    "relative": "folder",
    "is_action": "github_action",
    "HealthRoute": "health_routes",
    "health_route": "health_routes",
    "IgnoreError": "ignorefile",
    "IgnoreFile": "ignorefile",
    "extend_ignore": "ignorefile",
    "ignore_file_for": "ignorefile",
    "parse_ignore": "ignorefile",
    "Manifests": "kubernetes",
    "manifests": "kubernetes",
    "is_named_context": "named",
    "is_owner": "owner",
    "has_wildcards": "patterns",
    "is_for_a_platform": "platforms",
    "Report": "report",
    "context_report": "report",
    "callers_of": "roots",
    "context_root_for": "roots",
}


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    return found


__all__ = [
    "BuildContext",
    "Caller",
    "File",
    "HealthRoute",
    "IgnoreError",
    "IgnoreFile",
    "Manifests",
    "Report",
    "Unwanted",
    "bake_callers",
    "callers_of",
    "compose_callers",
    "context_report",
    "context_root_for",
    "extend_ignore",
    "has_wildcards",
    "health_route",
    "ignore_file_for",
    "is_action",
    "is_containerfile",
    "is_credential_by_name",
    "is_for_a_platform",
    "is_named_context",
    "is_owner",
    "is_project",
    "languages",
    "looks_secret",
    "manifests",
    "parse_ignore",
    "read_context",
    "relative",
    "secret_files",
    "secrets_under",
    "sets_placeholders",
    "suggested_ignores",
    "unwanted",
]
