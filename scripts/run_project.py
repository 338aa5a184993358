"""Opens the sample project in the editor that this machine has, with the extension just built; else shows it here.

GORAE_RUN_EDITOR names one (`code`, `codium`, `cursor`, `code-server`, a path, or `none` for the terminal).
GORAE_RUN_SECONDS ends code-server after that time; without it, it runs until Ctrl+C.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHOP = ROOT / "tests" / "projects" / "shop"
EDITORS = ("code", "codium", "cursor", "code-server")
START_TIMEOUT_S = 60


def editors() -> list[str]:
    """Return the paths of the editors to try, in order."""
    wanted = os.environ.get("GORAE_RUN_EDITOR")
    if wanted == "none":
        return []
    return [path for path in map(shutil.which, (wanted,) if wanted else EDITORS) if path]


def build_extension() -> Path:
    """Package the extension for this machine and return the .vsix."""
    output = ROOT / ".build" / "run"
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, str(ROOT / "scripts" / "package_vsix.py"), "--output", str(output)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return next(output.glob("*.vsix"))


def install(editor: str, vsix: Path) -> bool:
    """Install the extension into an editor; False, with what the editor said, where it refuses."""
    done = subprocess.run(
        [editor, "--install-extension", str(vsix), "--force"],
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode or "successfully installed" not in done.stdout:
        print(f"{editor}: {(done.stderr or done.stdout).strip()}")
        return False
    return True


def serve(code_server: str) -> int:
    """Run code-server on this machine's own address until it ends, and return its exit code."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{probe.getsockname()[1]}"
    command = [
        code_server,
        "--auth",
        "none",
        "--bind-addr",
        address,
        "--disable-telemetry",
        "--disable-workspace-trust",
    ]
    with subprocess.Popen([*command, str(SHOP)], stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://{address}/healthz", process)
            print(f"http://{address}/?folder={SHOP}\n(Ctrl+C ends it)", flush=True)
            seconds = os.environ.get("GORAE_RUN_SECONDS")
            return process.wait(float(seconds) if seconds else None)
        except (KeyboardInterrupt, subprocess.TimeoutExpired):
            return 0
        finally:
            process.terminate()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a page answers; raises SystemExit where the process ends or the time is over."""
    end = time.monotonic() + START_TIMEOUT_S
    while not answers(url):
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit("code-server did not start")
        time.sleep(0.2)


def answers(url: str) -> bool:
    """Say whether a page can be read."""
    try:
        urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
    except OSError:
        return False
    return True


def show_in_terminal() -> int:
    """Show findings, fixes and one hover here; return non-zero where the program itself failed."""
    gorae = [str(Path(sys.executable).parent / "gorae")]
    steps = (
        ("진단 · findings", ["check", str(SHOP)]),
        ("빠른 수정 · fixes", ["check", "--diff", "--unsafe-fixes", str(SHOP)]),
        ("설명 · hover: HEALTHCHECK", ["explain", "HEALTHCHECK"]),
    )
    worst = 0
    for title, arguments in steps:
        print(f"\n━━ {title} ━━  gorae {' '.join(arguments).replace(str(ROOT) + os.sep, '')}\n", flush=True)
        worst = max(worst, subprocess.run([*gorae, *arguments], check=False, cwd=ROOT).returncode)
    return worst if worst > 1 else 0  # 1 says that there are findings, as there should be


def main() -> int:
    """Open the sample project and return the exit code."""
    found = editors()
    if found:
        print("확장을 만들고 있습니다 · building the extension …", flush=True)
        vsix = build_extension()
    for editor in found:
        if not install(editor, vsix):
            continue
        print(f"{Path(editor).name}에서 {SHOP.relative_to(ROOT)} 프로젝트를 엽니다.", flush=True)
        if Path(editor).name == "code-server":
            return serve(editor)
        return subprocess.run([editor, "--new-window", str(SHOP), str(SHOP / "Dockerfile")], check=False).returncode
    print(f"VS Code({', '.join(EDITORS)})가 없어서 터미널에 보여 줍니다. · No VS Code here: shown in the terminal.")
    return show_in_terminal()


if __name__ == "__main__":
    sys.exit(main())
