"""What is read of compose files is what `docker compose config` makes of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from context import docker_tools
from context.compose_cases import CASES
from context.docker_tools import written
from gorae.context.compose import read_project
from gorae.context.compose_words import command_words
from gorae.context.interpolation import parse_environment

RECORDED = Path(__file__).with_name("compose_recorded.json")  # by docker-compose 2.40.3, through `python -m`; see below


def real(folder: Path) -> dict[str, object] | str:
    """What `docker compose config` says, as `ours` has it; the last line of its error."""
    done = docker_tools.run("docker-compose", "--profile", "*", "config", "--format", "json", folder=folder)
    if done.returncode:
        return "refused"
    found = {}
    for name, service in json.loads(done.stdout).get("services", {}).items():
        found[name] = _shown(service, str(folder))
    return found


def _within(path: str, folder: str) -> str:
    return path.replace(folder, "/project").replace(folder.rpartition("/")[0], "")


def _shown(service: dict, folder: str) -> dict[str, object]:
    def plain(text: str) -> str:
        return _within(text.replace("$$", "$"), folder)

    build = service.get("build")
    shown: dict[str, object] = {}
    if build is not None:
        local = build["context"].startswith("/")
        shown["build"] = {
            "context": plain(build["context"]) if local else "elsewhere",
            "dockerfile": ""
            if "dockerfile_inline" in build or not local
            else plain(os.path.normpath(os.path.join(build["context"], build.get("dockerfile", "Dockerfile")))),
            "target": build.get("target"),
            "args": {plain(key): plain(value) for key, value in build.get("args", {}).items() if value is not None},
            "contexts": sorted(build.get("additional_contexts", {})),
        }
    shown["image"] = service.get("image")
    shown["ports"] = sorted({str(port["target"]) for port in service.get("ports", [])})
    shown["depends_on"] = {key: value["condition"] for key, value in service.get("depends_on", {}).items()}
    shown["command"] = [plain(one) for one in service["command"]] if service["command"] else None
    shown["entrypoint"] = [plain(one) for one in service["entrypoint"]] if service["entrypoint"] else None
    # compose writes what an `env_file` sets among the variables.
    shown["environment"] = {key: plain(value or "") for key, value in (service.get("environment") or {}).items()}
    shown["profiles"] = sorted(service.get("profiles", []))
    return shown


def ours(file: Path) -> dict[str, object] | str:
    """What Gorae reads."""
    folder = str(file.parent)
    found = {}
    for name, service in read_project(file).services.items():
        commands = [one for one in (service.command, service.entrypoint) if one is not None]
        if any(command_words(one.place.value).is_refused for one in commands):
            return "refused"
        shown: dict[str, object] = {}
        caller = service.caller
        if service.build is not None:
            shown["build"] = {
                "context": _within(os.path.normpath(caller.context), folder) if caller else "elsewhere",
                "dockerfile": ""
                if caller is None or caller.inline
                else _within(os.path.normpath(caller.dockerfile), folder),
                "target": caller.target_word.value if caller and caller.target_word else None,
                "args": {one.name.value: one.value.value for one in caller.given if one.value is not None}
                if caller
                else {},
                "contexts": sorted(one.name.value for one in service.contexts),
            }
        shown["image"] = service.image.value if service.image else None
        shown["ports"] = sorted({one.value for one in service.ports})
        shown["depends_on"] = {one.service.value: one.condition for one in service.depends_on}
        shown["command"] = list(service.command.words) if service.command else None
        shown["entrypoint"] = list(service.entrypoint.words) if service.entrypoint else None
        shown["environment"] = {}
        for _, path in service.env_files:
            if path.exists():
                shown["environment"] |= parse_environment(path.read_text())
        shown["environment"] |= {one.name.value: one.value.value if one.value else "" for one in service.environment}
        shown["profiles"] = sorted(service.profiles)
        found[name] = shown
    return found


@pytest.mark.parametrize("name", CASES)
def test_read_as_compose_reads_it(name, tmp_path):
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert ours(written(tmp_path, CASES[name])) == recorded[name]


def test_a_context_in_the_home_directory(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    file = written(tmp_path / "a", {"compose.yaml": "services: {web: {build: ~/x}}"})
    caller = read_project(file).services["web"].caller
    assert caller is not None
    assert caller.context == tmp_path / "home" / "x"


def test_sixty_files_are_held_against_compose():
    assert len(CASES) >= 60


@pytest.mark.skipif(bool(docker_tools.reason()), reason=docker_tools.reason() or "docker compose is here")
def test_the_record_is_what_compose_says_today(tmp_path):
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert recorded == record(tmp_path)


def record(folder: Path) -> dict[str, object]:
    """What docker compose says of each project: `PYTHONPATH=tests python -m context.test_compose_real` writes it down."""
    found = {}
    for number, (name, files) in enumerate(CASES.items()):
        found[name] = real(written(folder / str(number), files).parent)
    return found


if __name__ == "__main__":
    import tempfile

    docker_tools.reason()
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps(record(Path(folder).resolve()), ensure_ascii=False, indent=1, sort_keys=True)
    RECORDED.write_text(text + "\n", encoding="utf-8")
