""".NET: a project at the top, or the program of a solution."""

from __future__ import annotations

import os
import re

from gorae.cli.scaffolds import common
from gorae.cli.scaffolds.common import Project, exec_form

_MOST_DEPTH = 3
_WEB = "Microsoft.NET.Sdk.Web"


def read(folder: str, manifest: str, names: frozenset[str]) -> Project:
    """The project of a folder with a .csproj or a solution."""
    place = manifest if manifest.endswith(".csproj") else _program(folder)
    text = common.text_of(folder, place) + common.text_of(folder, "Directory.Build.props")
    version = re.search(r"<TargetFramework>net(\d+\.\d)<", text)
    name = common.safe(os.path.basename(place).removesuffix(".csproj"), "App")
    if not re.fullmatch(r"[\w./-]+", place):
        place = f"{name}.csproj"
    return Project(
        "dotnet",
        version[1] if version else common.VERSIONS["dotnet"],
        name,
        names,
        ("dotnet", f"{name}.dll"),
        8080 if _WEB in text else 0,
        tool="web" if _WEB in text else "console",
        place=place,
    )


def _program(folder: str) -> str:
    """The project of a solution that is a web application, else one that is a program."""
    found: list[str] = []
    waiting = [""]
    while waiting:
        here = waiting.pop(0)
        try:
            names = sorted(os.listdir(os.path.join(folder, here)))
        except OSError:
            continue
        found += [os.path.join(here, name) for name in names if name.endswith(".csproj")]
        if here.count(os.sep) < _MOST_DEPTH:
            waiting += [os.path.join(here, name) for name in common.folders_in(os.path.join(folder, here))]
    texts = {path: common.text_of(folder, path) for path in found[:50]}
    web = [path for path, text in texts.items() if _WEB in text]
    programs = [path for path, text in texts.items() if "<OutputType>Exe<" in text and "Test" not in path]
    return next(iter([*web, *programs, *found]), "App.csproj")


def dockerfile(project: Project) -> str:
    """The Dockerfile: published with the SDK, run with the runtime alone."""
    runtime = "aspnet" if project.tool == "web" else "runtime"
    mount = "RUN --mount=type=cache,target=/root/.nuget/packages \\\n    "
    if "/" in project.place:
        build = f"COPY . .\n{mount}dotnet publish {project.place} --configuration Release --output /out\n"
    else:
        build = (
            f"COPY {project.place} ./\n{mount}dotnet restore {project.place}\nCOPY . .\n"
            f"{mount}dotnet publish {project.place} --configuration Release --output /out\n"
        )
    tail = common.service(project, *common.BY_BASH)
    return (
        f"FROM mcr.microsoft.com/dotnet/sdk:{project.version} AS build\nWORKDIR /src\n{build}\n"
        f"FROM mcr.microsoft.com/dotnet/{runtime}:{project.version}\nWORKDIR /app\nCOPY --from=build /out ./\n"
        f"USER $APP_UID\n{tail}ENTRYPOINT {exec_form(project.start)}\n"
    )
