"""LABEL."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "label_missing",
    "label_email_invalid",
    "label_empty",
    "label_hash_invalid",
    "label_key_invalid",
    "label_license_invalid",
    "label_not_listed",
    "label_required",
    "label_time_invalid",
    "label_url_invalid",
    "label_version_invalid",
    "label_base_digest_stale",
    "label_consecutive",
    "label_duplicate",
    "label_set_by_buildx",
    "labels_unsorted",
)
