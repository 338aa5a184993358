"""Dockerfiles made at random of what public ones are made of, to fix and to build. The same for the same seed.

The pieces are our own words in the shapes that people write: the orders, layouts and slips are drawn.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from proof.catalogue import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MADE_FROM = 100_000  # their numbers begin here
MADE = "made at random"
_APT = (
    "curl",
    "git",
    "ca-certificates",
    "vim",
    "unzip",
    "build-essential",
    "libpq-dev",
    "tini",
    "jq",
    "gnupg",
    "locales",
    "tzdata",
)
_APK = ("curl", "git", "bash", "tini", "jq", "openssl", "tzdata", "make")
_RPM = ("curl", "git", "which", "tar", "jq", "make")
_PIP = ("flask", "requests==2.32.3", "gunicorn", "'uvicorn[standard]'", "numpy>=2")
_NAMES = ("app", "web", "node", "service", "deploy", "www")
_FOLDERS = ("/srv/app", "/app", "/opt/tool", "/var/lib/shop", "/usr/src/app", "/data")
_FILES = ("app.py", "package.json", "requirements.txt", "run.sh", "conf/site.conf", "main.go", "static", "README.md")
_VALUES = (
    "1",
    "production",
    "/srv/data",
    "a b",
    "0.0.0.0",
    "ko_KR.UTF-8",
    "한글",
    "x=y",
    "a,b;c",
    "https://example.com/?a=1&b=2",
)
_KEYS = ("APP_HOME", "LANG", "PORT", "DEBUG", "VERSION", "TZ", "LD_LIBRARY_PATH", "NODE_ENV")
_LABELS = (
    "org.opencontainers.image.title",
    "org.opencontainers.image.source",
    "maintainer",
    "version",
    "com.example.team",
)


class _Draw:
    """What one text is drawn with."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def one(self, choices: tuple[str, ...]) -> str:
        return self.chance.choice(choices)

    def some(self, choices: tuple[str, ...], most: int = 4) -> list[str]:
        return self.chance.sample(choices, self.chance.randint(1, min(most, len(choices))))

    def sometimes(self, share: float = 0.5) -> bool:
        return self.chance.random() < share


def _chain(draw: _Draw, commands: list[str]) -> str:
    """The commands as one RUN, several, or a here-document."""
    way = draw.one(("and", "and", "and-end", "set", "set-multi", "apart", "apart", "heredoc", "one line"))
    if way == "apart":
        return "".join(f"RUN {one}\n" for one in commands)
    if way == "heredoc":
        head = draw.one(("<<EOF", "<<'EOF'", "<<-EOF"))
        tab = "\t" if "-" in head else ""
        body = "".join(f"{tab}{line}\n" for line in ("set -e", *commands))
        return f"RUN {head}\n{body}{tab}EOF\n"
    if way == "one line":
        return f"RUN {draw.one((' && ', '; ', '  &&  ')).join(commands)}\n"
    indent = draw.one(("    ", "  ", "\t", " ", "      "))
    remark = f"{indent}# {draw.one(('정리', 'clean up', 'needed by the build'))}\n" if draw.sometimes(0.2) else ""
    if way == "set-multi":
        return "RUN set -eux; \\\n" + "; \\\n".join(f"{indent}{one}" for one in commands) + "\n"
    if way == "and-end":
        return "RUN " + f" && \\\n{remark}{indent}".join(commands) + "\n"
    first = "set -ex" if way == "set" else commands[0]
    rest = commands if way == "set" else commands[1:]
    return f"RUN {first}" + "".join(f" \\\n{remark}{indent}&& {one}" for one in rest) + "\n"


def _apt(draw: _Draw) -> str:
    yes = draw.one((" -y", " -y", " -yq", " --yes", "")) if draw.sometimes(0.8) else " -y --no-install-recommends"
    program = draw.one(("apt-get", "apt-get", "apt-get", "apt"))
    names = draw.some(_APT)
    wanted = draw.one((" ", " \\\n        ")).join(names)
    commands = [f"{program} update", f"{program} install{yes} {wanted}"]
    if draw.sometimes(0.3):
        commands.append(f"apt-get install -y --no-install-recommends {' '.join(draw.some(_APT))}")
    if draw.sometimes(0.4):
        commands.append(
            draw.one(("rm -rf /var/lib/apt/lists/*", "apt-get clean", "apt-get clean && rm -rf /var/lib/apt/lists/*"))
        )
    return _chain(draw, commands)


def _apk(draw: _Draw) -> str:
    flag = draw.one((" --no-cache", "", " --update", " -U"))
    commands = [f"apk add{flag} {' '.join(draw.some(_APK))}"]
    if draw.sometimes(0.3):
        commands.insert(0, "apk update")
    if draw.sometimes(0.3):
        commands.append("rm -rf /var/cache/apk/*")
    return _chain(draw, commands)


def _rpm(draw: _Draw) -> str:
    program = draw.one(("dnf", "yum", "microdnf"))
    commands = [f"{program} install{draw.one((' -y', '', ' -y', ' --assumeyes'))} {' '.join(draw.some(_RPM))}"]
    if draw.sometimes(0.4):
        commands.append(f"{program} clean all")
    return _chain(draw, commands)


def _pip(draw: _Draw) -> str:
    flag = draw.one(("", "", " --no-cache-dir", " --upgrade"))
    wanted = "-r requirements.txt" if draw.sometimes(0.3) else " ".join(draw.some(_PIP))
    copy = "COPY requirements.txt ./\n" if "-r " in wanted else ""
    return copy + _chain(draw, [f"{draw.one(('pip', 'pip3'))} install{flag} {wanted}"])


def _npm(draw: _Draw) -> str:
    copy = draw.one(
        (
            "COPY package.json package-lock.json ./\n",
            "COPY package.json ./\nCOPY package-lock.json ./\n",
            "ADD package.json package-lock.json ./\n",
        )
    )
    return copy + _chain(
        draw,
        [draw.one(("npm ci", "npm ci --omit=dev", "npm install", "yarn install", "yarn install --frozen-lockfile"))],
    )


def _files(draw: _Draw) -> str:
    folder, file = draw.one(_FOLDERS), draw.one(_FILES)
    name = draw.one(("root", "nobody", "1000:1000", "root:root", "1000", "nobody:nogroup"))
    mode = draw.one(("755", "644", "u+x", "0750", "a+rX", "+x", "700"))
    target = f"{folder}/{file.rpartition('/')[2]}"
    lines = [f"{draw.one(('COPY', 'COPY', 'ADD'))} {file} {draw.one((target, folder + '/'))}"]
    if draw.sometimes(0.6):
        lines.append(f"RUN chown {draw.one(('', '-R '))}{name} {draw.one((target, folder))}")
    if draw.sometimes(0.5):
        lines.append(f"RUN chmod {draw.one(('', '-R '))}{mode} {target}")
    if draw.sometimes(0.2):
        lines.insert(0, f"WORKDIR {folder}")
    return "\n".join(lines) + "\n"


def _quoted(draw: _Draw, value: str) -> str:
    return draw.one((f'"{value}"', f"'{value}'", re.sub(r"([ ;&])", r"\\\1", value)))


def _env(draw: _Draw) -> str:
    key, value = draw.one(_KEYS), draw.one(_VALUES)
    if draw.sometimes(0.4):
        return f"ENV {key} {draw.one((value, _quoted(draw, value)))}\n"
    more = draw.one(_KEYS)
    return f"ENV {key}={_quoted(draw, value)}" + draw.one(("\n", f" {more}=$PATH\n", f' \\\n    {more}="a $HOME"\n'))


def _labels(draw: _Draw) -> str:
    rows = [(key, draw.one(_VALUES)) for key in draw.some(_LABELS, 3)]
    way = draw.one(("apart", "together", "legacy"))
    if way == "legacy":
        return "".join(f"LABEL {key} {value}\n" for key, value in rows)
    pairs = [f"{key}={_quoted(draw, value)}" for key, value in rows]
    return "".join(f"LABEL {one}\n" for one in pairs) if way == "apart" else "LABEL " + " \\\n      ".join(pairs) + "\n"


def _commands(draw: _Draw) -> str:
    folder, name = draw.one(_FOLDERS), draw.one(_NAMES)
    pool = (
        f"mkdir -p {folder}/{name}", f"touch {folder}-{name}", f"ln -s {folder} /{name}", "cd /tmp", f"echo '{name} # {folder}' > /tmp/{name}", "umask 027",
        f"printf '%s\\n' \"$HOME\" >> /tmp/home-{name}", f"export V={name}", "echo \"$V|\" >> /tmp/v", f"mkdir /tmp/{name} || true", f"test -d {folder} || mkdir -p {folder}",
        f"wget https://example.com/{name}.tar.gz", f"curl -fsSL https://example.com/{name}.tar.gz -o /tmp/{name}.tar.gz", f"rm -f /tmp/{name}", "id > /tmp/id",
        f"for i in 1 2; do touch /tmp/{name}$i; done", f"if [ ! -e /tmp/{name}9 ]; then touch /tmp/{name}9; fi", f"(cd / && touch {name}8)", f"{{ echo a; echo b; }} > /tmp/{name}7",
        f"echo a | tr a b > /tmp/{name}6", f"sh -c 'touch /tmp/{name}5'", f"useradd -m -u 100000 {name}1", "ln -snf /usr/share/zoneinfo/UTC /etc/localtime",
    )  # fmt: skip
    return _chain(draw, draw.some(pool, 5))


def _downloads(draw: _Draw) -> str:
    name = draw.one(_NAMES)
    return draw.one((
        f"RUN wget https://example.com/{name}.tar.gz && tar -xzf {name}.tar.gz && rm {name}.tar.gz\n",
        f"RUN wget https://example.com/{name}.tar.gz\nRUN tar -xzf {name}.tar.gz\nRUN rm {name}.tar.gz\n",
        f"ADD https://example.com/{name}.conf /etc/{name}/\n",
        f"COPY {name}.tar.gz /tmp/\nRUN tar -xzf /tmp/{name}.tar.gz -C /opt && rm /tmp/{name}.tar.gz\n",
    ))  # fmt: skip


def _settings(draw: _Draw) -> str:
    return draw.one((
        "EXPOSE 80/TCP 443/tcp\n", "EXPOSE 8080\nEXPOSE 8080\n", "STOPSIGNAL TERM\n", "STOPSIGNAL 3\n", "VOLUME /data /logs\n", "VOLUME [\"/data\"]\n", "SHELL [\"/bin/sh\", \"-c\"]\n",
        "USER root\n", "USER 0\n", "WORKDIR /srv\nWORKDIR app\n", "ARG VERSION=1.2\nENV VERSION $VERSION\n", "ONBUILD RUN touch  /tmp/onbuild\n", "MAINTAINER somebody@example.com\n",
        "HEALTHCHECK CMD true\nHEALTHCHECK --interval=30s CMD  true || exit 1\n", "RUN true\n", "RUN\ttouch  /tmp/tab\n", "COPY <<EOF /etc/motd\nhello   \n\n  # $HOME\nEOF\n",
        "COPY <<'EOF' /etc/app.json\n{\"a\":1,   \"b\" : [1,2]}\nEOF\n", "COPY <<EOF /etc/app.yaml\na:   1\nEOF\n",
    ))  # fmt: skip


def _end(draw: _Draw) -> str:
    return draw.one((
        "CMD python app.py\n", "CMD [\"python\", \"app.py\"]\n", "ENTRYPOINT /srv/run.sh --fast 'a b'\n", "ENTRYPOINT [\"/srv/run.sh\"]\nCMD [\"--help\"]\n", "CMD npm start\nCMD node server.js\n",
        "CMD echo \"$HOME\" && sleep 1\n", "ENTRYPOINT exec top -b\n", "CMD nginx -g 'daemon off;'\n", "", "CMD [\"sh\", \"-c\", \"echo a\"]\n", "ENTRYPOINT [\"tini\", \"--\"]\nENTRYPOINT [\"sh\"]\n",
    ))  # fmt: skip


_BASES: dict[str, tuple[Callable[[_Draw], str], ...]] = {
    "debian:13-slim": (_apt, _apt, _files, _commands),
    "alpine:3.22": (_apk, _apk, _commands, _files),
    "node:24-alpine": (_npm, _npm, _commands, _files),
    "python:3.14-alpine": (_pip, _pip, _files, _commands),
    "fedora:43": (_rpm, _rpm, _commands),
    "golang:1.26-alpine": (_downloads, _commands, _files),
}
_ANYWHERE = (_env, _labels, _commands, _downloads, _settings, _settings, _files, _env)


def _stage(draw: _Draw, head: str, base: str) -> str:
    own = _BASES[base]
    pieces = [
        draw.chance.choice(own if draw.sometimes(0.4) else _ANYWHERE)(draw) for _ in range(draw.chance.randint(3, 6))
    ]
    return head + draw.one(("", "\n", "\n\n\n")).join(pieces)


def _written(draw: _Draw, text: str) -> str:
    """The text with some of the slips of layout that people make."""
    if draw.sometimes(0.2):
        text = re.sub(
            r"(?m)^(ENV|LABEL|EXPOSE|WORKDIR|USER) ",
            lambda match: match[1].lower() + " " if draw.sometimes() else match[0],
            text,
        )
    if draw.sometimes(0.2):
        text = re.sub(
            r"(?m)^(COPY|ENV|RUN|CMD) (?!<<)", lambda match: f"{match[1]}  " if draw.sometimes(0.4) else match[0], text
        )
    if draw.sometimes(0.2):
        text = re.sub(r"(?m)(?<!EOF)$(?=\n[A-Z])", lambda _: "  " if draw.sometimes(0.3) else "", text)
    if draw.sometimes(0.15):
        text = re.sub(r" \\\n(?=\s+\S)", " \\\n\n", text, count=1)
    if draw.sometimes(0.1) and "<<" not in text:
        text = text.replace("\n", "\r\n")
    return text.rstrip("\n") if draw.sometimes(0.2) else text


def made_cases(count: int, seed: int) -> Iterator[Case]:
    """So many texts."""
    for number in range(count):
        draw = _Draw(seed * 1_000_003 + number)
        base = draw.chance.choice(list(_BASES))
        text = ""
        if draw.sometimes(0.35):
            builder, name = draw.chance.choice(list(_BASES)), draw.one(("build", "Build", "BUILDER", "deps"))
            text = _stage(draw, f"FROM {builder} {draw.one(('AS', 'as', 'As'))} {name}\n", builder) + draw.one(
                ("", "\n")
            )
            base_line = f"FROM {base}\n" + draw.one(
                ("", f"COPY --from={name} /tmp /tmp\n", f"COPY --from={name.lower()} /tmp /got\n")
            )
        else:
            base_line = f"FROM {base}\n"
        text += _stage(draw, base_line, base) + _end(draw)
        yield Case(MADE, MADE_FROM + number, _written(draw, text))
