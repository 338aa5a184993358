"""The Dockerfiles that fixes are proven on: the `bad` blocks of every rule's pages, each with its context's files."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.config.settings import Settings
from gorae.context import read_context
from gorae.lint import messages
from gorae.lint.registry import all_rules
from gorae.texts import LANGUAGES
from lint.cases import TODAY, files_of, options_of, options_of_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gorae.context import BuildContext


@dataclass(frozen=True)
class Case:
    """A Dockerfile of a rule's page, or one of our own; the same text in two languages is one case."""

    rule: str
    number: int
    text: str
    files: dict[str, str] = field(default_factory=dict)  # of the build context, by path

    def __str__(self) -> str:
        return f"{self.rule}-{self.number}"


@lru_cache(maxsize=1)
def cases() -> tuple[Case, ...]:
    """All cases, in the order of the rules."""
    return tuple(case for rule in all_rules() for case in _of(rule))


def _of(rule) -> Iterator[Case]:
    seen: set[str] = set()
    for language in LANGUAGES:
        blocks = messages.page(rule, language).blocks()
        files = files_of(blocks)
        for info, text in blocks:
            if info.split()[:2] == ["dockerfile", "bad"] and text not in seen:
                seen.add(text)
                # A fence's text can't end without a newline: `unended` takes it away.
                bare = text.removesuffix("\n") if "unended" in info.split() else text
                written = bare.replace("\n", "\r\n") if "crlf" in info.split() else bare
                yield Case(rule.name, len(seen), written, files)


def settings_of_all() -> Settings:
    """Settings with the rules that are off by default as well, and the labels that any page's schema asks for."""
    said = [options_of_page(messages.page(rule, "ko")) for rule in all_rules()]
    every = [pair for options in said for pair in options]
    schema = {name: kind for key, value in every if key == "label-schema" for name, kind in value}
    policies = tuple(policy for key, value in every if key == "policy" for policy in value)
    return Settings(
        extend_select=("all",),
        options=options_of(label_schema=tuple(schema.items()), strict_labels=True, policy=policies),
        today=TODAY,
    )


def context_of(case: Case, folder: Path, changed: dict[str, str] | None = None) -> BuildContext | None:
    """The case's build context, its files written below the folder; None where the page has none."""
    if not case.files:
        return None
    if not (folder / ".written").exists():
        for path, text in case.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8", newline="")
    return read_context(folder, folder / "Dockerfile", changed=changed or {})
