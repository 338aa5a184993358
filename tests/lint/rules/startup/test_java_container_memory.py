"""`java-container-memory`: cases that are more than a text."""

import pytest

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
