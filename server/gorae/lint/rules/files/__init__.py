"""What COPY and ADD bring, and where to."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "copy_source_outside",
    "copied_twice",
    "add_instead_of_copy",
    "archive_copied_then_unpacked",
    "copy_target_relative",
    "copy_target_without_slash",
    "workdir_system_folder",
    "archive_unpacked_in_run",
    "chown_after_copy",
    "file_written_by_run",
    "git_clone_in_run",
    "vex_in_image",
)
