"""A Docker Engine of its own: Debian forky's docker.io and buildx in a folder, in mount and network namespaces of its own.

    python engine.py docker ARG...    the docker command line on it: real builds, without a network
    python engine.py up | down        starts the engine and leaves it / ends it (else each call starts and ends one)

Needs root on a Debian with unshare and ip (util-linux, iproute2); debootstrap is installed where it is missing. Every
name and address leads to the registry in `registry.py`. Nothing of it is seen outside, nothing stays mounted when it ends.
"""

from __future__ import annotations

import argparse
import fcntl
import http.server
import json
import os
import shutil
import signal
import ssl
import subprocess
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from registry import Registry, answer_names, debian_mirror

SUITE = "forky"
PACKAGES = "ca-certificates,iptables,docker.io,docker-buildx,docker-cli"
START_SECONDS, SET_UP_TRIES = 60, 3
PORTS = (80, 443, 3000, 4000, 5000, 5001, 5002, 5005, 5555, 8000, 8080, 8081, 8082, 8083, 8443, 32000)


def home_folder() -> Path:
    """Where the engine is kept, outside of the clone: some 600 MB."""
    return Path(os.environ.get("GORAE_ENGINE_HOME") or Path.home() / ".cache" / "gorae-engine")


def lacking() -> str:
    """What this machine lacks for an engine of its own; empty where it can have one."""
    if os.geteuid() != 0:
        return "needs root"
    for program in ("unshare", "ip", "apt-get"):
        if not shutil.which(program):
            return f"needs {program}"
    if subprocess.run(["unshare", "--mount", "--net", "true"], capture_output=True, check=False).returncode:
        return "root may not have namespaces of its own here"
    return ""


class Engine:
    """dockerd in `home`/root, started on entry where none runs there, ended on exit where this object started it."""

    def __init__(self, home: Path, data: str = "/var/lib/docker", *, has_store: bool = False):
        self.home, self.root, self.data, self.own = home, home / "root", data, None
        self.has_store = has_store  # containerd's image store, which new installations of Docker 29 have
        self.socket, self.images = self.root / "run/oracle.sock", home / "images.json"
        self.environment = {
            **os.environ,
            "DOCKER_HOST": f"unix://{self.socket}",
            "DOCKER_CONFIG": str(home / "config"),
            "BUILDX_CONFIG": str(home / "buildx"),
        }
        self.command = [str(self.root / "usr/bin/docker")]

    def set_up(self):
        """Unpacks Debian with docker into `home`, once; about a minute."""
        if (self.home / "ready").exists():
            return
        if not shutil.which("debootstrap"):
            subprocess.run(
                ["apt-get", "-qq", "install", "-y", "--no-install-recommends", "debootstrap", "debian-archive-keyring"],
                check=True,
                stdout=sys.stderr,
            )
        self.home.mkdir(parents=True, exist_ok=True)
        line = [
            "debootstrap",
            "--variant=minbase",
            f"--include={PACKAGES}",
            SUITE,
            str(self.root),
            debian_mirror(),
            "/usr/share/debootstrap/scripts/sid",
        ]
        for left in reversed(range(SET_UP_TRIES)):
            shutil.rmtree(self.root, ignore_errors=True)
            with open(self.home / "debootstrap.log", "w") as log:
                if subprocess.run(line, stdout=log, stderr=log, check=False).returncode == 0:
                    break
            if not left:
                raise SystemExit(f"debootstrap failed: {self.home}/debootstrap.log")
        for package in self.root.glob("var/cache/apt/archives/*.deb"):
            package.unlink()
        (self.home / "config").mkdir(exist_ok=True)
        (self.home / "config/config.json").write_text(
            json.dumps({"cliPluginsExtraDirs": [str(self.root / "usr/libexec/docker/cli-plugins")]})
        )
        (self.home / "ready").touch()

    def answers(self) -> bool:
        return (
            self.socket.exists()
            and self.docker("version", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
        )

    def docker(self, *arguments, **options):
        return subprocess.run([*self.command, *arguments], env=self.environment, check=False, **options)

    def __enter__(self):
        self.home.mkdir(parents=True, exist_ok=True)
        self.lock = (self.home / ".lock").open("w")
        fcntl.flock(self.lock, fcntl.LOCK_EX)  # two runs at once: the second waits
        self.set_up()
        if not self.answers():
            with open(self.home / "dockerd.log", "w") as log:
                line = [
                    "unshare",
                    "--mount",
                    "--net",
                    "--propagation",
                    "private",
                    sys.executable,
                    __file__,
                    "--home",
                    str(self.home),
                    "--data",
                    self.data,
                    *(("--store",) if self.has_store else ()),
                    "serve",
                ]
                self.own = subprocess.Popen(
                    line, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
                )
            until = time.monotonic() + START_SECONDS
            while not self.answers():
                if self.own.poll() is not None or time.monotonic() > until:
                    self.__exit__()
                    raise SystemExit(f"dockerd does not start: {self.home}/dockerd.log")
                time.sleep(0.2)
        return self

    def __exit__(self, *_):
        if self.own:
            self.own.terminate()
            self.own.wait()
        self.lock.close()

    def kept_in(self) -> tuple[str, ...]:
        """dockerd's options for where images are kept."""
        store = ("--feature=containerd-snapshotter=true", "--storage-driver=overlayfs") if self.has_store else ()
        return f"--data-root={self.data}", *store

    def serve(self):
        """Inside of the new namespaces: names, images, and dockerd; ends with it."""

        def run(*line: str) -> None:
            subprocess.run(line, check=True)

        run("ip", "link", "set", "lo", "up")
        run("ip", "route", "add", "local", "default", "dev", "lo")  # every IPv4 address is this machine
        run("mount", "--rbind", str(self.root), str(self.root))  # runc wants a mount point as its root
        run("mount", "-t", "proc", "proc", str(self.root / "proc"))
        for folder in ("sys", "dev"):
            run("mount", "--rbind", "/" + folder, str(self.root / folder))
        (self.root / "etc/resolv.conf").write_text("nameserver 127.0.0.1\n")
        (self.root / "etc/hosts").write_text("127.0.0.1 localhost\n")
        (self.root / "run/docker-oracle.pid").unlink(missing_ok=True)
        threading.Thread(target=answer_names, daemon=True).start()
        run(
            "chroot",
            str(self.root),
            "openssl",
            "req",
            "-x509",
            "-nodes",
            "-newkey",
            "rsa:2048",
            "-keyout",
            "/run/key.pem",
            "-out",
            "/run/certificate.pem",
            "-subj",
            "/CN=oracle",
        )
        secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        secure.load_cert_chain(self.root / "run/certificate.pem", self.root / "run/key.pem")
        registry = type("Bound", (Registry,), {"images": self.images, "secure": secure, "blobs": {}})
        for port in PORTS:
            threading.Thread(
                target=http.server.ThreadingHTTPServer(("0.0.0.0", port), registry).serve_forever, daemon=True
            ).start()
        line = [
            "chroot",
            str(self.root),
            "dockerd",
            "--iptables=false",
            "--ip6tables=false",
            "--bridge=none",
            "--ip-forward=false",
            "--insecure-registry=0.0.0.0/0",
            "--registry-mirror=http://127.0.0.1",
            "-H",
            "unix:///run/oracle.sock",
            "--exec-root=/run/docker-oracle",
            "--pidfile=/run/docker-oracle.pid",
            *self.kept_in(),
        ]
        daemon = subprocess.Popen(line, stdin=subprocess.DEVNULL)
        (self.home / "pid").write_text(str(os.getpid()))
        signal.signal(signal.SIGTERM, lambda *_: daemon.terminate())
        daemon.wait()
        (self.home / "pid").unlink(missing_ok=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=home_folder())
    parser.add_argument("--data", default="/var/lib/docker", help="where in its root the engine keeps images")
    parser.add_argument("--store", action="store_true", help="with containerd's image store")
    parser.add_argument("action", choices=("docker", "up", "down", "serve"))
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    chosen = parser.parse_args()
    engine = Engine(chosen.home.absolute(), chosen.data, has_store=chosen.store)
    if chosen.action == "serve":
        engine.serve()
    elif chosen.action == "down":
        if (engine.home / "pid").exists():
            os.kill(int((engine.home / "pid").read_text()), signal.SIGTERM)
    elif chosen.action == "up":
        engine.__enter__()
    else:
        with engine:
            return engine.docker(*chosen.arguments).returncode
    return 0


if __name__ == "__main__":
    sys.exit(main())
