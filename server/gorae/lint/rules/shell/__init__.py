"""Shell commands in RUN."""

from gorae.lint.rules.shell import (
    command_pointless,
    curl_pipe_shell,
    download_not_verified,
    powershell_error_preference,
    run_pipefail_missing,
    sh_relinked,
    sudo_used,
    wget_progress_shown,
)

RULES = (
    command_pointless.RULE,
    curl_pipe_shell.RULE,
    download_not_verified.RULE,
    run_pipefail_missing.RULE,
    sh_relinked.RULE,
    sudo_used.RULE,
    powershell_error_preference.RULE,
    wget_progress_shown.RULE,
)
