"""`java-container-memory`: cases that are more than a text."""

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, fixed


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("java-container-memory", 'FROM a\nENTRYPOINT ["java", "-jar", "/a.jar"]\n', ['"java"']),
        ("java-container-memory", "FROM a\nCMD java -jar /a.jar\n", ["java"]),
        ("java-container-memory", 'FROM a\nENTRYPOINT ["java", "-jar", "/a.jar"]\nCMD ["-Xmx1g"]\n', []),
        ("java-container-memory", "FROM a\nCMD java $JAVA_OPTS -jar /a.jar\n", []),
        ("java-container-memory", 'FROM a\nENV JAVA_TOOL_OPTIONS=-Xmx1g\nCMD ["java", "-jar", "/a.jar"]\n', []),
        ("java-container-memory", 'FROM a\nCMD ["java", "-version"]\n', []),
        (
            "java-container-memory",
            "FROM eclipse-temurin:21\nENV O=-XX:+UseCGroupMemoryLimitForHeap\n",
            ["-XX:+UseCGroupMemoryLimitForHeap"],
        ),
        ("java-container-memory", "FROM eclipse-temurin:8-jre\nENV O=-XX:+UseCGroupMemoryLimitForHeap\n", []),
        ("java-container-memory", "FROM maven:3-jdk-8\nENV O=-XX:+UseCGroupMemoryLimitForHeap\n", []),
    ],
)
def test_what_is_reported(rule: str, text: str, words: list[str]):
    assert findings_of(text, rule) == words


@pytest.mark.parametrize(
    ("rule", "text", "after"),
    [
        (
            "java-container-memory",
            "FROM a\nCMD java -jar /a.jar\n",
            "FROM a\nCMD java -XX:MaxRAMPercentage=75.0 -jar /a.jar\n",
        ),
        (
            "java-container-memory",
            "FROM a:21\nENV O=-XX:+UseCGroupMemoryLimitForHeap\n",
            "FROM a:21\nENV O=-XX:MaxRAMPercentage=75.0\n",
        ),
    ],
)
def test_what_the_fix_writes(rule: str, text: str, after: str):
    assert fixed(text, rule) == after


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
    for path, content in {**files, "Dockerfile": text}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    context = context_of(tmp_path / "Dockerfile", text, {})
    assert bool(findings_of(text, "java-container-memory", context)) is is_found, why
