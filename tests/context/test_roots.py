"""Which folder a Dockerfile is built in, and what compose and bake files say about it."""

import pytest

from gorae.context import bake_callers, callers_of, compose_callers, context_root_for
from gorae.context.surroundings import context_of

ROOTS = [
    # what is shown, files, the Dockerfile, its context
    ("its own folder", {"app/Dockerfile": "FROM a\nCOPY . .\n"}, "app/Dockerfile", "app"),
    ("what it copies is there", {"app/Dockerfile": "FROM a\nCOPY x .\n", "app/x": "", "x": ""}, "app/Dockerfile", "app"),
    ("what it copies is above", {"docker/Dockerfile": "FROM a\nCOPY src /src\n", "src/x": ""}, "docker/Dockerfile", "."),
    ("from a stage is from no folder", {"d/Dockerfile": "FROM a\nCOPY --from=b src /src\n", "src/x": ""}, "d/Dockerfile", "d"),
    ("compose decides", {"docker/Dockerfile": "", "compose.yaml": "services: {a: {build: {context: ., dockerfile: docker/Dockerfile}}}"}, "docker/Dockerfile", "."),
    ("compose names a folder", {"web/Dockerfile": "FROM a\nCOPY x .\n", "x": "", "compose.yaml": "services: {a: {build: ./web}}"}, "web/Dockerfile", "web"),
    ("compose names another", {"web/Dockerfile": "", "compose.yaml": "services: {a: {build: ./api}}"}, "web/Dockerfile", "web"),
    ("a context outside of the workspace", {"w/Dockerfile": "", "w/compose.yaml": "services: {a: {build: {context: ../../.., dockerfile: x}}}"}, "w/Dockerfile", "w"),
    ("bake decides", {"d/app.Dockerfile": "", "docker-bake.hcl": 'target "x" {\n  context = "."\n  dockerfile = "d/app.Dockerfile"\n}\n'}, "d/app.Dockerfile", "."),
]  # fmt: skip


def make(root, files):
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(("files", "dockerfile", "root"), [row[1:] for row in ROOTS], ids=[row[0] for row in ROOTS])
def test_root(tmp_path, files, dockerfile, root):
    make(tmp_path, files)
    assert context_root_for(tmp_path / dockerfile, tmp_path) == (tmp_path / root).resolve()


def test_nothing_above_the_workspace_is_looked_at(tmp_path):
    make(tmp_path, {"w/docker/Dockerfile": "FROM a\nCOPY src /src\n", "src/x": ""})
    assert context_root_for(tmp_path / "w/docker/Dockerfile", tmp_path / "w") == tmp_path / "w/docker"


def test_the_repository_is_the_workspace_where_none_is_told(tmp_path):
    make(tmp_path, {".git/HEAD": "", "docker/Dockerfile": "FROM a\nCOPY src /src\n", "src/x": ""})
    assert context_root_for(tmp_path / "docker/Dockerfile") == tmp_path


def test_the_text_being_edited_counts(tmp_path):
    make(tmp_path, {".git/HEAD": "", "docker/Dockerfile": "", "src/x": ""})
    assert context_of(tmp_path / "docker/Dockerfile", "FROM a\nCOPY src /src\n", {}).root == tmp_path
    assert context_of(tmp_path / "nothing/Dockerfile", "", {}) is None


COMPOSE = [
    ("a folder", "services:\n  web:\n    build: ./web\n", [("web", "web", "web/Dockerfile", None)]),
    (
        "all of it",
        "services:\n  web:\n    build:\n      context: web\n      dockerfile: ../d/W\n      target: prod\n",
        [("web", "web", "d/W", "prod")],
    ),
    ("a default", "services: {a: {build: {context: '${DIR:-web}'}}}", [("a", "web", "web/Dockerfile", None)]),
    ("a variable", "services: {a: {build: {context: '${DIR}'}}}", []),
    ("from elsewhere", "services: {a: {build: 'https://github.com/x/y.git'}}", []),
    ("written inline", "services: {a: {build: {dockerfile_inline: 'FROM a'}}}", []),
    ("no build", "services: {a: {image: build}}", []),
    ("its own tags", "services: {a: {build: ., ports: !reset []}}", [("a", ".", "Dockerfile", None)]),
    ("no mapping", "- build", []),
    ("no YAML", "services: {build: [", []),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in COMPOSE], ids=[row[0] for row in COMPOSE])
def test_compose(tmp_path, text, expected):
    make(tmp_path, {"compose.yaml": text, "web/x": "", "d/W": ""})
    found = compose_callers(tmp_path / "compose.yaml")
    assert [(c.name, c.context.resolve(), c.dockerfile.resolve(), c.target) for c in found] == [
        (name, (tmp_path / context).resolve(), tmp_path / dockerfile, target)
        for name, context, dockerfile, target in expected
    ]


def test_build_arguments(tmp_path):
    make(
        tmp_path,
        {
            "compose.yaml": "services: {a: {build: {args: {A: 1, B: '${X:-y}', C: '${Z}'}}}, b: {build: {args: [D=2, E]}}}"
        },
    )
    assert [caller.arguments for caller in compose_callers(tmp_path / "compose.yaml")] == [
        (("A", "1"), ("B", "y")),
        (("D", "2"),),
    ]


BAKE = [
    ("HCL", "x.hcl", 'target "a" {\n  dockerfile = "A"\n  target = "t"\n}\n', [("a", "A", "t")]),
    ("a comment", "x.hcl", '# target "b" {\ntarget "a" { # }\n  dockerfile = "A"\n}\n', [("a", "A", None)]),
    (
        "a block within",
        "x.hcl",
        'target "a" {\n  args = {\n    X = "}"\n  }\n  dockerfile = "A"\n}\n',
        [("a", "A", None)],
    ),
    (
        "inherited",
        "x.hcl",
        'target "o" {\n  dockerfile = "A"\n}\ntarget "a" {\n  inherits = ["o"]\n}\n',
        [("o", "A", None), ("a", "A", None)],
    ),
    ("inherited in a circle", "x.hcl", 'target "a" {\n  inherits = ["a"]\n}\n', [("a", "Dockerfile", None)]),
    ("worked out", "x.hcl", 'target "a" {\n  dockerfile = "${X}"\n}\n', []),
    ("unfinished", "x.hcl", 'target "a" {\n  dockerfile = "A"', [("a", "A", None)]),
    ("JSON", "x.json", '{"target": {"a": {"dockerfile": "A"}}}', [("a", "A", None)]),
    ("no JSON", "x.json", "{", []),
]


@pytest.mark.parametrize(("name", "text", "expected"), [row[1:] for row in BAKE], ids=[row[0] for row in BAKE])
def test_bake(tmp_path, name, text, expected):
    make(tmp_path, {name: text})
    assert [(c.name, c.dockerfile.name, c.target) for c in bake_callers(tmp_path / name)] == expected


def test_callers_nearest_first(tmp_path):
    make(tmp_path, {
        "a/Dockerfile": "", "a/compose.yaml": "services: {near: {build: .}}", "compose.yaml": "services: {far: {build: a}}",
    })  # fmt: skip
    assert [caller.name for caller in callers_of(tmp_path / "a/Dockerfile", tmp_path)] == ["near", "far"]


@pytest.mark.parametrize(
    ("why", "name", "text"),
    [
        (
            "a table over several lines, with a comment's brace and values that are computed",
            "docker-bake.hcl",
            'target "base" {\n  args = {\n    A = "1"\n    B = "2"\n  }\n}\ntarget "x" {\n  inherits = ["base"]\n  args = {\n    B = "3" # {\n    C = "${V}"\n    D = fn()\n  }\n}\n',
        ),
        (
            "the same on one line",
            "docker-bake.hcl",
            'target "base" {\n  args = { A = "1", B = "2" }\n}\ntarget "x" {\n  inherits = ["base"]\n  args = {B = "3", C = "${V}"}\n}\n',
        ),
        (
            "the same in JSON",
            "docker-bake.json",
            '{"target": {"base": {"args": {"A": "1", "B": "2"}}, "x": {"inherits": ["base"], "args": {"B": "3", "C": "${V}"}}}}',
        ),
    ],
)
def test_arguments_that_bake_gives(why, tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    given = {caller.name: caller.arguments for caller in bake_callers(tmp_path / name)}
    assert given == {"base": (("A", "1"), ("B", "2")), "x": (("A", "1"), ("B", "3"))}, why
