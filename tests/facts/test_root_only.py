"""What is said to be root's alone, asked of the system: the same commands as another user."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

AS_USER = ["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups"] if os.geteuid() == 0 else []


@pytest.mark.skipif(bool(AS_USER) and shutil.which("setpriv") is None, reason="no setpriv to become another user with")
@pytest.mark.parametrize(
    "command", [["chown", "12345", "/etc/passwd"], ["chmod", "+x", "/etc/passwd"], ["mkdir", "/gorae-data"]]
)
def test_only_root_may(command):
    if shutil.which(command[0]) is None or not Path("/etc/passwd").exists():
        pytest.skip(f"no {command[0]} or no /etc/passwd here")
    run = subprocess.run(
        [*AS_USER, *command], check=False, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}
    )
    assert run.returncode != 0
    assert "ermi" in run.stderr, "Operation not permitted, or Permission denied"
