"""Writes the files of a new rule: `python scripts/new_rule.py packages gem-docs-kept --kind instruction`.

The rule's module, its pages beside it, its test, and its line in the group. Each file says what is to be filled in.
`--no-korean` leaves the Korean page out: the program shows the English one then, and the rule is listed as untranslated.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "server" / "gorae" / "lint" / "rules"
TESTS = ROOT / "tests" / "lint" / "rules"
CASES = "tests/lint/test_pages.py tests/lint/rules/test_cases.py"  # what runs a rule's pages and its cases
UNTRANSLATED = ROOT / "tests" / "lint" / "untranslated.txt"

# What each kind of rule is given, and how it walks through it.
_BODIES = {
    "instruction": (
        "InstructionRule",
        "instruction: Instruction, scope: Scope",
        ("gorae.stages import Scope", "gorae.syntax import Instruction"),
        """    # TODO: take this comment out. `instruction` is one RUN, also one behind ONBUILD; `scope` is what is in force there:
    # shell, user, workdir. Spans count from the instruction's first character.
    for command in script(instruction, scope).commands:
        name = command.name
        if name is not None and command.program == "TODO":
            yield found(name.span)
""",
        ("gorae.facts.scripts import script",),
        ', instructions=frozenset({"RUN"})',
    ),
    "stage": (
        "StageRule",
        "stage: Stage",
        ("gorae.stages import Stage",),
        """    # TODO: take this comment out. `stage` has its instructions, what is in force at each (`stage.scope_of(node)`) and the
    # stages that it is based on (`stage.chain`). Spans are offsets in the file: `node.to_document(span)`.
    for node in stage.instructions("RUN"):
        yield found(node.keyword)
""",
        (),
        "",
    ),
    "file": (
        "FileRule",
        "build: Build",
        ("gorae.stages import Build",),
        """    # TODO: take this comment out. `build` is the whole file: `build.stages`, `build.last`, `build.document`. Spans are offsets in the file.
    for stage in build.stages:
        yield found(stage.image_span)
""",
        (),
        "",
    ),
    "context": (
        "ContextRule",
        "build: Build, context: BuildContext",
        ("gorae.context import BuildContext", "gorae.stages import Build"),
        """    # TODO: take this comment out. `context` is the folder that is built, as `.dockerignore` leaves it. Spans are offsets in the Dockerfile.
    if build.last is not None and "TODO" in context.files:
        yield found(build.last.image_span)
""",
        (),
        "",
    ),
}

_MODULE = '''"""TODO: the problem in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

{imports}

if TYPE_CHECKING:
    from collections.abc import Iterator

{types}


def find({arguments}) -> Iterator[Finding]:
    """Report TODO, on the words that are wrong."""
{body}

# TODO: choose, and take this comment out.
# aliases: what other linters call it, `Alias("hadolint", "DL3059")`. severity: error where the
# build or the program fails, warning where it is probably not what is wanted, information for what is better otherwise,
# hint for taste. default: False for what is a matter of taste. fixes: the best that `find` offers, "safe" where the image
# stays the same or gets only smaller. All others: gorae/lint/rule.py.
RULE = {kind}(
    "{name}",
    find,
    severity="information",
    default=False,
    fixes="none"{more},
)
'''

_PAGES = {
    "en": """---
message: TODO What is wrong, and what to write instead. `{{name}}` is filled by `found(span, name=…)`.
summary: TODO The rule as a sentence that holds where it finds nothing.
source: https://TODO where the facts are from
---
TODO What happens.

TODO Why it matters.

TODO What to write instead. The choice is one that no rule can make, so there is no quick fix.

```dockerfile bad
FROM debian:13-slim
RUN TODO
USER nobody
```

```dockerfile good by-hand
FROM debian:13-slim
RUN TODO
USER nobody
```
""",
    "ko": """---
message: TODO 무엇이 문제이고 어떻게 써야 하는지. `{{name}}`은 `found(span, name=…)`이 채웁니다.
summary: TODO 아무것도 찾지 못할 때 참인 문장.
source: https://TODO 근거가 되는 문서
---
TODO 무슨 일이 일어나는지.

TODO 왜 문제인지.

TODO 어떻게 써야 하는지. 고치는 방법은 사람이 정해야 하므로 빠른 수정은 제공하지 않습니다.

```dockerfile bad
FROM debian:13-slim
RUN TODO
USER nobody
```

```dockerfile good by-hand
FROM debian:13-slim
RUN TODO
USER nobody
```
""",
}

_CASES = """# {name}

Each heading says why the case is there. `reported:` names the words that the findings stand on, in order.

## TODO the plainest case

```dockerfile
FROM debian:13-slim
RUN TODO
```

reported: `TODO`

## TODO what looks alike and is right

```dockerfile
FROM debian:13-slim
RUN TODO
```

not reported
"""


def main() -> int:
    """Write the files; exit 1 where the name is taken or the group is not there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("group", choices=sorted(path.parent.name for path in RULES.glob("*/__init__.py")))
    parser.add_argument("name", help="of the problem, in small letters with hyphens: user-missing")
    parser.add_argument(
        "--kind", choices=sorted(_BODIES), default="instruction", help="what it looks at (lint/rule.py)"
    )
    parser.add_argument("--no-korean", action="store_true", help="without the Korean page")
    arguments = parser.parse_args()
    if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", arguments.name):
        parser.error(f"{arguments.name} is no name of small letters with hyphens")
    stem = arguments.name.replace("-", "_")
    if list(RULES.glob(f"*/{stem}.py")):
        parser.error(f"there is a rule {arguments.name} already")
    written = [_write(RULES / arguments.group / f"{stem}.py", _module(arguments.name, arguments.kind))]
    languages = ("en",) if arguments.no_korean else ("en", "ko")
    written += [
        _write(RULES / arguments.group / f"{stem}.{language}.md", _PAGES[language].format()) for language in languages
    ]
    if arguments.no_korean:
        known = UNTRANSLATED.read_text(encoding="utf-8").splitlines()
        _write(UNTRANSLATED, "\n".join([*known[:1], *sorted({*known[1:], arguments.name})]) + "\n")
    written.append(_write(TESTS / arguments.group / f"{arguments.name}.md", _CASES.format(name=arguments.name)))
    group = RULES / arguments.group / "__init__.py"
    _write(group, _with_rule(group.read_text(encoding="utf-8"), stem))
    sys.stdout.write("".join(f"{path.relative_to(ROOT)}\n" for path in (*written, group)))
    sys.stdout.write(
        "Fill in each TODO, then: .venv/bin/python scripts/write_rules.py && "
        f".venv/bin/pytest -q {CASES} -k {arguments.name}\n"
    )
    return 0


def _module(name: str, kind: str) -> str:
    rule, arguments, types, body, imports, more = _BODIES[kind]
    lines = sorted((*imports, "gorae.lint.model import Finding, found", f"gorae.lint.rule import {rule}"))
    return _MODULE.format(
        imports="\n".join(f"from {line}" for line in lines),
        types="\n".join(f"    from {line}" for line in types),
        arguments=arguments,
        body=body,
        kind=rule,
        name=name,
        more=more.replace(", ", ",\n    ", 1),
    )


def _with_rule(text: str, stem: str) -> str:
    """The group's module with the rule at the end of its tuple."""
    written = re.sub(r"(RULES[^=]*= \((?:[^()]*))\)", rf'\1    "{stem}",\n)', text, count=1)
    if written == text:
        raise SystemExit("the group has another form than the script knows: add the rule by hand")
    return written


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


if __name__ == "__main__":
    raise SystemExit(main())
