"""Java and Kotlin: Maven with one or several modules, Gradle with or without its wrapper, Spring Boot."""

from __future__ import annotations

import os
import re

from gorae.cli.scaffolds import common
from gorae.cli.scaffolds.common import ADD_USER, Project, exec_form

_VERSION = re.compile(
    r"(?:java\.version|maven\.compiler\.(?:release|source|target)|release)>\s{0,9}(\d{1,2})<|(?:languageVersion|JavaLanguageVersion\.of|sourceCompatibility|jvmToolchain)\D{1,40}(\d{1,2})"
)
_NEWER_GRADLE_FROM = 25  # Gradle 8 does not run on this Java
_BOOT = ("org.springframework.boot", "spring-boot-maven-plugin")


def read(folder: str, manifest: str, names: frozenset[str]) -> Project:
    """The project of a folder with a pom.xml or a build.gradle."""
    place = _of_maven(folder, manifest) if manifest == "pom.xml" else _of_gradle(folder, names)
    own = [os.path.join(place, name) for name in ("pom.xml", "build.gradle", "build.gradle.kts")] if place else []
    text = common.text_of(folder, manifest) + "".join(common.text_of(folder, name) for name in own)
    found = _VERSION.search(text)
    version = next((one for one in (found.groups() if found else ()) if one), None)
    if version not in ("8", "11", "17", "21", "25"):
        version = common.VERSIONS["java"]
    traits = {
        *(("boot",) if any(word in text for word in _BOOT) else ()),
        *(("wrapper",) if "gradlew" in names and manifest != "pom.xml" else ()),
    }
    return Project(
        "java",
        version,
        "app",
        names,
        ("java", "-XX:MaxRAMPercentage=75", "-jar", "app.jar"),
        8080,
        tool="maven" if manifest == "pom.xml" else "gradle",
        place=place,
        traits=frozenset(traits),
    )


def _of_maven(folder: str, manifest: str) -> str:
    """The module that is started: the one with Spring Boot's plugin, else the last."""
    found = re.findall(r"<module>\s*([\w./-]+?)\s*</module>", common.text_of(folder, manifest))
    modules = [one for one in found if not os.path.isabs(one) and ".." not in one]
    boot = [one for one in modules if _BOOT[1] in common.text_of(folder, os.path.join(one, "pom.xml"))]
    return next(iter([*boot, *modules[::-1]]), "")


def _of_gradle(folder: str, names: frozenset[str]) -> str:
    """The project below that is started, where the top has no source of its own."""
    if "src" in names:
        return ""
    text = "".join(common.text_of(folder, name) for name in ("settings.gradle", "settings.gradle.kts"))
    found: list[str] = [
        one.strip(":").replace(":", "/") for one in re.findall(r"""['"](:?[\w-]+(?::[\w-]+)*)['"]""", text)
    ]
    there = [one for one in found if os.path.isdir(os.path.join(folder, one))]
    for one in there:
        build = common.text_of(folder, f"{one}/build.gradle") + common.text_of(folder, f"{one}/build.gradle.kts")
        if "application" in build or _BOOT[0] in build:
            return one
    return next(iter(there), "")


def dockerfile(project: Project) -> str:
    """The Dockerfile: a JAR built with the whole JDK, started with the runtime alone."""
    build = _maven(project) if project.tool == "maven" else _gradle(project)
    return (
        f"{build}\nFROM eclipse-temurin:{project.version}-jre\nWORKDIR /app\n{ADD_USER}"
        f"COPY --from=build /app.jar ./\nUSER app\n{common.service(project, *common.BY_BASH)}CMD {exec_form(project.start)}\n"
    )


def _maven(project: Project) -> str:
    head = f"FROM maven:3-eclipse-temurin-{project.version} AS build\nWORKDIR /src\n"
    mount = "RUN --mount=type=cache,target=/root/.m2 \\\n    "
    if project.place:
        return (
            f"{head}COPY . .\n{mount}mvn --batch-mode package -DskipTests --projects {project.place} --also-make \\\n"
            f"    && cp {project.place}/target/*.jar /app.jar\n"
        )
    return (
        f"{head}COPY pom.xml ./\n{mount}mvn --batch-mode dependency:go-offline\nCOPY src/ src/\n"
        f"{mount}mvn --batch-mode package -DskipTests \\\n    && cp target/*.jar /app.jar\n"
    )


def _gradle(project: Project) -> str:
    # With Spring Boot, `build` makes a second, plain JAR, and there would be two to copy to one name.
    task = "bootJar" if "boot" in project.traits else "build -x test"
    scope = f":{project.place.replace('/', ':')}:" if project.place else ""
    tasks = f"{scope}{task}"
    jars = os.path.join(project.place, "build/libs/*.jar")
    if "wrapper" in project.traits:
        head, program, cache = f"eclipse-temurin:{project.version}-jdk", "sh ./gradlew", "/root/.gradle"
    else:
        newest = 9 if int(project.version) >= _NEWER_GRADLE_FROM else 8
        head, program, cache = f"gradle:{newest}-jdk{project.version}", "gradle", "/home/gradle/.gradle/caches"
    return (
        f"FROM {head} AS build\nWORKDIR /src\nCOPY . .\n"
        f"RUN --mount=type=cache,target={cache} \\\n    {program} --no-daemon {tasks} \\\n    && cp {jars} /app.jar\n"
    )
