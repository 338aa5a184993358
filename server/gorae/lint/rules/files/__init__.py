"""What COPY and ADD bring, and where to."""

from gorae.lint.rules.files import (
    add_instead_of_copy,
    archive_copied_then_unpacked,
    archive_unpacked_in_run,
    chown_after_copy,
    copied_twice,
    copy_target_relative,
    copy_target_without_slash,
    file_written_by_run,
    git_clone_in_run,
    vex_in_image,
    workdir_system_folder,
)

RULES = (
    copied_twice.RULE,
    add_instead_of_copy.RULE,
    archive_copied_then_unpacked.RULE,
    copy_target_relative.RULE,
    copy_target_without_slash.RULE,
    workdir_system_folder.RULE,
    archive_unpacked_in_run.RULE,
    chown_after_copy.RULE,
    file_written_by_run.RULE,
    git_clone_in_run.RULE,
    vex_in_image.RULE,
)
