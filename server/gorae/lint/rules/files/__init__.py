"""What COPY and ADD bring, and where to."""

from gorae.lint.rules.files import (
    add_instead_of_copy,
    archive_copied_then_unpacked,
    copy_target_relative,
    copy_target_without_slash,
    workdir_system_folder,
)

RULES = (
    add_instead_of_copy.RULE,
    archive_copied_then_unpacked.RULE,
    copy_target_relative.RULE,
    copy_target_without_slash.RULE,
    workdir_system_folder.RULE,
)
