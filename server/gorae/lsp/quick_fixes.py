"""The quick fixes of a document: the fixes of the findings at the cursor, of one rule in the file, all safe ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gorae.compat.hadolint import apply_hadolint_semantics
from gorae.facts.breakage import breaks
from gorae.lint import messages
from gorae.lint.apply_fixes import compatible, fix_text, preferred_fix
from gorae.lint.engine import check
from gorae.lint.run import log_error
from gorae.lsp.phrases import say
from gorae.source import Edit, apply_edits, differences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Diagnostic, Found
    from gorae.lint.model import FileEdit, Fix
    from gorae.lsp.documents import OpenDocument
    from gorae.source import Span
    from gorae.syntax import Document
    from gorae.texts import Language


_TRIED_OUT_CHARACTERS = 15_000


class Action(NamedTuple):
    """One code action: edits of the text (code points), and other files' texts."""

    title: str
    edits: tuple[Edit, ...]
    files: tuple[FileEdit, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    preferred: bool = False
    safe: bool = True  # False: the user should review what it changes
    reason: str = ""  # the word that a reason is to be typed over, at the end of the comment that is added
    whole_rule: str = ""  # the rule whose findings in the file are all fixed: not tried out yet


def quick_fixes(opened: OpenDocument, span: Span, language: Language) -> list[Action]:
    """The fixes of the findings that touch the span, each once: the preferred ones, the others, those of a whole rule.

    A fix that would leave a new error is not offered; those of a whole rule, which take longest, are not tried out: see
    `fixes_of_rule`.
    """
    here = opened.touching(span)
    fixes: list[Action] = []
    for problem in here:
        whole = [fix for fix in problem.fixes if not _breaks(opened, fix.edits)]
        for number, fix in enumerate(whole):
            title = messages.title(problem, fix, language)
            fixes.append(Action(title, fix.edits, fix.files, (problem,), preferred=number == 0, safe=fix.safe))
    fixes.sort(key=lambda action: not action.preferred)
    for rule in dict.fromkeys(problem.rule for problem in here):
        same = opened.checked.of_rule(rule) if opened.checked is not None else []
        chosen = [(problem, preferred_fix(problem, unsafe=True)) for problem in same]
        edits, _, count = compatible(chosen)
        if count > 1 and not any(fix.files for one in same for fix in one.fixes):
            title = say("all", language, rule=rule.name, count=count)
            safe = all(fix.safe for _, fix in chosen if fix is not None)
            resolved = tuple(problem for problem in here if problem.rule is rule)
            fixes.append(Action(title, tuple(edits), (), resolved, safe=safe, whole_rule=rule.name))
    return _once(opened.text.value, fixes)


def fixes_of_rule(opened: OpenDocument, rule: str, language: Language) -> Action | None:
    """All fixes of a rule in the file, without those that leave a new error together with the ones above them."""
    chosen = [
        (problem, preferred_fix(problem, unsafe=True))
        for problem in opened.diagnostics or ()
        if problem.rule.name == rule
    ]
    edits, _, count = compatible(chosen)
    if _breaks(opened, edits):
        kept: list[tuple[Diagnostic, Fix | None]] = []
        for one in chosen:
            edits, _, count = compatible([*kept, one])
            if not _breaks(opened, edits):
                kept.append(one)
        edits, _, count = compatible(kept)
    if not edits:
        return None
    safe = all(fix.safe for _, fix in chosen if fix is not None)
    return Action(say("all", language, rule=rule, count=count), tuple(edits), safe=safe)


def _breaks(opened: OpenDocument, edits: Sequence[Edit]) -> bool:
    """Whether a new error would stand after the edits. Remembered: a light bulb comes at each move of the cursor."""
    key = tuple(edits)
    found = opened.breaking.get(key)
    if found is None:
        found = opened.breaking[key] = breaks(opened.document, key)
    return found


def _once(text: str, actions: Sequence[Action]) -> list[Action]:
    """The actions, those that do the same as one: the first, with the findings of all."""
    found: dict[object, Action] = {}
    for action in actions:
        key = (apply_edits(text, action.edits), action.files)
        first = found.get(key)
        found[key] = action if first is None else _together(first, action)
    return list(found.values())


def _together(first: Action, other: Action) -> Action:
    problems = tuple(dict.fromkeys((*first.problems, *other.problems)))
    return first._replace(
        problems=problems, preferred=first.preferred or other.preferred, safe=first.safe and other.safe
    )


def fix_all(
    opened: OpenDocument, language: Language, external: Callable[[Document], Sequence[Found]] | None = None
) -> Action | None:
    """All safe fixes of the text as one edit; None where there are none. Other files are left to quick fixes.

    `external` is what programs are known to find in a text.
    """
    if opened.settings is None:
        return None
    before = opened.text.value
    settings = opened.settings

    def check_text(document: Document, context: BuildContext | None) -> list[Diagnostic]:
        found = external(document) if external is not None else ()
        return check(document, settings, context, external=found, emulate=apply_hadolint_semantics, on_error=log_error)

    fixed = fix_text(before, check_text, lambda _: None, unsafe=False)
    if fixed.text == before:
        return None
    return Action(say("every", language), tuple(differences(before, fixed.text)))


def may_fix_all(opened: OpenDocument) -> bool:
    """Whether there is a safe fix at all: what is said before the edits are worked out. In a large text none is tried out."""
    if opened.checked is None or not opened.checked.may_have_safe_fix:
        return False
    if len(opened.text.value) > _TRIED_OUT_CHARACTERS:
        return True
    at_once_first = sorted(opened.checked, key=_is_tried_out)
    return any(fix.safe and fix.edits for problem in at_once_first for fix in problem.fixes)


def _is_tried_out(problem: Diagnostic) -> bool:
    return any(fix.moves_base for fix in problem.finding.fixes)
