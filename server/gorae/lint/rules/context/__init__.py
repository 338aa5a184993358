"""The build context beside the Dockerfile."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "context_large",
    "copy_order_busts_cache",
    "copy_source_ignored",
    "next_standalone_missing",
    "package_script_missing",
    "copy_source_missing",
    "copy_whole_context_late",
    "dockerignore_incomplete",
    "dockerignore_missing",
    "entrypoint_script_crlf",
    "entrypoint_script_not_executable",
    "model_file_in_image",
    "manifest_not_copied",
)
