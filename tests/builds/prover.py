"""Builds cases before and after fixes and keeps the score."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING
from zlib import crc32

from builds.apart import WORK
from builds.builder import KINDS, Builder
from builds.context import write_context
from builds.images import Failure, Image
from builds.made import MADE_FROM
from builds.more import MORE_FROM
from builds.on_engine import EngineBuilder
from builds.promised import differences, kept, unpromised
from gorae.config.settings import Settings
from gorae.lint.apply_fixes import preferred_fix
from gorae.source import apply_edits
from gorae.syntax import parse
from lint.cases import TODAY, check, fix_text, settings_of
from proof.catalogue import context_of, settings_of_all

if TYPE_CHECKING:
    from pathlib import Path

    from engine.engine import Engine
    from proof.catalogue import Case

TOGETHER = "all safe fixes together"
ALL = settings_of_all()
_DEBIAN = re.compile(r"\b(?:apt|apt-get|apt-key|aptitude|dpkg|useradd|groupadd|debconf)\b")
_WINDOWS = re.compile(r"nanoserver|servercore|windows")


@dataclass
class Row:
    """What came of one rule's cases."""

    cases: int = 0
    built: int = 0  # fixed texts, before and after
    equal: int = 0  # of those: the same image, caches aside, and the same end whatever fails
    promised: int = 0  # of those: unsafe; builds, starts, and differs as it says alone
    mended: int = 0  # could not be built before, can be after
    refused: int = 0  # no fix is offered
    unbuilt: int = 0
    failing: int = 0  # builds in which a program's call was made to fail
    before: int = 0  # bytes of all that built
    after: int = 0
    broken: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)  # why a text could not be built
    kept: set[str] = field(default_factory=set)  # the promises that showed

    def add(self, other: Row) -> None:
        """Counts another's cases in."""
        for one in fields(self):
            mine, more = getattr(self, one.name), getattr(other, one.name)
            setattr(self, one.name, mine | more if isinstance(mine, set) else mine + more)


@dataclass(frozen=True)
class Change:
    """A fixed text with other files' new texts; `rule` is None for all rules together."""

    text: str
    files: tuple[tuple[str, str], ...] = ()
    safe: bool = True
    rule: str | None = None
    rules: tuple[str, ...] = ()  # whose promises hold


def changes(case: Case, *, quick: bool, unsafe: bool = False) -> tuple[list[Change], bool]:
    """What a case's fixes make of it, and whether there are any; of a made text either its safe ones or its unsafe ones."""
    if case.number >= MADE_FROM:
        return _unsafe_of_made(case) if unsafe else _changes_of_made(case)
    context = WORK / f"changes-{os.getpid()}"
    shutil.rmtree(context, ignore_errors=True)

    def surroundings(changed: dict[str, str]):
        return context_of(case, context, changed)

    own = settings_of(case.rule)
    problems = check(parse(case.text), own, surroundings({}))
    found = []
    ways = [(own, case.rule, False), (own, case.rule, True), (ALL, None, False)]
    for settings, rule, is_unsafe in ways[:1] if case.number >= MORE_FROM else ways:
        done = fix_text(case.text, settings, surroundings, unsafe=is_unsafe)
        rules = (rule,) if rule else tuple(one.rule.name for one in check(parse(case.text), ALL, surroundings({})))
        found.append(Change(done.text, tuple(done.files.items()), not is_unsafe, rule, rules))
    if not quick and case.number < MORE_FROM:  # the choices that are not taken where nobody is asked
        for problem in problems:
            for fix in problem.fixes:
                if fix not in (preferred_fix(problem, unsafe=False), preferred_fix(problem, unsafe=True)):
                    files = tuple((edit.path, edit.after) for edit in fix.files)
                    found.append(
                        Change(apply_edits(case.text, list(fix.edits)), files, fix.safe, case.rule, (case.rule,))
                    )
    seen: dict[tuple[object, ...], Change] = {(case.text, ()): Change(case.text)}
    different = [one for one in found if seen.setdefault((one.text, one.files), one) is one]
    return different, any(problem.fixes for problem in problems)


_OF_A_MADE_TEXT = 5
_IN_EACH = ("instruction-spacing-uneven", "commands-on-one-line")  # what they do is seen often enough


def _changes_of_made(case: Case) -> tuple[list[Change], bool]:
    """A made text after the safe fixes of some rules, each by itself, and after all of those that are on."""

    def without_context(_: dict[str, str]) -> None:
        return None

    usual = Settings(today=TODAY)
    problems = check(parse(case.text), Settings(extend_select=("all",), today=TODAY))
    names = sorted({one.rule.name for one in problems if any(fix.safe for fix in one.fixes)})
    names = sorted(names, key=lambda name: (name in _IN_EACH, crc32(f"{case.number}{name}".encode())))
    found: dict[str, Change] = {case.text: Change(case.text)}
    for rule in names[:_OF_A_MADE_TEXT]:
        done = fix_text(case.text, settings_of(rule), without_context, unsafe=False)
        found.setdefault(done.text, Change(done.text, rule=rule, rules=(rule,)))
    done = fix_text(case.text, usual, without_context, unsafe=False)
    found.setdefault(done.text, Change(done.text, rules=tuple(one.rule.name for one in check(parse(case.text), usual))))
    return [one for text, one in found.items() if text != case.text], bool(names)


_UNSAFE_OF_A_MADE_TEXT = 9


def _unsafe_of_made(case: Case) -> tuple[list[Change], bool]:
    """A made text after the unsafe fixes of some rules, each by itself."""

    def without_context(_: dict[str, str]) -> None:
        return None

    problems = check(parse(case.text), Settings(extend_select=("all",), today=TODAY))
    names = {one.rule.name for one in problems if one.fixes and not one.fixes[0].safe}
    ordered = sorted(names, key=lambda name: crc32(f"{case.number}{name}".encode()))
    found: dict[str, Change] = {case.text: Change(case.text)}
    for rule in ordered[:_UNSAFE_OF_A_MADE_TEXT]:
        done = fix_text(case.text, settings_of(rule), without_context, unsafe=True)
        found.setdefault(done.text, Change(done.text, safe=False, rule=rule, rules=(rule,)))
    return [one for text, one in found.items() if text != case.text], bool(names)


class Prover:
    """One worker: builders of its own."""

    def __init__(self, name: str, *, quick: bool, engine: Engine | None = None) -> None:
        self.folder = WORK / name
        self.quick = quick
        self.notes_calls = engine is None
        self.builders: dict[str, Builder | EngineBuilder] = {
            kind: EngineBuilder(engine, kind, f"{name}/{kind}") if engine else Builder(kind, f"{name}/{kind}")
            for kind in KINDS
        }

    def prove(self, case: Case, found: list[Change], *, any_fix: bool) -> dict[str, Row]:
        """A case with each of its changes, in one place."""
        context = self.folder / "context"
        shutil.rmtree(context, ignore_errors=True)
        write_context(case, context, tuple(one.text for one in found))
        rows = {case.rule: Row(cases=1)}
        if not any_fix:
            rows[case.rule].refused = 1
        if not found or (self.quick and not any_fix):
            return rows
        texts = "\n".join(one.text for one in found)
        if _WINDOWS.search(texts):
            rows[case.rule].unbuilt += 1
            rows[case.rule].reasons.append(f"{case}: Windows")
            return rows
        builder = self.builders["debian" if _DEBIAN.search(texts) else "busybox"]
        before = builder.build(case.text, context)
        if isinstance(before, Failure) and case.number >= MORE_FROM:
            rows[case.rule].unbuilt += 1
            rows[case.rule].reasons.append(f"{case}: {before.reason}")
            return rows
        for change in found:
            row = rows.setdefault(change.rule or TOGETHER, Row())
            row.cases += change.rule != case.rule
            with _changed(context, change):
                self._compare(case, change, row, builder, before, context)
        builder.forget()
        return rows

    def _compare(
        self,
        case: Case,
        change: Change,
        row: Row,
        builder: Builder | EngineBuilder,
        before: Image | Failure,
        context: Path,
    ) -> None:
        after = builder.build(change.text, context, start=isinstance(before, Image) and not change.safe)
        if isinstance(before, Failure):
            if isinstance(after, Failure):
                row.unbuilt += 1
                row.reasons.append(f"{case}: {after.reason}")
            else:
                row.mended += 1
            return
        if isinstance(after, Failure):
            if change.safe or isinstance(builder.build(case.text, context, start=True), Image):
                row.broken.append(f"{case}: builds or starts no longer\n{change.text}\n{after.log[-900:]}")
            else:
                row.unbuilt += 1
                row.reasons.append(f"{case}: does not start here before either: {after.reason}")
            return
        row.built += 1
        row.before += before.size
        row.after += after.size
        found = differences(before, after, mounts=re.findall(r"(?:target|dst|destination)=/?([^,\s]+)", change.text))
        wrong = unpromised(found, change.rules)
        if wrong:
            # What an unsafe fix changes in a text that nobody has seen is promised nowhere: a reader judges it.
            to_read = row.differs if not change.safe and case.number >= MADE_FROM else row.broken
            to_read.append(f"{case}: {'; '.join(map(str, wrong[:12]))}\n{change.text}")
            return
        if change.safe and change.rule and self.notes_calls:
            for call in self._failing(builder, case.text, context):
                row.failing += 1
                ends = [builder.build(one, context, fails=call) for one in (case.text, change.text)]
                if call in ends[1].calls and isinstance(ends[0], Failure) != isinstance(ends[1], Failure):
                    row.broken.append(f"{case}: ends in another way where `{call}` fails\n{change.text}")
                    return
        row.kept |= kept(found, case.rule)
        if change.safe:
            row.equal += 1
        else:
            row.promised += 1

    def _failing(self, builder: Builder | EngineBuilder, text: str, context: Path) -> list[str]:
        """The calls that are made to fail, one after the other; in a quick run the last but one."""
        calls = list(dict.fromkeys(builder.build(text, context, afresh=True).calls))
        return calls[-2:-1] if self.quick else calls


class _changed:  # noqa: N801  # read as a word: `with _changed(...)`
    """Other files' new texts, while a change is built."""

    def __init__(self, context: Path, change: Change) -> None:
        self.paths = [context / path for path, _ in change.files]
        self.texts = [text for _, text in change.files]

    def __enter__(self) -> None:
        self.old = [path.read_bytes() if path.exists() else None for path in self.paths]
        for path, text in zip(self.paths, self.texts, strict=True):
            path.write_text(text, encoding="utf-8", newline="")

    def __exit__(self, *_: object) -> None:
        for path, old in zip(self.paths, self.old, strict=True):
            if old is None:
                path.unlink()
            else:
                path.write_bytes(old)
