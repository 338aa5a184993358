"""A Dockerfile's text to instructions, flags, words, JSON forms, heredocs, variables, comments and directives.

Each part has an exact range, syntax errors are data. Nothing here knows what stages, images or shells mean.
"""

from gorae.syntax.checks import CHOICES
from gorae.syntax.document import Document, instruction, parse, reparse
from gorae.syntax.instruction import BOOLEAN_FLAGS, FLAGS
from gorae.syntax.lexing import VariableRef
from gorae.syntax.lexing import read as read_word
from gorae.syntax.mounts import MOUNT_OPTIONS, MOUNT_TYPES, PODMAN_OPTIONS, SHARING_MODES, MountIssue, read_mount
from gorae.syntax.nodes import (
    INSTRUCTIONS,
    Comment,
    Directive,
    Flag,
    Form,
    Heredoc,
    Instruction,
    JoinedLine,
    Node,
    Option,
    Pair,
    SyntaxIssue,
    Variable,
    Word,
)
from gorae.syntax.scanner import behind_shebang
from gorae.syntax.words import ends_flag, is_cut_by_flag

__all__ = [
    "BOOLEAN_FLAGS",
    "CHOICES",
    "FLAGS",
    "INSTRUCTIONS",
    "MOUNT_OPTIONS",
    "MOUNT_TYPES",
    "PODMAN_OPTIONS",
    "SHARING_MODES",
    "Comment",
    "Directive",
    "Document",
    "Flag",
    "Form",
    "Heredoc",
    "Instruction",
    "JoinedLine",
    "MountIssue",
    "Node",
    "Option",
    "Pair",
    "SyntaxIssue",
    "Variable",
    "VariableRef",
    "Word",
    "behind_shebang",
    "ends_flag",
    "instruction",
    "is_cut_by_flag",
    "parse",
    "read_mount",
    "read_word",
    "reparse",
]
