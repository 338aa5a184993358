"""What is read of bake files is what `docker buildx bake --print` makes of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from context import docker_tools
from context.bake_cases import CASES
from context.docker_tools import written
from gorae.context.bake import read_group
from gorae.context.caller_names import BAKE_DEFAULTS

RECORDED = Path(__file__).with_name("bake_recorded.json")  # by buildx 0.29.1, through `python -m`; see below


def real(folder: Path, targets: list[str]) -> dict[str, object] | str:
    """What buildx says of these targets."""
    done = docker_tools.run("docker-buildx", "bake", "--print", *targets, folder=folder)
    if done.returncode:
        return "refused: " + done.stderr.strip().splitlines()[-1]
    return {
        name: {
            "context": os.path.normpath(target["context"]) if "://" not in target["context"] else target["context"],
            "dockerfile": "" if "dockerfile-inline" in target else target["dockerfile"],
            "inline": _plain(target["dockerfile-inline"]) if "dockerfile-inline" in target else None,
            "target": target.get("target") or None,
            "args": {key: _plain(value) for key, value in target.get("args", {}).items()},
            "contexts": target.get("contexts", {}),
        }
        for name, target in json.loads(done.stdout)["target"].items()
    }


def _plain(text: str) -> str:
    """What `--print` writes may be read as a bake file again: `${` is written `$${`."""
    return text.replace("$${", "${").replace("%%{", "%{")


def ours(folder: Path) -> dict[str, object]:
    """What Gorae reads."""
    files = [folder / name for name in BAKE_DEFAULTS if (folder / name).exists()]
    bake = read_group(files or [folder / BAKE_DEFAULTS[0]])
    found = {}
    for name, target in bake.expanded().items():
        context, dockerfile = target.text("context"), target.text("dockerfile")
        inline, stage = target.text("dockerfile-inline"), target.text("target")
        where = (context.value if context else "").removeprefix("cwd://") or "."
        found[name] = {
            "context": os.path.normpath(where) if "://" not in where else where,
            "dockerfile": "" if inline else (dockerfile.value if dockerfile else "") or "Dockerfile",
            "inline": inline.value if inline else None,
            "target": stage.value or None if stage else None,
            "args": {key.value: value.value for key, value in target.table("args")},
            "contexts": {key.value: value.value for key, value in target.table("contexts")},
        }
    return found


@pytest.mark.parametrize("name", CASES)
def test_read_as_bake_reads_it(name, tmp_path):
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert ours(written(tmp_path / "project", CASES[name]).parent) == recorded[name]


@pytest.mark.skipif(bool(docker_tools.reason()), reason=docker_tools.reason() or "buildx is here")
def test_the_record_is_what_bake_says_today(tmp_path):
    assert json.loads(RECORDED.read_text(encoding="utf-8")) == record(tmp_path)


def record(folder: Path) -> dict[str, object]:
    """What buildx says of each: `PYTHONPATH=tests python -m context.test_bake_real` writes it down."""
    found = {}
    for number, (name, files) in enumerate(CASES.items()):
        project = written(folder / str(number) / "project", files).parent
        found[name] = real(project, list(ours(project)))
    return found


if __name__ == "__main__":
    import tempfile

    docker_tools.reason()
    with tempfile.TemporaryDirectory() as folder:
        text = json.dumps(record(Path(folder).resolve()), ensure_ascii=False, indent=1, sort_keys=True)
    RECORDED.write_text(text + "\n", encoding="utf-8")
