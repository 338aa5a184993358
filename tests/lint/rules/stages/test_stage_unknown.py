"""`stage-unknown`: `--from` names no stage above."""

from __future__ import annotations

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, fixed, problems_of, write_files

TEXT = "FROM base\nCOPY --from=deps /a /b\nCOPY --from=tools /a /c\n"


HCL = """target "app" {
  dockerfile = os == "alpine" ? "alpine.Dockerfile" : "Dockerfile"
  contexts = {
    deps = "target:deps",
    "base" = "docker-image://php:${version}"
  }
}
"""


JSON = '{"target": {"app": {"contexts": {"deps": "target:deps", "base": "docker-image://a"}}}}'
COMPOSE = "services: {a: {build: {context: ., additional_contexts: {deps: ./d, base: ./b}}}}"
COMPOSE_LIST = "services: {a: {build: {context: ., additional_contexts: [deps=./d, base=./b]}}}"


@pytest.mark.parametrize(
    ("why", "path", "text", "named"),
    [
        ("a bake file names contexts, quoted or not", "docker-bake.hcl", HCL, True),
        ("a bake file may have any name", "app/rpi.hcl", HCL, True),
        (
            "contexts may stand on one line",
            "docker-bake.hcl",
            'target "a" { contexts = { deps = "x", base = "y" } }',
            True,
        ),
        ("a bake file in JSON is the same", "docker-bake.json", JSON, True),
        ("compose names contexts as a mapping", "compose.yaml", COMPOSE, True),
        (
            "compose names them as a list, in a file beside the Dockerfile",
            "app/docker-compose.dev.yml",
            COMPOSE_LIST,
            True,
        ),
        (
            "services that are built here make images of these names",
            "compose.yaml",
            "services: {a: {build: ., image: base}, b: {build: ., image: deps}}",
            True,
        ),
        (
            "services that are only run make none",
            "compose.yaml",
            "services: {a: {image: base}, b: {image: deps}}",
            False,
        ),
        ("a file that is cut off says nothing", "docker-bake.json", '{"target": [', False),
        ("a list of targets is no bake file", "docker-bake.json", '{"target": [1]}', False),
        (
            "contexts that are no mapping say nothing",
            "compose.yaml",
            "services: {a: {build: {additional_contexts: 3}}}",
            False,
        ),
        ("a file in another folder is about something else", "other/docker-bake.hcl", HCL, False),
        ("arguments are no contexts", "docker-bake.hcl", 'target "a" { args = { deps = "x", base = "y" } }', False),
    ],
)
def test_names(why, tmp_path, path, text, named):
    write_files(tmp_path, {"app/Dockerfile": TEXT, path: text})
    context = context_of(tmp_path / "app/Dockerfile", TEXT, {}, workspace=tmp_path)
    assert findings_of(TEXT, "stage-unknown", context) == (["tools"] if named else ["deps", "tools"])
    assert findings_of(TEXT, "base-image-untagged", context) == ([] if named else ["base"])


def test_without_a_folder_all_names_count():
    assert findings_of(TEXT, "stage-unknown") == ["deps", "tools"]


UNKNOWN = "stage-unknown"


@pytest.mark.parametrize(
    ("why", "text", "found", "variant", "severity"),
    [
        ("a name that may be an image's, and is near to a stage's", "COPY --from=build /x /y\n", ["build"], "", None),
        ("BuildKit compares names without capitals", "COPY --from=Builder /x /y\n", [], "", None),
        (
            "an image's name has no capitals, so it can only be a stage",
            "COPY --from=BUILDR /x /y\n",
            ["BUILDR"],
            "no-image",
            "error",
        ),
        (
            "a name without a tag may be an image on this machine",
            "COPY --from=other /x /y\n",
            ["other"],
            "",
            "information",
        ),
        ("a tag says that it is an image", "COPY --from=other:1 /x /y\n", [], "", None),
        ("also where a stage has the name in front of it", "COPY --from=builder:1 /x /y\n", ["builder:1"], "", None),
        ("a host says that it is an image", "COPY --from=ghcr.io/x/y /x /y\n", [], "", None),
        ("there are fewer stages than that", "COPY --from=7 /x /y\n", ["7"], "number", "error"),
        ("stages count from zero", "COPY --from=0 /x /y\n", [], "", None),
        (
            "a stage below cannot be copied from",
            "COPY --from=later /x /y\nFROM debian:13 AS later\n",
            ["later"],
            "later",
            "error",
        ),
        ("a stage that copies from itself is another rule's", "COPY --from=here /x /y\n", [], "", None),
        ("a variable's value is not known", "COPY --from=$X /x /y\n", [], "", None),
        (
            "no name, and a flag that names no stage",
            "COPY --from= /x /y\nCOPY --from /x /y\nCOPY --chown=other /x /y\n",
            [],
            "",
            None,
        ),
        ("a mount names stages as well", "RUN --mount=type=bind,from=buildr,target=/x ls\n", ["buildr"], "", None),
        ("a mount names a stage that is there", "RUN --mount=type=bind,from=builder,target=/x ls\n", [], "", None),
        (
            "a mount without a stage, or without its name",
            "RUN --mount=type=bind,target=/x ls\nRUN --mount=type=bind,from,target=/x ls\n",
            [],
            "",
            None,
        ),
    ],
)
def test_names_that_no_stage_above_has(why, text, found, variant, severity):
    text = f"FROM debian:13 AS builder\nFROM debian:13\nFROM debian:13 AS here\n{text}"
    assert findings_of(text, UNKNOWN) == found, why
    for problem in problems_of(text, UNKNOWN):
        assert (problem.finding.variant, problem.finding.severity) == (variant, severity)


@pytest.mark.parametrize(
    ("why", "name", "right"),
    [
        ("one letter is missing", "buildr", "builder"),
        ("capitals change nothing", "BUILDR", "builder"),
        ("nothing comes near", "zzz", None),
        ("a number has no near name", "7", None),
    ],
)
def test_the_name_that_may_be_meant(why, name, right):
    text = f"FROM debian:13 AS builder\nFROM debian:13\nCOPY --from={name} /x /y\n"
    assert fixed(text, UNKNOWN) == (text.replace(f"={name}", f"={right}") if right else text), why


@pytest.mark.parametrize(
    ("why", "text", "said"),
    [
        ("a sign is no part of a number", "FROM a:1\nFROM b:1\nCOPY --from=-0 /x /y\n", []),
        ("a plus is none either", "FROM a:1\nFROM b:1\nCOPY --from=+0 /x /y\n", []),
        ("below zero there is no stage", "FROM a:1\nFROM b:1\nCOPY --from=-1 /x /y\n", [("number", "error")]),
        (
            "a mount takes no number, and an image is not called so",
            "FROM a:1\nFROM b:1\nRUN --mount=from=-0,target=/x ls\n",
            [("no-image", "error")],
        ),
        (
            "a base that stands below is an image of that name",
            "FROM x AS y\nFROM b:1 AS x\n",
            [("later-base", "error")],
        ),
    ],
)
def test_numbers_with_a_sign_and_bases_below(why, text, said):
    assert [(one.finding.variant, one.severity) for one in problems_of(text, UNKNOWN)] == said, why


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("there is one stage, 0", "COPY --from=1 /a /b\n", ["1"]),
        ("an image that is copied from is number 1", "COPY --from=alpine /c /d\nCOPY --from=1 /a /b\n", []),
        ("a cache is", "RUN --mount=type=cache,target=/c ls\nCOPY --from=1 / /b\n", []),
        ("below, it is none yet", "COPY --from=1 /a /b\nCOPY --from=alpine /c /d\n", ["1"]),
    ],
)
def test_numbers_of_what_is_copied_from(why, text, found):
    problems = problems_of("FROM debian:13\n" + text, "stage-unknown")
    assert [one.span.of("FROM debian:13\n" + text) for one in problems if one.finding.variant == "number"] == found, why
