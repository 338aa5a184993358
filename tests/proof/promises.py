"""What every fix promises, whatever the rule: each function returns the broken promises as sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gorae.lint.apply_fixes import compatible, preferred_fix
from gorae.source import apply_edits
from gorae.syntax import parse
from lint.cases import check, fix_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gorae.config.settings import Settings
    from gorae.context import BuildContext
    from gorae.lint.diagnostic import Diagnostic
    from gorae.lint.model import Fix

    Context = Callable[[dict[str, str]], BuildContext | None]

# What an instruction holds is not looked at before it is a known one, and one of its own, nor what an image without a name is.
HIDES = frozenset(
    (
        "base-image-misspelt",
        "base-image-tag-unknown",
        "image-name-invalid",
        "instruction-swallowed",
        "instruction-unknown",
    )
)
# The program of an array is not known before the array is one, of one word a piece, nor what a COPY into `/` brings.
HIDDEN_ERRORS = {
    # What is asked of another image is known of the one that takes its place, and archives that are gone have no other package.
    "base-image-eol": "sudo-used", "package-manager-mismatch": "build-broken-today",
    # A RUN that goes may have brought what a later one reads.
    "package-already-there": "manifest-not-copied",
    "cmd-invalid-json": "program-missing", "exec-form-not-split": "program-missing", "json-array-invalid": "program-missing",
    "copy-target-relative": "start-file-missing",
}  # fmt: skip
# Their subject is a comment, so their fixes change one.
CHANGE_COMMENTS = frozenset((
    "definition-description-invalid", "ignore-comment-used", "syntax-directive-typo", "unused-foreign-ignore", "unused-ignore",
))  # fmt: skip


def broken_alone(text: str, settings: Settings, context: Context) -> Iterator[str]:
    """Each fix of each finding applied alone."""
    problems = check(parse(text), settings, context({}))
    for problem in problems:
        for fix in problem.fixes:
            yield from _broken(text, problem, fix, problems, settings, context)


def _broken(
    text: str, problem: Diagnostic, fix: Fix, problems: list[Diagnostic], settings: Settings, context: Context
) -> Iterator[str]:
    rule = problem.rule.name
    try:
        after = apply_edits(text, fix.edits)
    except ValueError as error:
        yield f"{rule}: {error}"
        return
    changed = {edit.path: edit.after for edit in fix.files}
    if after == text and not changed:
        yield f"{rule}: the fix changes nothing"
        return
    left = check(parse(after), settings, context(changed))
    of_rule = sum(1 for one in problems if one.rule is problem.rule)
    hides = any(one.rule.name in HIDES for one in problems)  # what shows afterwards counts once more
    if not hides and sum(1 for one in left if one.rule is problem.rule) >= of_rule:
        yield f"{rule}: still found after its fix\n{after}"
    yield from (f"{rule}: {one}" for one in broken_between(text, after, problems, left, rule))
    old, new = comments(text), comments(after)
    if rule in MOVE_COMMENTS:
        old, new = sorted(old), sorted(new)
    if rule not in CHANGE_COMMENTS and not _stays_in_order(old, new):
        yield f"{rule}: a comment is lost\n{after}"


def broken_together(text: str, settings: Settings, context: Context, *, unsafe: bool) -> Iterator[str]:
    """All fixes at once, until none is left."""
    problems = check(parse(text), settings, context({}))
    fixed = fix_text(text, settings, context, unsafe=unsafe)
    again = fix_text(fixed.text, settings, lambda more: context({**fixed.files, **more}), unsafe=unsafe)
    if again.text != fixed.text or (again.applied and again.files):
        yield f"a second run changes it again\n{fixed.text}\n--\n{again.text}"
    yield from broken_between(text, fixed.text, problems, fixed.left, "all")
    rules = {one.rule.name for one in problems}
    old, new = comments(text), comments(fixed.text)
    if rules & MOVE_COMMENTS:
        old, new = sorted(old), sorted(new)
    if not rules & CHANGE_COMMENTS and not _stays_in_order(old, new):
        yield f"a comment is lost\n{fixed.text}"


def broken_in_order(text: str, settings: Settings, context: Context, order: list[int]) -> Iterator[str]:
    """All fixes of one round, asked for in that order: those that collide wait, the others make a text that holds."""
    problems = check(parse(text), settings, context({}))
    asked = [(problems[at % len(problems)], None) for at in order] if problems else []
    wishes = [(problem, preferred_fix(problem, unsafe=True)) for problem, _ in dict.fromkeys(asked)]
    edits, files, _ = compatible(wishes)
    after = apply_edits(text, edits)
    left = check(parse(after), settings, context(files))
    yield from broken_between(text, after, problems, left, "one round")


def broken_between(
    before: str, after: str, problems: list[Diagnostic], left: list[Diagnostic], rule: str
) -> Iterator[str]:
    """What no fix may do to a text, whatever it is for."""
    yield from _new_errors(before, after, problems, left)
    if (ends := line_ends(before)) and len(ends) == 1 and line_ends(after) - ends:
        yield f"mixed line ends\n{after!r}"
    if before.startswith("\ufeff") != after.startswith("\ufeff"):
        yield "the byte order mark came or went"
    cases = keyword_cases(before)
    meant = any(
        one.rule.name in HIDES or one.rule.name in ("instruction-casing", "windows-path-escape") for one in problems
    )
    if not meant and len(cases) == 1 and keyword_cases(after) - cases:
        yield f"keywords in another case\n{after}"


ON_COPY_ALONE = "copy-target-without-slash"  # as hadolint tells it, which `all` asks for: an ADD may become a COPY


def _new_errors(before: str, after: str, problems: list[Diagnostic], left: list[Diagnostic]) -> Iterator[str]:
    old = [one.rule.name for one in problems if one.severity == "error"]
    new = [one.rule.name for one in left if one.severity == "error"]
    if any(one.rule.name in HIDES for one in problems):
        return  # what was hidden was wrong before
    news = len(parse(after).issues()) - len(parse(before).issues())
    if news > 0:
        yield f"{news} new syntax errors\n{after}"
    if news < 0:
        return  # what a syntax error hid was wrong before
    hidden = {HIDDEN_ERRORS.get(one.rule.name) for one in problems}
    for name in new:
        if name in hidden:
            continue
        if name in old:
            old.remove(name)
        elif name != ON_COPY_ALONE or not re.search(r"(?i)\badd\b", before):
            yield f"a new error, {name}\n{after}"


def line_ends(text: str) -> set[str]:
    """The line ends in a text."""
    return set(re.findall(r"\r?\n", text))


def keyword_cases(text: str) -> set[str]:
    """`lower`, `upper` or `mixed`: how the text's keywords are written."""
    found = set()
    for node in parse(text).nodes:
        word = node.instruction.slice(node.instruction.keyword)
        found.add("lower" if word.islower() else "upper" if word.isupper() else "mixed")
    return found


def comments(text: str) -> list[str]:
    """All comments in order, those between the lines of an instruction too."""
    document = parse(text)
    found = [(comment.span.start, comment.text.strip()) for comment in document.comments]
    for node in document.nodes:
        found += [
            (node.to_document(span).start, node.instruction.slice(span).strip()) for span in node.instruction.comments
        ]
    return [comment for _, comment in sorted(found)]


def _stays_in_order(wanted: list[str], there: list[str]) -> bool:
    rest = iter(there)
    return all(comment in rest for comment in wanted)


# Their instruction goes elsewhere, and the comment above it goes with it.
MOVE_COMMENTS = frozenset((
    "install-after-sources", "user-name-unknown", "startup-order", "arg-before-cache", "apt-update-alone", "copy-order-busts-cache", "instruction-before-from",
))  # fmt: skip
# They mend more than the instruction that they speak of, and this is what.
REACH_BEYOND = {
    "arg-before-cache": "the declaration moves with what only writes it into the metadata",
    "base-image-not-slim": "what the stage calls and the lighter image lacks is installed",
    "build-library-missing": "the packages join a RUN above that installs others already",
    "build-broken-today": "the image's name is held as it is, so that no other fix changes it",
    "base-image-mismatch": "the builder builds otherwise, or the image is another",
    "blank-lines-repeated": "blank lines belong to no instruction",
    "indentation-uneven": "the blanks before an instruction are none of it",
    "instruction-spacing-uneven": "blank lines belong to no instruction",
    "trailing-blanks": "comments and blank lines have them too",
    "archive-copied-then-unpacked": "the RUN that unpacks goes, since ADD does it",
    "apt-update-alone": "the lists move to the RUN that installs",
    "chown-after-copy": "the COPY gets the flag, the RUN goes",
    "cmd-taken-as-arguments": "a CMD whose words the ENTRYPOINT has goes with its line",
    "cmd-ignored": "the ENTRYPOINT gets its exec form, or the CMD goes with its line",
    "cmd-duplicate": "of several only the last counts, the others go",
    "empty-continuation": "at the end of the file the blank lines stand behind the text of the last instruction",
    "entrypoint-duplicate": "of several only the last counts, the others go",
    "entrypoint-script-not-executable": "the COPY that brings the script gives it its mode",
    "frontend-too-old": "a directive is no instruction",
    "instruction-unknown": "the line above goes on",
    "lock-file-not-copied": "the COPY that brings the manifest brings the lock file too",
    "run-consecutive": "the RUNs that are joined are its other places",
    "from-arg-default-invalid": "the ARG that the FROM uses gets a value",
    "install-after-sources": "the RUNs that install go above the COPY",
    "instruction-before-from": "it goes below the first FROM",
    "file-deleted-in-later-layer": "what makes the file and what deletes it become one",
    "label-base-digest-stale": "a LABEL of one pair goes with its line",
    "gpu-devices-fixed": "an ENV of one pair goes with its line",
    "package-already-there": "a RUN of one command goes with its line",
    "powershell-called-again": "the calls below go, since SHELL makes them",
    "label-duplicate": "a LABEL of one pair goes with its line",
    "label-set-by-buildx": "a LABEL of one pair goes with its line",
    "healthcheck-duplicate": "of several only the last counts, the others go",
    "multi-stage-missing": "the FROM becomes one of two",
    "secret-in-arg-env": "the ARG goes with its uses",
    "secret-deleted-in-later-layer": "the copy and the removal become a mount",
    "package-missing": "the package joins a RUN above that installs packages already",
    "program-missing": "the package joins a RUN above that installs packages already",
    "startup-order": "all of them move",
    "stage-name-casing": "all mentions of the name change with it",
    "stage-name-duplicate": "all mentions of the name below change with it",
    "stage-name-reserved": "all mentions of the name below change with it",
    "syntax-directive-typo": "a directive is no instruction",
    "user-name-unknown": "the RUN that makes the user moves up",
    "unused-foreign-ignore": "a comment is no instruction",
    "unused-ignore": "a comment is no instruction",
}


def broken_reach(text: str, settings: Settings, context: Context) -> Iterator[str]:
    """A fix changes the instructions that its finding stands on, and lines that it adds; no other text."""
    document = parse(text)
    for problem in check(document, settings, context({})):
        own = [one for one in document.nodes if one.start <= problem.span.end and problem.span.start <= one.span.end]
        first = min((one.start for one in own), default=problem.span.start)
        last = max((one.span.end for one in own), default=problem.span.end)
        for edit in (edit for fix in problem.fixes for edit in fix.edits):
            if first <= edit.span.start and edit.span.end <= last:
                continue
            if edit.span.start == edit.span.end and _adds_lines(text, edit.span.start, edit.text):
                continue
            if problem.rule.name not in REACH_BEYOND:
                yield f"{problem.rule.name}: changes {edit.span.of(text)!r}; if it has to, REACH_BEYOND wants the reason"


def _adds_lines(text: str, at: int, added: str) -> bool:
    """Whether it makes lines of its own at a line's start, or at a line's end."""
    starts = at == 0 or text[at - 1] == "\n" or (at == 1 and text[0] == "\ufeff")
    ends = at == len(text) or text[at] in "\r\n"
    return (starts and added.endswith("\n")) or (ends and added.startswith(("\n", "\r\n")))
