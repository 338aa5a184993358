"""Layers: what each instruction leaves in the image."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "arg_before_cache",
    "file_deleted_in_later_layer",
    "install_after_sources",
    "manifest_kept_in_layer",
    "install_with_network",
    "package_removed_in_later_layer",
    "run_cd_only",
    "run_chain_long",
    "run_consecutive",
)
