"""A Dockerfile's text to instructions, flags, words, JSON forms, heredocs, variables, comments and directives.

Each part has an exact range, syntax errors are data. Nothing here knows what stages, images or shells mean.
"""

from gorae.syntax.document import Document, instruction, parse, reparse
from gorae.syntax.instruction import BOOLEAN_FLAGS, FLAGS
from gorae.syntax.lexing import Use as VariableUse
from gorae.syntax.lexing import read as read_word
from gorae.syntax.nodes import (
    INSTRUCTIONS,
    Comment,
    Directive,
    Fault,
    Flag,
    Form,
    Heredoc,
    Instruction,
    Logical,
    Option,
    Pair,
    Placed,
    Variable,
    Word,
)

__all__ = [
    "BOOLEAN_FLAGS",
    "FLAGS",
    "INSTRUCTIONS",
    "Comment",
    "Directive",
    "Document",
    "Fault",
    "Flag",
    "Form",
    "Heredoc",
    "Instruction",
    "Logical",
    "Option",
    "Pair",
    "Placed",
    "Variable",
    "VariableUse",
    "Word",
    "instruction",
    "parse",
    "read_word",
    "reparse",
]
