"""LABEL."""

from gorae.lint.rules.labels import (
    label_base_digest_stale,
    label_consecutive,
    label_duplicate,
    label_email_invalid,
    label_empty,
    label_hash_invalid,
    label_key_invalid,
    label_license_invalid,
    label_missing,
    label_not_listed,
    label_required,
    label_set_by_buildx,
    label_time_invalid,
    label_url_invalid,
    label_version_invalid,
    labels_unsorted,
)

RULES = (
    label_missing.RULE,
    label_email_invalid.RULE,
    label_empty.RULE,
    label_hash_invalid.RULE,
    label_key_invalid.RULE,
    label_license_invalid.RULE,
    label_not_listed.RULE,
    label_required.RULE,
    label_time_invalid.RULE,
    label_url_invalid.RULE,
    label_version_invalid.RULE,
    label_base_digest_stale.RULE,
    label_consecutive.RULE,
    label_duplicate.RULE,
    label_set_by_buildx.RULE,
    labels_unsorted.RULE,
)
