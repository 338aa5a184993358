"""Names that a bake or compose file gives are no stages that are missing."""

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of

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
    for name, content in {"app/Dockerfile": TEXT, path: text}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    context = context_of(tmp_path / "app/Dockerfile", TEXT, {}, workspace=tmp_path)
    assert findings_of(TEXT, "stage-unknown", context) == (["tools"] if named else ["deps", "tools"])
    assert findings_of(TEXT, "base-image-untagged", context) == ([] if named else ["base"])


def test_without_a_folder_all_names_count():
    assert findings_of(TEXT, "stage-unknown") == ["deps", "tools"]
