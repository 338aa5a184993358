"""Which Java, .NET or Elixir the project in the build context is written for.

Java: `javac --release 21` of 17 ends with "release version 21 not supported", and its JRE with
UnsupportedClassVersionError; a newer one builds and runs what is older. .NET: an SDK builds what is older, too (NETSDK1045
else), but an app starts on its own major version alone, unless it asks to be rolled forward
(learn.microsoft.com/dotnet/core/versions/selection). Elixir: mix ends where `mix.exs` does not allow its version.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gorae.facts.project_versions import Asked, Version, numbers, plain, range_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gorae.context import BuildContext

_PROPERTY = r"(?:java\.version|maven\.compiler\.release|maven\.compiler\.target|maven\.compiler\.source)"
_POM = re.compile(rf"<(?P<name>{_PROPERTY})>\s*(?P<version>[\d.]+)\s*</(?P=name)>")
_POM_RELEASE = re.compile(r"<release>\s*(\d[\d.]*)\s*</release>")
_BOOT = re.compile(r"<artifactId>spring-boot-starter-parent</artifactId>\s*<version>\s*([34])\.")
_BOOT_NEEDS = "17"  # Spring Boot 3 and 4, where nothing else is said
_GRADLE = re.compile(
    r"(?:JavaLanguageVersion\.of|jvmToolchain)\(\s*(\d+)\s*\)|(?:source|target)Compatibility\s*(?:=\s*)?(?:JavaVersion\.VERSION_)?[\"']?([\d._]+)"
)
_PROJECT = re.compile(r"(?<![\w./-])[\w./-]+\.(?:cs|fs|vb)proj\b")
_ASSEMBLY = re.compile(r"[\"'\s/]([\w.-]+)\.dll\b")
_FRAMEWORK = re.compile(r"<TargetFramework>\s*(?:net|netcoreapp)(\d+\.\d+)\b[^<]*</TargetFramework>")
_FRAMEWORKS = re.compile(r"<TargetFrameworks>([^<]+)</TargetFrameworks>")
_NAMED = re.compile(r"(?:net|netcoreapp)(\d+\.\d+)\b")
_OF_WEB = re.compile(r'Sdk="Microsoft\.NET\.Sdk\.Web"|<FrameworkReference\s+Include="Microsoft\.AspNetCore\.App"')
_SHARED = "Directory.Build.props"  # what MSBuild reads before each project
_OWN_RUNTIME = re.compile(
    r"--self-contained(?!\s+false|=false)|PublishSingleFile|PublishAot|<SelfContained>\s*true|<RollForward>\s*(?:Latest)?Major",
    re.IGNORECASE,
)


def java(context: BuildContext, _: str) -> Iterator[Asked]:
    """What the pom.xml or Gradle file at the top says."""
    pom = context.read_text("pom.xml") or ""
    version = _POM.search(pom)
    found = version["version"] if version else (one[1] if (one := _POM_RELEASE.search(pom)) else "")
    if not found and _BOOT.search(pom) and "java.version" not in pom:
        found = _BOOT_NEEDS
    if found:
        yield from _java("pom.xml", found)
        return
    for file in ("build.gradle", "build.gradle.kts"):
        script = context.read_text(file) or ""
        # A resolver of toolchains fetches the JDK that is asked for.
        settings = (context.read_text("settings.gradle") or "") + (context.read_text("settings.gradle.kts") or "")
        match = _GRADLE.search(script)
        if match is not None and not ("foojay" in settings and match[1]):
            yield from _java(file, (match[1] or match[2]).replace("_", "."))


def _java(file: str, written: str) -> Iterator[Asked]:
    found = plain(file, written.removeprefix("1.").strip("."), stops=True)
    if found is not None:
        yield found


def elixir(context: BuildContext, _: str) -> Iterator[Asked]:
    """What `mix.exs` says."""
    match = re.search(r"(?<![\w:])elixir:\s*\"([^\"]+)\"", context.read_text("mix.exs") or "")
    if match is not None:
        found = range_of("mix.exs", match[1].replace(" and ", " ").replace(" or ", "||"), stops=True)
        if found is not None:
            yield found._replace(wanted=match[1])


def swift(context: BuildContext, _: str) -> Iterator[Asked]:
    """What the first line of `Package.swift` says: an older Swift ends with "is using Swift tools version 6.0.0 but …"."""
    match = re.match(r"//\s*swift-tools-version:\s*(\d+\.\d+)", context.read_text("Package.swift") or "")
    found = plain("Package.swift", match[1], stops=True) if match is not None else None
    if found is not None:
        yield found


def sdk(context: BuildContext, text: str) -> Iterator[Asked]:
    """The newest framework of the projects that the Dockerfile names; without a name, of the only one that is there."""
    found: dict[str, Version] = {}
    for path in _projects(context, text):
        own = context.read_text(path) or ""
        project = own if "<TargetFramework" in own else context.read_text(_SHARED) or ""
        several, one = _FRAMEWORKS.search(project), _FRAMEWORK.search(project)
        if several is not None and re.search(r"\s(?:-f|--framework)[\s=]", text):
            continue  # one of them is built
        names = _NAMED.findall(several[1]) if several is not None else [one[1]] if one is not None else []
        if names:
            found[path if project is own else _SHARED] = max(numbers(name) for name in names)
    if found:
        path, least = max(found.items(), key=lambda row: row[1])
        written = ".".join(map(str, least))
        yield Asked(posixpath.basename(path), written, lambda version: version[:1] >= least[:1], least, stops=True)


def runtime(context: BuildContext, text: str) -> Iterator[Asked]:
    """The framework of the project whose assembly is started."""
    found = _started(context, text)
    framework = _FRAMEWORK.search(found[1]) if found is not None else None
    if found is None or framework is None:
        return
    least = numbers(framework[1])
    yield Asked(
        posixpath.basename(found[0]),
        framework[1],
        lambda version: version[:1] == least[:1],
        least,
        stops=True,
        at_start=True,
    )


def web_project(context: BuildContext, text: str) -> str | None:
    """The project that is started, where it is one of ASP.NET Core's: `dotnet/runtime` does not have its framework."""
    found = _started(context, text)
    return found[0] if found is not None and _OF_WEB.search(found[1]) else None


def _started(context: BuildContext, text: str) -> tuple[str, str] | None:
    """The project whose assembly is started, and its text; None where that is not sure, or it brings its own runtime."""
    names = set(_ASSEMBLY.findall(text))
    paths = [
        path for path in context.files if path.endswith("proj") and posixpath.basename(path).rpartition(".")[0] in names
    ]
    if len(names) != 1 or len(paths) != 1 or _OWN_RUNTIME.search(text):
        return None
    project = context.read_text(paths[0]) or ""
    return (paths[0], project) if not _OWN_RUNTIME.search(project) else None


def _projects(context: BuildContext, text: str) -> list[str]:
    every = [path for path in context.files if path.endswith((".csproj", ".fsproj", ".vbproj"))]
    named = {posixpath.basename(one) for one in _PROJECT.findall(text)}
    if named:
        found = [path for path in every if posixpath.basename(path) in named]
        return found if len({posixpath.basename(path) for path in found}) == len(found) else []
    return every if len(every) == 1 else []
