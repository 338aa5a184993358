"""Short texts that stand for more than any memory holds: what a repository brings must not end a check."""

from __future__ import annotations

import itertools
import time

import pytest

from gorae.cli.migrate import migrated_configuration
from gorae.config.file import parse_configuration
from gorae.context.bake_words import read_json
from gorae.context.folder_patterns import index_of
from gorae.context.ignore_text import read_ignore
from gorae.context.ignorefile import read_pattern
from gorae.context.yaml_tree import YamlError, YamlNode, entries, parse_yaml, yaml_data
from gorae.lint.registry import vocabulary
from gorae.lint.rules.ignorefile.dockerignore_pattern_duplicate import find

_NAMES = "abcdefgh"
# Each line names the one above it nine times: nine to the power of eight values in ten lines.
LISTS = "a: &a [x]\n" + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in itertools.pairwise(_NAMES))
MERGED = "a: &a {x: y}\n" + "".join(
    f"{b}: &{b} {{<<: [{', '.join(['*' + a] * 9)}], {b}: z}}\n" for a, b in itertools.pairwise(_NAMES)
)
WIDE = f"a: &a [{'{}, ' * 20_000}]\nb: &b {{<<: *a}}\nc: &c [{'*b, ' * 20_000}]\nd: {{<<: *c}}\n"
MOST_SECONDS = 5.0  # on the processor; without limits each of these takes hours or all memory


@pytest.fixture(autouse=True)
def _ends_soon():
    began = time.process_time()
    yield
    assert time.process_time() - began < MOST_SECONDS


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("an alias that grows tenfold a level, in a list", LISTS + "ignored: [*h]\n"),
        ("the same, in a table", LISTS + "label-schema: {x: *h}\n"),
        ("the same, merged into the file's own table", MERGED + "<<: *h\n"),
        ("a very wide list", WIDE),
    ],
)
def test_hadolints_file(why, text):
    configuration, issues = parse_configuration(text, "hadolint", vocabulary())
    assert not configuration.ignore, why
    assert all(issue.kind == "broken" for issue in issues), why
    assert isinstance(yaml_data(text), (dict, YamlError)), why


def _nested(levels: int) -> str:
    """Lists in one another, as they are written."""
    return "a: " + "[" * (levels - 1) + "]" * (levels - 1) + "\n"


def _chained(levels: int) -> str:
    """Lists in one another, each an alias of the one above it: no line is deep."""
    rows = "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, levels - 1))
    return "a0: &a0 [x]\n" + rows


@pytest.mark.parametrize("write", [_nested, _chained])
def test_depth_has_a_limit(write):
    """What reads a tree goes down it level by level, and Python ends a program some hundred levels down."""
    assert isinstance(parse_yaml(write(60)), YamlNode)
    assert parse_yaml(write(61)) is None
    _, issues = parse_configuration(write(550) + "ignored: [DL3003]\n", "hadolint", vocabulary())
    assert [issue.kind for issue in issues] == ["broken"]
    assert isinstance(yaml_data(write(550)), YamlError)


def test_what_is_migrated_names_no_value_of_any_length():
    migrated = migrated_configuration("format: [" + "x, " * 10_000 + "]\n")
    assert max(len(facts.get("value", "")) for _, facts in migrated.notes) <= 80
    assert migrated_configuration(LISTS + "format: *h\n") == "too large or too deep"


def test_values_behind_aliases_count_each_time_they_are_named():
    assert parse_yaml(LISTS) is None
    few = parse_yaml("a: &a [x, y]\nb: [*a, *a]\n")
    assert isinstance(few, YamlNode)
    assert few.weight == 1 + 1 + 3 + 1 + 7  # the map; the key and the list of `a`; those of `b`
    merged = parse_yaml("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n")
    assert isinstance(merged, YamlNode)
    assert [(key.text, value.text) for key, value in entries(merged.get("b"))] == [("y", "3"), ("x", "1")]


def test_a_bake_file(tmp_path):
    text = LISTS.replace(": ", '": ').replace("\n", ',\n"')
    text = '\n\n{"' + text + 'target": {"t": {"args": *h}}}'
    assert read_json(tmp_path / "docker-bake.json", text) == ([], {}, True)


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a dotted key of 50,000 parts", "a" + ".a" * 50_000 + " = 1\n"),
        ("a table's name of 50,000 parts", "[a" + ".a" * 50_000 + "]\n"),
        ("the same within an inline table", "b = {a" + ".a" * 50_000 + " = 1}\n"),
        ("20,000 unknown names in a list", "select = [" + '"x",' * 20_000 + "]"),
        (
            "5,000 wrong values in a table",
            "[label-schema]\n" + "".join(f'k{number} = "txt"\n' for number in range(5_000)),
        ),
        ("5,000 unknown keys", "".join(f"k{number} = 1\n" for number in range(5_000))),
    ],
)
def test_gorae_toml(why, text):
    assert parse_configuration(text, "gorae", vocabulary())[1], why


def test_dots_that_are_no_key_are_no_matter():
    text = 'description = """\n' + "." * 90 + "\n" + "a. " * 90 + '\n"""\n[tool.gorae]\nselect = ["users"]\n'
    assert parse_configuration(text, "pyproject", vocabulary())[0].select == ("users",)


def test_an_ignore_file(tmp_path):
    text = "".join(f"!a{number}/**/b\n" for number in range(20_000))
    assert list(find(read_ignore(tmp_path / ".dockerignore", text, tmp_path))) == []


@pytest.mark.parametrize("pattern", ["a", "**/a"])
def test_one_pattern_again_and_again(pattern):
    index = index_of([read_pattern(pattern, 1)] * 40_000)
    assert len(index.of("").matching("a")) == 40_000
