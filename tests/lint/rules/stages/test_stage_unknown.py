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
    ("path", "text", "named"),
    [
        ("docker-bake.hcl", HCL, True),
        ("app/rpi.hcl", HCL, True),
        ("docker-bake.hcl", 'target "a" { contexts = { deps = "x", base = "y" } }', True),
        ("docker-bake.json", JSON, True),
        ("compose.yaml", COMPOSE, True),
        ("app/docker-compose.dev.yml", COMPOSE_LIST, True),
        ("compose.yaml", "services: {a: {build: ., image: base}, b: {build: ., image: deps}}", True),
        ("compose.yaml", "services: {a: {image: base}, b: {image: deps}}", False),
        ("docker-bake.json", '{"target": [', False),
        ("docker-bake.json", '{"target": [1]}', False),
        ("compose.yaml", "services: {a: {build: {additional_contexts: 3}}}", False),
        ("other/docker-bake.hcl", HCL, False),
        ("docker-bake.hcl", 'target "a" { args = { deps = "x", base = "y" } }', False),
    ],
)
def test_names(tmp_path, path, text, named):
    write_files(tmp_path, {"app/Dockerfile": TEXT, path: text})
    context = context_of(tmp_path / "app/Dockerfile", TEXT, {}, workspace=tmp_path)
    assert findings_of(TEXT, "stage-unknown", context) == (["tools"] if named else ["deps", "tools"])
    assert findings_of(TEXT, "base-image-untagged", context) == ([] if named else ["base"])


def test_without_a_folder_all_names_count():
    assert findings_of(TEXT, "stage-unknown") == ["deps", "tools"]


UNKNOWN = "stage-unknown"


@pytest.mark.parametrize(
    ("text", "found", "variant", "severity"),
    [
        ("COPY --from=build /x /y\n", ["build"], "", None),
        ("COPY --from=Builder /x /y\n", [], "", None),
        ("COPY --from=BUILDR /x /y\n", ["BUILDR"], "no-image", "error"),
        ("COPY --from=other /x /y\n", ["other"], "", "information"),
        ("COPY --from=other:1 /x /y\n", [], "", None),
        ("COPY --from=builder:1 /x /y\n", ["builder:1"], "", None),
        ("COPY --from=ghcr.io/x/y /x /y\n", [], "", None),
        ("COPY --from=7 /x /y\n", ["7"], "number", "error"),
        ("COPY --from=0 /x /y\n", [], "", None),
        ("COPY --from=later /x /y\nFROM debian:13 AS later\n", ["later"], "later", "error"),
        ("COPY --from=here /x /y\n", [], "", None),
        ("COPY --from=$X /x /y\n", [], "", None),
        ("COPY --from= /x /y\nCOPY --from /x /y\nCOPY --chown=other /x /y\n", [], "", None),
        ("RUN --mount=type=bind,from=buildr,target=/x ls\n", ["buildr"], "", None),
        ("RUN --mount=type=bind,from=builder,target=/x ls\n", [], "", None),
        ("RUN --mount=type=bind,target=/x ls\nRUN --mount=type=bind,from,target=/x ls\n", [], "", None),
    ],
)
def test_names_that_no_stage_above_has(text, found, variant, severity):
    text = f"FROM debian:13 AS builder\nFROM debian:13\nFROM debian:13 AS here\n{text}"
    assert findings_of(text, UNKNOWN) == found
    for problem in problems_of(text, UNKNOWN):
        assert (problem.finding.variant, problem.finding.severity) == (variant, severity)


@pytest.mark.parametrize(("name", "right"), [("buildr", "builder"), ("BUILDR", "builder"), ("zzz", None), ("7", None)])
def test_the_name_that_may_be_meant(name, right):
    text = f"FROM debian:13 AS builder\nFROM debian:13\nCOPY --from={name} /x /y\n"
    assert fixed(text, UNKNOWN) == (text.replace(f"={name}", f"={right}") if right else text)
