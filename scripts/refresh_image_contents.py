"""Makes the packaged data on what official images hold, from the images' own repositories.

`refresh_image_contents.py FOLDER`: the folder has a clone for each (`OWNER+NAME/repo`), that of docker-library/official-images
first of all, whose history says which tag was last built from which Dockerfile. Each of these is read with Gorae's own
eyes: what it is built on, what apt or apk install and remove, users, variables, what it starts.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "server"))
from gorae.facts.scripts import script
from gorae.shell import packages as managers
from gorae.stages import build as understand
from gorae.syntax import parse

DATA = Path(__file__).resolve().parent.parent / "server" / "gorae" / "images" / "data"
# The most used ones; what they are built on is read along.
IMAGES = [
    "adminer",
    "alpine",
    "amazoncorretto",
    "amazonlinux",
    "buildpack-deps",
    "busybox",
    "caddy",
    "cassandra",
    "clojure",
    "composer",
    "dart",
    "debian",
    "docker",
    "drupal",
    "eclipse-mosquitto",
    "eclipse-temurin",
    "elasticsearch",
    "elixir",
    "erlang",
    "gcc",
    "ghost",
    "golang",
    "gradle",
    "haproxy",
    "haskell",
    "httpd",
    "influxdb",
    "julia",
    "kong",
    "mariadb",
    "maven",
    "memcached",
    "mongo",
    "mysql",
    "nats",
    "nextcloud",
    "nginx",
    "node",
    "openjdk",
    "oraclelinux",
    "perl",
    "php",
    "postgres",
    "pypy",
    "python",
    "r-base",
    "rabbitmq",
    "redis",
    "registry",
    "ruby",
    "rust",
    "rockylinux",
    "almalinux",
    "fedora",
    "solr",
    "swift",
    "telegraf",
    "tomcat",
    "traefik",
    "ubuntu",
    "wordpress",
]
_MOVED = {
    "docker-library/redis": "redis/docker-library-redis", "gradle/docker-gradle": "keeganwitt/docker-gradle",
    "perl/docker-perl": "Perl/docker-perl", "apple/swift-docker": "swiftlang/swift-docker",
    "rust-lang-nursery/docker-rust": "rust-lang/docker-rust", "c0b/docker-elixir": "erlef/docker-elixir",
    "c0b/docker-erlang-otp": "erlang/docker-erlang-otp", "docker-library/mariadb": "MariaDB/mariadb-docker",
    "nodejs/docker-iojs": "nodejs/docker-node", "docker-library/elixir": "erlef/docker-elixir",
    "nginxinc/docker-nginx": "nginx/docker-nginx", "haskell/docker-haskell": "haskell/docker-haskell",
}  # fmt: skip
# Of repositories that are too large to clone, what their Dockerfiles begin with (docker-library/gcc, 2025-08).
_BEGIN = {
    "gcc": "FROM buildpack-deps:{system}\nRUN apt-get install -y --no-install-recommends abigail-tools\n",
}  # fmt: skip
_ALPINE = re.compile(r"alpine/?(3\.\d+)")
_SYSTEM = re.compile(r"(?:^|[/-])(trixie|bookworm|bullseye|buster|stretch|jessie|wheezy|forky)(?:[/-]|$)")


class Repositories:
    """Clones, asked through one `git cat-file` each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.open: dict[str, subprocess.Popen[bytes] | None] = {}
        self.trees: dict[str, dict[str, str]] = {}

    def path(self, name: str) -> Path | None:
        """Return a clone's git folder."""
        for one in (name, _MOVED.get(name, name)):
            path = self.folder / one.replace("/", "+") / "repo"
            if path.is_dir():
                return path
        return None

    def read(self, name: str, what: str) -> str | None:
        """Return a file, by `COMMIT:PATH`."""
        if name not in self.open:
            path = self.path(name)
            self.open[name] = path and subprocess.Popen(
                ["git", "-C", str(path), "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        process = self.open[name]
        if process is None or process.stdin is None or process.stdout is None:
            return None
        process.stdin.write(what.encode() + b"\n")
        process.stdin.flush()
        head = process.stdout.readline().split()
        if head[-1] == b"missing" or head[1] != b"blob":
            if head[-1] != b"missing":
                process.stdout.read(int(head[2]) + 1)
            return None
        body = process.stdout.read(int(head[2]) + 1)[:-1]
        return body.decode(errors="replace")

    def like(self, name: str, folder: str) -> str | None:
        """Return the Dockerfile of the newest version of the same variant, where the clone is older than the list."""
        where = self.path(name)
        if where is None or re.search(r"(?:^|[/-])(?:rc|beta|alpha)", folder):
            return None
        if name not in self.trees:
            listed = subprocess.run(
                ["git", "-C", str(where), "ls-tree", "-r", "--name-only", "HEAD"],
                capture_output=True,
                text=True,
                check=True,
            )
            paths = [path for path in listed.stdout.splitlines() if path.endswith("/Dockerfile")]
            paths.sort(key=lambda path: [int(number) for number in re.findall(r"\d+", path.partition("/")[0])])
            self.trees[name] = {re.sub(r"^[\d.]+[/-]?", "", path.removesuffix("/Dockerfile")): path for path in paths}
        variant = re.sub(r"^[\d.]+[/-]?", "", folder)
        found = self.trees[name].get(variant)
        if found is not None:
            return self.read(name, f"HEAD:{found}")
        # The same for an Alpine that is newer than the clone.
        wanted = _ALPINE.search(variant)
        for one, path in reversed(self.trees[name].items()) if wanted is not None else ():
            known = _ALPINE.search(one)
            if wanted is not None and known is not None and _ALPINE.sub("", one) == _ALPINE.sub("", variant):
                text = self.read(name, f"HEAD:{path}")
                return re.sub(rf"(alpine:?){re.escape(known[1])}\b", rf"\g<1>{wanted[1]}", text) if text else None
        return None

    def log(self, name: str, path: str) -> list[str]:
        """Return `COMMIT DATE` of each change of a path, the oldest first."""
        where = self.path(name)
        done = subprocess.run(
            ["git", "-C", str(where), "log", "--reverse", "--format=%H %cs", "--", path],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout.splitlines()


def entries(text: str) -> list[dict[str, str]]:
    """Return the entries of a library file, each with the defaults that the first block gives; also its old form of lines."""
    found = []
    defaults: dict[str, str] = {}
    for block in re.split(r"\n\s*\n", re.sub(r"(?m)^#.*\n", "", text)):
        one = dict(defaults)
        for line in re.sub(r"\n\s+", " ", block).split("\n"):
            name, colon, value = line.partition(": ")
            if colon and re.fullmatch(r"[\w-]+", name):
                one[name] = value.strip()
            elif match := re.match(r"([\w.-]+): (?:git|https)://github.com/(\S+?)(?:\.git)?@(\w+)(?: (\S+))?$", line):
                found.append(
                    {"Tags": match[1], "GitRepo": match[2], "GitCommit": match[3], "Directory": match[4] or "."}
                )
        if "Tags" in one:
            found.append(one)
        else:
            defaults = one
    return found


def latest(repositories: Repositories, image: str) -> dict[str, tuple[str, str, str, str]]:
    """Return each tag that ever was: repository, commit and Dockerfile that it was last built from, and when it was last listed."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for row in repositories.log("docker-library/official-images", f"library/{image}"):
        commit, day = row.split()
        text = repositories.read("docker-library/official-images", f"{commit}:library/{image}")
        for one in entries(text or ""):
            repository = re.sub(r"^(?:https|git)://github.com/|\.git$", "", one.get("GitRepo", ""))
            commit_of = one.get("amd64-GitCommit", one.get("GitCommit", ""))
            folder = one.get("amd64-Directory", one.get("Directory", ".")).strip("/")
            if one.get("Architectures", "amd64").startswith("windows") or "windows" in folder:
                continue
            for tag in f"{one['Tags']}, {one.get('SharedTags', '')}".replace(",", " ").split():
                file = one.get("amd64-File", one.get("File", "Dockerfile"))
                found[tag] = (repository, commit_of, file if folder in ("", ".") else f"{folder}/{file}", day)
    return found


def contents(text: str) -> dict:
    """Return what a Dockerfile makes of its base."""
    build = understand(parse(text))
    stage = build.last
    if stage is None:
        return {}
    found: dict = {"from": stage.root.image or "", "steps": [], "users": {}}
    for one in reversed(stage.chain):
        for node, scope in zip(one.nodes, one.scopes, strict=True):
            if node.instruction.name == "RUN":
                body = script(node.instruction, scope)
                values = {name: value.value or "" for name, value in one.environment_at(node).items()}
                steps(body, found, text[node.start : node.span.end], values)
                users(body, found["users"])
            elif node.instruction.name == "EXPOSE":
                found.setdefault("ports", []).extend(word.value for word in node.instruction.words)
    last = stage.scopes[-1]
    environment = {name: value.value for name, value in stage.final_environment.items() if value.origin == "env"}
    found["env"] = {
        name: value
        for name, value in environment.items()
        if name
        in ("PATH", "JAVA_HOME", "GOPATH", "GOTOOLCHAIN", "NODE_VERSION", "PYTHON_VERSION", "GOLANG_VERSION", "LANG")
    }
    found["user"] = (stage.in_force("USER") and stage.in_force("USER").instruction.arguments_text) or ""
    found["workdir"] = last.workdir or ""
    for name in ("ENTRYPOINT", "CMD"):
        node = stage.in_force(name)
        if node is not None:
            found[name.lower()] = [word.value for word in node.instruction.words]
    return found


def begun(image: str, tags: list[str]) -> str | None:
    """Return what is known of a Dockerfile that is not at hand, where the tags tell its system."""
    systems = {match[1] for tag in tags if (match := _SYSTEM.search(tag))}
    return _BEGIN[image].format(system=systems.pop()) if len(systems) == 1 else None


def named(call, text: str, values: dict[str, str]) -> tuple[list[str], bool]:
    """Return the names of an install call, those that a variable holds with them, and whether all are known."""
    found, sure = [], True
    for one in call.packages:
        variable = re.fullmatch(r"\$\{?(\w+)\}?", one.word.text.strip('"'))
        if variable:
            said = re.search(rf"""\b{variable[1]}=(?:'([^']*)'|"([^"]*)")""", text)
            value = (said[1] or said[2] or "") if said else values.get(variable[1])
            sure = sure and value is not None
            value = re.sub(
                r"\$\(.*", "", value or "", flags=re.DOTALL
            )  # what a command finds out, such as linked libraries
            found += [name for name in value.replace("\\\n", " ").split() if not re.search(r"[$`{(/\\]", name)]
        elif re.search(r"[$`{(/]", one.word.text):
            sure = False
        else:
            found.append(one.name)
    return found, sure


def steps(body, found: dict, text: str, values: dict[str, str]) -> None:
    """Add what a RUN's package managers install and take away."""
    marked = any(
        command.kind == "simple" and command.effective.program == "apt-mark" and command.runs_unconditionally
        and "auto" in [word.value for word in command.effective.args]
        for command in body.commands
    )  # fmt: skip
    before: list = []
    for call in managers.calls(body):
        names, sure = named(call, text, values)
        if call.action == "install" and not sure:
            found["unsure"] = True
        if call.manager in ("apt-get", "apt"):
            if call.action == "install" and call.command.runs_unconditionally:
                before.append(["+" if call.has_flag("--no-install-recommends") else "++", *names])
            elif call.action in ("purge", "remove", "autoremove"):
                if marked and call.has_flag("--auto-remove", "--autoremove"):
                    before = [["~", *row[1:]] for row in before]  # built with; what is linked stays
                elif names:
                    before.append(["-", *names])
        elif call.manager == "apk":
            virtual = call.option_values("-t", "--virtual")
            if call.action == "install":
                before.append([f"v{virtual[0].value}" if virtual else "+", *names])
            elif call.action == "remove":
                gone = set(names)
                before = [row for row in before if not (row[0].startswith("v") and row[0][1:] in gone)]
                before.append(["-", *names])
        elif call.manager in ("dnf", "yum", "microdnf", "tdnf") and call.action == "install":
            before.append(["+", *names])
    found["steps"] += [["+" if row[0].startswith("v") else row[0], *row[1:]] for row in before if len(row) > 1]


def users(body, found: dict) -> None:
    """Add the users and groups that a script makes, with their numbers."""
    for command in body.commands:
        if command.kind != "simple" or not command.words:
            continue
        program, args = command.effective.program, [word.value for word in command.effective.args]
        if program not in ("useradd", "adduser"):
            continue
        plain = [
            one
            for at, one in enumerate(args)
            if not one.startswith("-") and (at == 0 or not _takes(args[at - 1], program))
        ]
        number = next((args[at + 1] for at, one in enumerate(args[:-1]) if one in ("-u", "--uid")), "")
        number = number or next((one.partition("=")[2] for one in args if one.startswith("--uid=")), "")
        if plain and re.fullmatch(r"[a-z_][\w.-]*", plain[0]):
            found[plain[0]] = number if number.isdecimal() else ""


def _takes(option: str, program: str) -> bool:
    if "=" in option:
        return False
    values = "-u -g -G -s -d -c -k -h --uid --gid --groups --shell --home --home-dir --comment --gecos --ingroup"
    return option in values.split() and (program == "useradd" or option != "-c")


def main() -> int:
    """Write a file for each image."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    repositories = Repositories(parser.parse_args().folder)
    target = DATA / "contents"
    target.mkdir(parents=True, exist_ok=True)
    head = repositories.log("docker-library/official-images", "library")[-1].split()
    missing: dict[str, int] = defaultdict(int)
    for image in IMAGES:
        tags = latest(repositories, image)
        newest: dict[tuple[str, str], str] = {}
        for repository, commit, path, _ in sorted(tags.values(), key=lambda row: row[3]):
            newest[repository, path] = commit
        builds, numbers = [], {}
        for (repository, path), commit in newest.items():
            folder = path.rpartition("/")[0]
            text = repositories.read(repository, f"{commit}:{path}") or repositories.read(repository, f"HEAD:{path}")
            text = text or repositories.like(repository, folder)
            if text is None and image in _BEGIN:
                text = begun(image, [tag for tag, row in tags.items() if row[::2] == (repository, path)])
            if text is None:
                missing[f"{image} {repository}"] += 1
            numbers[repository, path] = len(builds)
            builds.append({"folder": folder, **(contents(text) if text else {})})
        rows: dict[int, list[str]] = defaultdict(list)
        for tag, (repository, _, path, _) in tags.items():
            rows[numbers[repository, path]].append(tag)
        for number, one in enumerate(builds):
            one["tags"] = rows[number]
        made = {
            "source": "docker-library/official-images and the repositories that it names", "commit": head[0],
            "date": head[1], "licence": "Apache-2.0, and those of the images' repositories; facts in own words", "builds": builds,
        }  # fmt: skip
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
        (target / f"{image}.json.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
        print(image, len(tags), len(builds), (target / f"{image}.json.xz").stat().st_size, file=sys.stderr)
    print(dict(missing), file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
