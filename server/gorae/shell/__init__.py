"""Shell scripts as data: a RUN body to commands, operators and words with ranges. Knows nothing of Dockerfiles."""

from gorae.shell.dialects import SHELLS, Dialect, dialect_of, interpreter, is_shell
from gorae.shell.nodes import Command, Compound, Effective, Element, Scope
from gorae.shell.parsing import MAX_BODY_CHARACTERS, from_argv, parse, parse_heredoc_body
from gorae.shell.script import Script, sets_pipefail
from gorae.shell.tokens import Assignment, HereDocument, Operator, Redirection, Word
from gorae.shell.words import ShellVariable

__all__ = [
    "MAX_BODY_CHARACTERS",
    "SHELLS",
    "Assignment",
    "Command",
    "Compound",
    "Dialect",
    "Effective",
    "Element",
    "HereDocument",
    "Operator",
    "Redirection",
    "Scope",
    "Script",
    "ShellVariable",
    "Word",
    "dialect_of",
    "from_argv",
    "interpreter",
    "is_shell",
    "parse",
    "parse_heredoc_body",
    "sets_pipefail",
]
