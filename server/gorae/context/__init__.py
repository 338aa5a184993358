"""The build context: files, ignore files, sizes, and who builds it. The only reader of the file system."""

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
    suggested_ignores,
    unwanted,
)
from gorae.context.folder import BuildContext, File, is_containerfile, read_context, relative
from gorae.context.ignorefile import IgnoreError, IgnoreFile, extend_ignore, ignore_file_for, parse_ignore
from gorae.context.named import is_named_context
from gorae.context.owner import is_owner
from gorae.context.patterns import has_wildcards
from gorae.context.report import Report, context_report
from gorae.context.roots import callers_of, context_root_for

__all__ = [
    "BuildContext",
    "Caller",
    "File",
    "IgnoreError",
    "IgnoreFile",
    "Report",
    "Unwanted",
    "bake_callers",
    "callers_of",
    "compose_callers",
    "context_report",
    "context_root_for",
    "extend_ignore",
    "has_wildcards",
    "ignore_file_for",
    "is_containerfile",
    "is_named_context",
    "is_owner",
    "is_project",
    "languages",
    "looks_secret",
    "parse_ignore",
    "read_context",
    "relative",
    "secret_files",
    "secrets_under",
    "suggested_ignores",
    "unwanted",
]
