"""Getting around in a Dockerfile: names and all their places, links, outline, folds, selections, hierarchies."""

from gorae.navigation.callers import called_as, given_base
from gorae.navigation.definition import declaration, definition, linked, references
from gorae.navigation.files import FileMention, file_mentions, files_at, started
from gorae.navigation.folding import Fold, folds
from gorae.navigation.hierarchy import Relation, children, parents, stage_around, used_by, uses_of
from gorae.navigation.index import named_at, names
from gorae.navigation.links import Link, links
from gorae.navigation.model import Mention, Named
from gorae.navigation.outline import (
    Symbol,
    directive_symbol,
    instruction_symbol,
    outline,
    stage_symbol,
    workspace_symbols,
)
from gorae.navigation.phrases import say
from gorae.navigation.rename import Refusal, renamable, rename
from gorae.navigation.selection import selections

__all__ = [
    "FileMention",
    "Fold",
    "Link",
    "Mention",
    "Named",
    "Refusal",
    "Relation",
    "Symbol",
    "called_as",
    "children",
    "declaration",
    "definition",
    "directive_symbol",
    "file_mentions",
    "files_at",
    "folds",
    "given_base",
    "instruction_symbol",
    "linked",
    "links",
    "named_at",
    "names",
    "outline",
    "parents",
    "references",
    "renamable",
    "rename",
    "say",
    "selections",
    "stage_around",
    "stage_symbol",
    "started",
    "used_by",
    "uses_of",
    "workspace_symbols",
]
