"""Shell commands in RUN."""

# The rules' modules, in the order of README's table; `scripts/write_rules.py` writes their facts into `../index.py`.
RULES = (
    "gpu_used_in_build",
    "shell_syntax_error",
    "run_without_effect",
    "comment_in_string",
    "heredoc_unread",
    "heredoc_errors_ignored",
    "heredoc_crlf",
    "command_pointless",
    "curl_pipe_shell",
    "curl_redirect_ignored",
    "curl_retry_missing",
    "download_not_verified",
    "run_pipefail_missing",
    "sh_relinked",
    "sudo_used",
    "powershell_error_preference",
    "powershell_progress_shown",
    "powershell_called_again",
    "wget_progress_shown",
    "wget_retry_missing",
    "comment_swallows_lines",
    "ssh_host_key_missing",
)
