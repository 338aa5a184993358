"""ShellCheck's codes as rules, and their pages: what is chosen and suppressed by name. The room `gorae.shellcheck` runs it."""

from gorae.lint.shellcheck.codes import EXCLUDED, GROUP, SHELLCHECK, code_rule
from gorae.lint.shellcheck.pages import message, page, title, url

__all__ = ["EXCLUDED", "GROUP", "SHELLCHECK", "code_rule", "message", "page", "title", "url"]
