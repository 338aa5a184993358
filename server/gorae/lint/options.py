"""The options that several rules share, and the command line, the server or another linter's semantics ask for."""

from __future__ import annotations

from gorae.config.option import BOOLEAN, LABELS, STRINGS, Option

TRUSTED_REGISTRIES = Option("trusted-registries", STRINGS, ())
LABEL_SCHEMA = Option("label-schema", LABELS, ())
STRICT_LABELS = Option("strict-labels", BOOLEAN, False)
