"""Shell commands in RUN."""

from gorae.lint.rules.shell import (
    curl_pipe_shell,
    download_not_verified,
    powershell_error_preference,
    run_pipefail_missing,
    sudo_used,
)

RULES = (
    curl_pipe_shell.RULE,
    download_not_verified.RULE,
    run_pipefail_missing.RULE,
    sudo_used.RULE,
    powershell_error_preference.RULE,
)
