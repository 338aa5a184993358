"""ShellCheck's codes as rules, and their pages. Who runs ShellCheck is the room `programs`."""

from gorae.lint.shellcheck.codes import EXCLUDED, GROUP, SHELLCHECK, code_rule
from gorae.lint.shellcheck.filter import CommentInContext, is_noise
from gorae.lint.shellcheck.pages import message, page, title, url

__all__ = [
    "EXCLUDED",
    "GROUP",
    "SHELLCHECK",
    "CommentInContext",
    "code_rule",
    "is_noise",
    "message",
    "page",
    "title",
    "url",
]
