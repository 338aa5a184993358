"""ShellCheck's codes as rules, and their pages. Who runs ShellCheck is the room `programs`."""

from gorae.lint.shellcheck.codes import EXCLUDED, GROUP, SHELLCHECK, code_rule
from gorae.lint.shellcheck.meant import Said, is_meant
from gorae.lint.shellcheck.pages import message, page, title, url

__all__ = ["EXCLUDED", "GROUP", "SHELLCHECK", "Said", "code_rule", "is_meant", "message", "page", "title", "url"]
