"""Shell commands in RUN."""

from gorae.lint.rules.shell import (
    command_pointless,
    curl_pipe_shell,
    curl_redirect_ignored,
    curl_retry_missing,
    download_not_verified,
    powershell_error_preference,
    run_pipefail_missing,
    run_without_effect,
    sh_relinked,
    shell_syntax_error,
    sudo_used,
    wget_progress_shown,
    wget_retry_missing,
)

RULES = (
    shell_syntax_error.RULE,
    run_without_effect.RULE,
    command_pointless.RULE,
    curl_pipe_shell.RULE,
    curl_redirect_ignored.RULE,
    curl_retry_missing.RULE,
    download_not_verified.RULE,
    run_pipefail_missing.RULE,
    sh_relinked.RULE,
    sudo_used.RULE,
    powershell_error_preference.RULE,
    wget_progress_shown.RULE,
    wget_retry_missing.RULE,
)
