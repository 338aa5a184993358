"""`java-container-memory`: cases that are more than a text."""

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, write_files


@pytest.mark.parametrize(
    ("why", "files", "is_found"),
    [
        ("nothing says how it runs", {}, True),
        ("compose without a limit", {"compose.yaml": "services:\n  a:\n    build: .\n"}, False),
        ("compose with a limit", {"compose.yaml": "services:\n  a:\n    build: .\n    mem_limit: 512m\n"}, True),
        (
            "compose with a limit of its deployment",
            {
                "compose.yaml": "services:\n  a:\n    build: .\n    deploy:\n      resources:\n        limits:\n          memory: 1G\n"
            },
            True,
        ),
        ("Kubernetes without a limit", {"k8s/a.yaml": "kind: Deployment\n"}, False),
        (
            "Kubernetes with a limit",
            {"k8s/a.yaml": "kind: Deployment\n      limits:\n        cpu: 1\n        memory: 1Gi\n"},
            True,
        ),
        ("a platform has limits", {"fly.toml": "", "compose.yaml": "services:\n  a:\n    build: .\n"}, True),
    ],
)
def test_a_limit_that_the_project_sets(tmp_path, why, files, is_found):
    text = 'FROM eclipse-temurin:21-jre\nCOPY a.jar /a.jar\nCMD ["java", "-jar", "/a.jar"]\n'
    write_files(tmp_path, {**files, "Dockerfile": text})
    context = context_of(tmp_path / "Dockerfile", text, {})
    assert bool(findings_of(text, "java-container-memory", context)) is is_found, why
