"""What a stage holds before it is built: a Dockerfile in, packages, programs and users out."""

from __future__ import annotations

import pytest

from gorae.facts.image import cost_of_recommends, final_image, steps
from gorae.facts.image_missing import missing_programs, unknown_packages
from gorae.facts.packages import calls_of
from gorae.stages import build
from gorae.syntax import parse


def last_of(text: str):
    """The last stage of a Dockerfile."""
    stage = build(parse(text)).last
    assert stage is not None
    return stage


@pytest.mark.parametrize(
    ("why", "base", "system", "there", "missing"),
    [
        ("slim has no more than Debian's essential packages", "debian:13-slim", "debian 13", ("bash", "tar", "useradd"), ("curl", "git", "ps", "ip", "adduser", "python3", "xz")),
        ("a language's slim image has its programs and no tools", "python:3.13-slim", "debian 13", ("python", "pip3"), ("curl", "git", "gcc")),
        ("Node up to 24 brings yarn and corepack", "node:24-slim", "debian 12", ("node", "npm", "yarn", "corepack"), ("curl", "git", "python3")),
        ("Node from 26 on brings neither", "node:26-slim", "debian 13", ("node", "npm"), ("yarn", "corepack")),
        ("the full image is made of buildpack-deps, which has compilers", "node:24", "debian 12", ("curl", "git", "gcc", "make", "python3"), ()),
        ("Go's image installs git and a C compiler itself", "golang:1.26", "debian 13", ("go", "git", "gcc", "curl"), ("npm",)),
        ("nginx's image installs curl and envsubst itself", "nginx:1.29", "debian 13", ("nginx", "curl", "envsubst"), ("git",)),
        ("PHP's image keeps its compiler for extensions", "php:8.4-apache", "debian 13", ("php", "curl", "gcc"), ("git",)),
        ("BusyBox stands for many programs, not for bash", "alpine:3.24", "alpine 3.24", ("wget", "ps", "adduser"), ("bash", "curl", "git", "useradd")),
        ("Node's packages come on top of Alpine's", "node:24-alpine", "alpine 3.24", ("node", "npm", "wget"), ("bash", "curl")),
        ("Amazon's copy of the official images is the same", "public.ecr.aws/docker/library/node:24-slim", "debian 12", ("node",), ("curl",)),
        ("a tag that was listed with Debian's name too, of a Dockerfile that went on", "nginx:1.25", "debian 12", ("nginx",), ()),
        ("Alpine's release stands within the tag's name", "nginx:1.31-alpine", "alpine 3.23", ("nginx", "curl"), ("git",)),
        ("the full address is the same", "docker.io/library/python:3.13-slim", "debian 13", ("python",), ("curl",)),
        ("Google's copy is the same", "mirror.gcr.io/library/debian:12", "debian 12", ("tar",), ("curl",)),
        ("the processor's own repository is the same", "amd64/debian:12", "debian 12", ("tar",), ("curl",)),
    ],
)  # fmt: skip
def test_base(why, base, system, there, missing):
    """What official images have and do not have."""
    image = final_image(last_of(f"FROM {base}\n"))
    assert str(image.system) == system
    assert {one: image.has(one) for one in there} == dict.fromkeys(there, True)
    assert {one: image.has(one) for one in missing} == dict.fromkeys(missing, False)


@pytest.mark.parametrize(
    ("why", "base"),
    [
        ("somebody's own image", "ghcr.io/owner/app:1"),
        ("another publisher's image", "bitnami/node:24"),
        ("a digest without a tag", "debian@sha256:" + "a" * 64),
        ("an argument without a value", "$BASE"),
        ("a tag that is no longer recorded", "node:16"),
        ("a tag of a Dockerfile that went on to newer releases of Debian", "nginx:1.20"),
    ],
)
def test_not_known(why, base):
    """Where an image, or what it is built on, is not known, nothing is said."""
    image = final_image(last_of(f"FROM {base}\nRUN apt-get install -y nothing-like-this && curl x\n"))
    assert image.has("curl") is None, why
    assert not unknown_packages(last_of(f"FROM {base}\nRUN apt-get install -y nothing-like-this\n")), why


def missing(text: str) -> list[str]:
    """The programs that a Dockerfile's last stage calls and does not have."""
    return [one.call.program for one in missing_programs(last_of(text))]


@pytest.mark.parametrize(
    ("why", "text", "expected"),
    [
        ("Debian has no curl", "FROM debian:13\nRUN curl https://x", ["curl"]),
        ("a RUN above has installed it", "FROM debian:13\nRUN apt-get update && apt-get install -y curl\nRUN curl https://x", []),
        ("it is there while the RUN runs; its end takes it away again", "FROM debian:13\nRUN apt-get install -y curl && curl x && apt-get purge -y curl\nCMD curl x", ["curl"]),
        ("a health check runs in the finished image", "FROM debian:13\nHEALTHCHECK CMD curl -f http://127.0.0.1/ || exit 1", ["curl"]),
        ("another program stands in for it", "FROM debian:13\nHEALTHCHECK CMD curl x || wget x", []),
        ("the script asks first", "FROM debian:13\nRUN command -v curl && curl x", []),
        ("the script goes on without it", "FROM debian:13\nRUN curl x || true", []),
        ("a condition may not hold", "FROM debian:13\nRUN if test -f /x; then curl x; fi", []),
        ("a COPY of a root file system may bring it", "FROM debian:13\nCOPY rootfs/ /\nRUN curl x", []),
        ("a script may bring it", "FROM debian:13\nRUN ./install.sh\nRUN curl x", []),
        ("a COPY from another stage brings it by name", "FROM debian:13\nCOPY --from=tools /usr/bin/curl /usr/bin/curl\nRUN curl x", []),
        ("a link brings it by name", "FROM debian:13\nRUN ln -s /opt/curl /usr/local/bin/curl\nRUN curl x", []),
        ("pip brings programs, none that a system's own tools are", "FROM python:3.13-slim\nRUN pip install cmake\nRUN cmake . && git clone x", ["git"]),
        ("Alpine has no bash", "FROM alpine:3.24\nRUN bash -c true", ["bash"]),
        ("apk has installed it", "FROM alpine:3.24\nRUN apk add --no-cache bash\nRUN bash -c true", []),
        ("what a package of another name brings is not known", "FROM alpine:3.24\nRUN apk add --no-cache some-package\nRUN bash -c true", []),
        ("the stage below has installed it", "FROM debian:13 AS base\nRUN apt-get install -y git\nFROM base\nRUN git clone x", []),
        ("what starts has to be there, too", 'FROM debian:13\nCMD ["python3", "/app.py"]', ["python3"]),
        ("only the last CMD starts anything", 'FROM debian:13\nCMD ["python3", "/app.py"]\nCMD ["/app"]', []),
        ("positions hold behind wide characters and Windows line endings", "FROM debian:13\r\nRUN echo 한글 🐳 && curl x\r\n", ["curl"]),
        ("nothing is in scratch but what is copied", 'FROM scratch\nCOPY app /app\nHEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1"]\nENTRYPOINT ["/app"]', ["curl"]),
        ("a COPY brings it into scratch by name", 'FROM scratch\nCOPY --from=x /usr/bin/curl /usr/bin/curl\nHEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1"]', []),
        ("an archive may bring it into scratch", 'FROM scratch\nADD rootfs.tar /\nHEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1"]', []),
        ("a JRE compiles nothing", "FROM eclipse-temurin:21-jre\nRUN java -version && javac A.java", ["javac"]),
        ("a JDK compiles", "FROM eclipse-temurin:21-jdk\nRUN java -version && javac A.java", []),
        ("GNU tar calls what packed the archive: -J is xz", "FROM debian:13-slim\nADD https://x/y.tar.xz /y\nRUN tar -xJf /y", ["xz"]),
        ("GNU tar goes by the archive's name: bzip2", "FROM debian:13-slim\nCOPY y.tar.bz2 /\nRUN tar xf /y.tar.bz2", ["bzip2"]),
        ("gzip is everywhere, and a name that goes on behind .xz is no archive of it", "FROM debian:13-slim\nCOPY y.tgz /\nRUN tar xzf /y.tgz && tar -cf /z.tar.xz.part /y", []),
        ("BusyBox unpacks by itself", "FROM alpine:3.22\nCOPY y.tar.xz /\nRUN tar xJf /y.tar.xz", []),
        ("the package of xz has another name than the program", "FROM debian:13\nRUN apt-get install -y xz-utils\nRUN tar xJf /y.tar.xz", []),
        ("pip fetches by git where the address says so", "FROM python:3.13-slim\nRUN pip install git+https://github.com/a/b", ["git"]),
        ("the full image has git", "FROM python:3.13\nRUN pip install git+https://github.com/a/b", []),
        ("npm fetches by git where the address says so", "FROM node:24-slim\nRUN npm install git+https://github.com/a/b.git", ["git"]),
        ("Python's image has no Poetry", "FROM python:3.13\nRUN poetry install", ["poetry"]),
        ("pip installs it in the same RUN", "FROM python:3.13\nRUN pip install poetry && poetry install", []),
        ("uv's image has it, and its COPY names it", "FROM python:3.13\nCOPY --from=ghcr.io/astral-sh/uv /uv /bin/uv\nRUN uv sync", []),
        ("Python's image has no uv", "FROM python:3.13\nRUN uv sync", ["uv"]),
        ("another archive's package of the same name brings more: NodeSource's nodejs has npm", "FROM ubuntu:22.04\nRUN echo deb x > /etc/apt/sources.list.d/n.list\nRUN apt-get install -y nodejs\nRUN npm i x && git clone y", ["git"]),
        ("Ubuntu's own nodejs has none", "FROM ubuntu:22.04\nRUN apt-get install -y nodejs\nRUN npm i x", ["npm"]),
        ("of a rare package only the name is packaged", "FROM ubuntu:22.04\nRUN apt-get install -y 0ad\nRUN git clone y", []),
    ],
)  # fmt: skip
def test_missing(why, text, expected):
    """Only what is surely not there."""
    assert missing(text) == expected, why


@pytest.mark.parametrize(
    ("why", "text", "expected"),
    [
        ("a package that went with a release, beside one that is there", "FROM debian:13\nRUN apt-get install -y libgl1-mesa-glx curl", [("libgl1-mesa-glx", "libgl1")]),
        ("the release before still has it", "FROM debian:12\nRUN apt-get install -y libgl1-mesa-glx", []),
        ("a newer version of the same stands in", "FROM python:3.13-slim\nRUN apt-get install -y openjdk-17-jre-headless", [("openjdk-17-jre-headless", "openjdk-21-jre-headless")]),
        ("some have a successor of another name, a library one of another number", "FROM debian:13\nRUN apt-get install -y netcat ntp libicu72", [("netcat", "netcat-openbsd"), ("ntp", "ntpsec"), ("libicu72", "libicu76")]),
        ("some have none", "FROM debian:13\nRUN apt-get install -y wkhtmltopdf", [("wkhtmltopdf", None)]),
        ("a slip of the keyboard has a near name", "FROM debian:13\nRUN apt-get install -y ca-certificate", [("ca-certificate", "ca-certificates")]),
        ("another archive may have it", "FROM debian:13\nRUN echo deb x y > /etc/apt/sources.list.d/x.list && apt-get install -y docker-ce", []),
        ("a list of another archive is copied", "FROM debian:13\nCOPY x.list /etc/apt/sources.list.d/\nRUN apt-get install -y docker-ce", []),
        ("the image brings an archive of its own", "FROM postgres:17\nRUN apt-get install -y postgresql-17-pgvector", []),
        ("the build goes on without it", "FROM debian:13\nRUN apt-get install -y no-such-thing || true", []),
        ("a condition may not hold", "FROM debian:13\nRUN if x; then apt-get install -y no-such-thing; fi", []),
        ("variables and files are not looked up", "FROM debian:13\nARG P\nRUN apt-get install -y $P ./local.deb", []),
        ("a name that nothing comes near to", "FROM ubuntu:24.04\nRUN apt-get install -y no-such-thing", [("no-such-thing", None)]),
        ("the older Ubuntu has both", "FROM ubuntu:22.04\nRUN apt-get install -y libgl1-mesa-glx libasound2", []),
        ("two packages provide it since the change of time_t, so apt takes none", "FROM ubuntu:24.04\nRUN apt-get install -y libasound2", [("libasound2", "libasound2t64")]),
        ("PHP's packages have the release's version in their names", "FROM ubuntu:24.04\nRUN apt-get install -y php8.1-cli", [("php8.1-cli", "php8.3-cli")]),
        ("the release's packages are not among the packaged ones", "FROM ubuntu:20.04\nRUN apt-get install -y no-such-thing", []),
        ("kernels come and go", "FROM ubuntu:24.04\nRUN apt-get install -y linux-headers-6.8.0-31-generic", []),
        ("a PPA may have it", "FROM ubuntu:24.04\nRUN add-apt-repository ppa:x/y && apt-get install -y no-such-thing", []),
    ],
)  # fmt: skip
def test_unknown(why, text, expected):
    """Names that the release's archive does not have, and what serves in their place."""
    assert [(one.package.name, one.instead) for one in unknown_packages(last_of(text))] == expected, why


def test_cost_of_recommended_packages():
    """A compiler's headers are recommended only: the fix is to name them."""
    stage = last_of("FROM debian:13\nRUN apt-get install -y gcc curl\n")
    node = stage.nodes[1]
    (call,) = calls_of(node.instruction, stage.scope_of(node))
    cost = cost_of_recommends(stage, node, call)
    assert cost is not None
    assert set(cost.needed) == {"libc6-dev", "ca-certificates"}
    assert cost.size > 10_000_000


def test_sizes_add_up():
    """A stage weighs what its base weighs and what its instructions add."""
    done = steps(last_of("FROM debian:13-slim\nRUN apt-get install -y --no-install-recommends curl\nUSER nobody\n"))
    assert done[0].size is not None
    assert done[1].size is not None
    assert done[-1].after.size == done[0].size + done[1].size
    assert 70_000_000 < done[0].size < 90_000_000
