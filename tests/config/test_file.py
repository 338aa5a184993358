"""Configuration files: what they say, and what is wrong in them, on the very words."""

from __future__ import annotations

import importlib.resources
import json
import sys

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gorae.config.file import KEYS, parse_configuration
from gorae.config.messages import OPTIONS, issue_fix_title, issue_message
from gorae.config.schema import configuration_schema
from gorae.config.settings import Settings
from gorae.lint.registry import options, vocabulary
from gorae.lint.selection import select_rules
from gorae.source.toml import inside, places
from gorae.texts import LANGUAGES

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

WRONG = [
    # what stands in the file, kind, the words that are wrong, what would be right
    (
        "a rule's name with a letter missing gets the right one",
        'ignore = ["run-consecutiv"]',
        "unknown-rule",
        "run-consecutiv",
        "run-consecutive",
    ),
    (
        "a rule of another linter that nothing is near to",
        "ignore = ['DL3059', 'dl3058x']",
        "unknown-rule",
        "dl3058x",
        None,
    ),
    ("an underscore for a hyphen", "extend_select = []", "unknown-key", "extend_select", "extend-select"),
    ("a quoted key with two letters swapped", '"ignroe" = []', "unknown-key", "ignroe", "ignore"),
    ("a key that nothing is near to", "colour = 'red'", "unknown-key", "colour", ""),
    ("one name where a list is wanted gets its brackets", "select = 'DL3008'", "wrong-type", "'DL3008'", "['DL3008']"),
    ("a number where a list is wanted", "select = 3", "wrong-type", "3", ""),
    (
        "a date among the names of a list",
        'ignore = ["layers", 1979-05-27 07:32:00]',
        "wrong-type",
        "1979-05-27 07:32:00",
        "",
    ),
    ("a language that there is not gets the nearest", 'language = "kr"', "wrong-value", "kr", "ko"),
    ("a truth value where a name is wanted", "language = true", "wrong-type", "true", ""),
    ("a level's abbreviation, in a table", '[severity]\nlayers = "warn"', "wrong-value", "warn", "warning"),
    (
        "the same, by a dotted key and in triple quotes",
        'severity.layers = """warn"""',
        "wrong-value",
        "warn",
        "warning",
    ),
    (
        "a group's name with a letter missing, in an inline table",
        'severity = { laers = "off" }',
        "unknown-rule",
        "laers",
        "layers",
    ),
    ("one level where a table is wanted", 'severity = "error"', "wrong-type", '"error"', ""),
    (
        "one name where the table wants lists",
        '[per-file-ignores]\n"test/*" = "users"',
        "wrong-type",
        '"users"',
        '["users"]',
    ),
    (
        "a wrong name in a list with a comment, on a line of its own",
        'per-file-ignores."a.b" = [ # why\n  "usrs",\n]',
        "unknown-rule",
        "usrs",
        "users",
    ),
    ("a truth value in quotes gets them removed", 'strict-labels = "True"', "wrong-type", '"True"', "true"),
    ("a kind of label that there is not gets the nearest", '[label-schema]\nx = "urn"', "wrong-value", "urn", "url"),
]


@pytest.mark.parametrize("head", ["", "[tool.gorae]\n"])
@pytest.mark.parametrize(("why", "text", "kind", "words", "right"), WRONG)
def test_what_is_wrong_stands_on_the_very_words(why, head, text, kind, words, right):
    if head:
        # Keys of other tools have the same names.
        text = 'severity = "x"\n[other]\nignore = ["run-consecutiv"]\n' + head + text.replace("\n[", "\n[tool.gorae.")
        text = text.replace("[tool.gorae]\n[", "[tool.gorae.")
    _, (problem,) = parse_configuration(text, "pyproject" if head else "gorae", vocabulary())
    assert (problem.kind, problem.span.of(text)) == (kind, words), why
    assert problem.span.start >= text.find("[tool.gorae"), why
    if right is not None:
        assert problem.replacement == right, why
    for language in LANGUAGES:
        assert "{" not in issue_message(problem, language).replace(words, "").split("`{ ")[0], why
        assert problem.replacement in issue_fix_title(problem, language), why
    if problem.replacement:
        mended = text[: problem.span.start] + problem.replacement + text[problem.span.end :]
        assert parse_configuration(mended, "pyproject" if head else "gorae", vocabulary())[1] == [], why


@pytest.mark.parametrize(
    ("why", "text"),
    [
        ("a list without its end", "select = ["),
        ("a value without a key", "= 3"),
        ("a table's name without its end", "[a\n"),
        ("a string without its end", 'a = "b'),
        ("the same key twice", "ignore = []\nignore = []"),
    ],
)
def test_what_is_no_toml_is_reported(why, text):
    _, (problem,) = parse_configuration(text, "gorae", vocabulary())
    assert problem.kind == "broken", why
    assert 0 <= problem.span.start <= problem.span.end <= len(text), why


def test_what_a_file_says():
    text = """
        select = ["all"]
        ignore = ["SC2086", "hadolint/DL3059"]
        language = "en"
        [severity]
        layers = "off"
        DL3004 = "error"
        [per-file-ignores]
        "test/*" = ["users"]
    """
    found, problems = parse_configuration(text, "gorae", vocabulary())
    assert problems == []
    assert (found.select, found.language) == (("all",), "en")
    assert found.severity == (("layers", "off"), ("DL3004", "error"))
    assert found.ignored_in("test/Dockerfile") == ("users",)
    assert found.ignored_in("Dockerfile") == ()


def test_a_rule_speaks_louder_than_its_group_and_off_switches_off():
    settings = Settings(severity=(("run-consecutive", "error"), ("layers", "off"), ("all", "hint")))
    chosen = {rule.name for rule in select_rules(settings).rules}
    assert "run-consecutive" in chosen
    assert "run-cd-only" not in chosen
    assert select_rules(settings).severities["run-consecutive"] == "error"
    assert select_rules(settings).severities["user-missing"] == "hint"
    assert select_rules(Settings(severity=(("DL3059", "error"), ("run-consecutive", "hint")))).severities == {
        "run-consecutive": "hint"
    }


# -- where things stand

TOML = """\
# c = 1
a.'b'.c = [ "x", # "y"
  'z', [1, {q = "]"}] ]
"k\\u00e9y" = \"\"\"a
"b" \\\\\"\"\"
t = 1979-05-27 07:32:00
[[list]]
n = 1
[[list]]
n = 2
[list.sub]
m = {a.b = 3, c = []}
"""


def test_places():
    found = places(TOML)
    assert tomllib.loads(TOML)["list"][1]["sub"]["m"]["a"]["b"] == 3
    shown = {path: place.value.of(TOML) for path, place in found.items()}
    assert shown["a", "b", "c", 1] == "'z'"
    assert shown["a", "b", "c", 2, 1, "q"] == '"]"'
    assert shown["kéy",].startswith('"""a')
    assert shown["t",] == "1979-05-27 07:32:00"
    assert shown["list", 0, "n"] == "1"
    assert shown["list", 1, "n"] == "2"
    assert shown["list", 1, "sub", "m", "a", "b"] == "3"
    assert found["a", "b"].key.of(TOML) == "b"


@given(st.text(alphabet="a.=[]{}\"'\\#,\n 1é🐳", max_size=40))
def test_any_text_has_places_and_problems(text):
    for place in places(text).values():
        assert 0 <= place.value.start <= place.value.end <= len(text)
        assert place.value.covers(inside(text, place.value))
    _, problems = parse_configuration(text, "gorae", vocabulary())
    assert all(0 <= problem.span.start <= problem.span.end <= len(text) for problem in problems)


# -- the schema

SCHEMA = json.loads((importlib.resources.files("gorae.config") / "data" / "gorae.schema.json").read_text("utf-8"))
VALID = jsonschema.Draft7Validator(SCHEMA)
NAMES = st.sampled_from(["all", "layers", "run-consecutive", "DL3059", "SC2086", "run-consecutiv", "", "SC", 3])
LEVELS = st.sampled_from(["error", "hint", "off", "warn", True])
VALUES = {
    "names": st.lists(NAMES, max_size=3) | st.just("all"),
    "severities": st.dictionaries(NAMES.map(str), LEVELS, max_size=2) | st.just([]),
    "ignores": st.dictionaries(st.sampled_from(["*", "a/b"]), st.lists(NAMES, max_size=2) | st.just("all"), max_size=2),
    "language": st.sampled_from(["ko", "en", "auto", "KO", 1]),
    "strings": st.lists(st.sampled_from(["docker.io", 1]), max_size=2),
    "labels": st.dictionaries(st.just("a"), st.sampled_from(["url", "urn", 0]), max_size=1),
    "boolean": st.sampled_from([True, False, "true", 1]),
    "threshold": st.sampled_from(["error", "hint", "errors", 1]),
    "count": st.sampled_from([1, 80, 0, "80", True]),
    "policies": st.sampled_from(
        [
            [{"forbid-image": "*:latest", "message": {"ko": "a"}}],
            {"require-label": ["a"]},
            [1],
            [{"forbid-image": 1, "x": 2}],
            "a",
        ]
    ),
    "mounts": st.sampled_from([{"pip": "id=a,target=/b"}, {"pip": 1}, "id=a", {}]),
    "no such": st.just(1),
}


def test_each_option_says_what_it_is_for():
    keys = {option.key for option in (*KEYS, *options())}
    for language in LANGUAGES:
        assert set(OPTIONS.all(language)) == keys | {"schema", "schema-name"}


def test_the_schema_is_one_and_is_the_shipped_one():
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert configuration_schema(vocabulary()) == SCHEMA, "run scripts/write_rules.py"


@given(
    st.fixed_dictionaries(
        {}, optional={one.key: VALUES[one.kind.name] for one in (*KEYS, *options())} | {"selct": VALUES["no such"]}
    )
)
def test_the_schema_takes_what_the_reader_takes(data):
    text = "\n".join(f"{json.dumps(key)} = {toml(value)}" for key, value in data.items())
    _, problems = parse_configuration(text, "gorae", vocabulary())
    assert VALID.is_valid(data) == (problems == []), problems


def toml(value):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


@pytest.mark.parametrize(
    "text",
    ["a = " + "9" * 5000, "a = " + "[" * 5000, r"""a = "\ud800" """, "a = 1\0"],
    ids=["a number of 5,000 digits", "5,000 arrays", "a surrogate", "a zero byte behind a number"],
)
def test_what_the_toml_library_refuses_in_its_own_ways_is_one_sentence(text: str) -> None:
    _, problems = parse_configuration(text, "gorae", vocabulary())
    assert [problem.kind for problem in problems] == ["broken"]


@pytest.mark.parametrize(
    ("why", "text", "issues"),
    [
        ("a key of a newer version is passed over", "ignored: [DL3008, SC2086]\nfailure-threshold: style\nsomething-new: 1\n", []),
        ("a rule with a digit too many gets the nearest", "ignored:\n  - DL3008\n  - DL30155\n", [("unknown-rule", "DL30155", "DL3055")]),
        ("a misspelt key and a misspelt rule are reported", 'failure-treshold: error\n"override":\n  error: ["DL301x"]\n', [("unknown-key", "failure-treshold", "failure-threshold"), ("unknown-rule", "DL301x", "DL3061")]),
        ("a key near to a known one, below a comment of wide letters", "# 한글 🐳\nignore:\n  - DL3008\n", [("unknown-key", "ignore", "ignored")]),
        ("a level with a letter missing", "failure-threshold: 'eror'\n", [("wrong-value", "eror", "error")]),
        ("values of another type are hadolint's own business", "ignored: DL3008\noverride: [DL3008]\nfailure-threshold: [error]\n", []),
    ],
)  # fmt: skip
def test_hadolint_passes_over_what_it_does_not_know(why, text, issues):
    _, found = parse_configuration(text, "hadolint", vocabulary())
    assert [(one.kind, one.span.of(text), one.replacement) for one in found] == issues, why
    assert all(issue_message(one, language) for one in found for language in LANGUAGES), why
