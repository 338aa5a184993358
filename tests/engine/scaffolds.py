"""What `gorae init` writes for each language, before a real Engine: no error, no warning, and bake reads the compose file. So with Gorae's own Dockerfile.

python scaffolds.py [--if-installed]      --if-installed: installs no engine, says so and passes
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]  # run as a file

from cli.running import gorae
from cli.scaffolded import PROJECTS, write
from engine import Engine, home_folder, lacking
from oracle import check


# The registry makes images up; what the real ones set and the projects need, they have to set too (mcr.microsoft.com's own).
IMAGES = {"dotnet/*": {"Env": ["APP_UID=1654"]}}


def refused(engine: Engine, folder: Path) -> list[str]:
    """What the Engine has against the projects below a folder."""
    found = []
    for answer in check(engine, folder):
        reported = [answer["error"]["message"]] if answer["error"] else []
        reported += [f"{one['rule']}: {one['detail']}" for one in answer["warnings"]]
        found += [f"{answer['file']}: {line}" for line in reported]
    for compose in sorted(folder.glob("*/compose.yaml")):
        done = engine.docker(
            "buildx", "bake", "-f", str(compose), "--print", capture_output=True, text=True, cwd=compose.parent
        )
        targets = json.loads(done.stdout or "{}").get("target", {})
        if done.returncode or not targets:
            found.append(f"{compose.parent.name}/compose.yaml: {done.stderr.strip() or 'no target'}")
    return found


def main() -> int:
    if why := lacking():
        print(f"scaffolds: not asked here: {why}")
        return 0
    if "--if-installed" in sys.argv[1:] and not (home_folder() / "ready").exists():
        print("scaffolds: not asked here: `make engine` installs one")
        return 0
    with tempfile.TemporaryDirectory() as made, Engine(home_folder()) as engine:
        for name, (files, _, _) in PROJECTS.items():
            folder = Path(made, "".join(char if char.isalnum() else "-" for char in name))
            folder.mkdir()
            write(files, folder)
            done = gorae("init", cwd=folder)
            if done.code:
                raise SystemExit(f"{name}: {done.err}")
        own = Path(made, "gorae-itself")
        own.mkdir()
        for name in ("Dockerfile", ".dockerignore"):
            shutil.copy(HERE.parents[1] / name, own)
        (Path(made) / "control").mkdir()
        (Path(made) / "control" / "Dockerfile").write_text("FROM alpine\nRUN --mount=type=nothing true\n")
        (Path(made) / "images.json").write_text(json.dumps(IMAGES))
        found = refused(engine, Path(made))
    control = [line for line in found if line.startswith("control/")]
    others = [line for line in found if line not in control]
    print("\n".join(others) or f"scaffolds: the Engine takes all {len(PROJECTS)} projects, and Gorae's own Dockerfile")
    if not control:
        print("scaffolds: the Engine took what it has to refuse: it was not asked")
    return int(bool(others) or not control)


if __name__ == "__main__":
    sys.exit(main())
