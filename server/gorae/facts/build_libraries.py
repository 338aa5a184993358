"""What pip, uv, docker-php-ext-install and pecl have to compile, and which of the system's packages they need for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gorae.facts import wheels
from gorae.facts.copies import file_named, landings
from gorae.facts.image import step_of
from gorae.facts.official_image import tag_version, version_today
from gorae.facts.packages import calls_of
from gorae.facts.scripts import script
from gorae.packages import alpine
from gorae.source.derived import derived

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gorae.context import BuildContext
    from gorae.facts.image import Image
    from gorae.shell.packages import Call
    from gorae.source import Span
    from gorae.stages import Stage
    from gorae.syntax import Node

# What is needed: groups of packages, of each group one. Debian's, then Alpine's; None: not known there.
Needs = tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...] | None]

_CC, _CXX = ("gcc",), ("g++",)
_MUSL = ("musl-dev",)
# Packages of PyPI that have no wheel for Linux (`pip download --only-binary :all:` for 3.11 and 3.13, 2026-11-29), with
# what their documentation says that they are built with.
_PYTHON: dict[str, Needs] = {
    "annoy": ((_CXX,), (_CXX,)),
    "dbus-python": ((("libdbus-1-dev",), _CC), None),
    "evdev": ((_CC,), None),
    "mod-wsgi": ((("apache2-dev",), _CC), None),
    "rpi-gpio": ((_CC,), (_CC, _MUSL)),
    "spidev": ((_CC,), None),
    "dlib": ((("cmake",), _CXX), (("cmake",), _CXX)),
    "fasttext": ((_CXX,), (_CXX,)),
    "gdal": ((("libgdal-dev",), _CXX), None),
    "gssapi": ((("libkrb5-dev",), _CC), None),
    "hnswlib": ((_CXX,), (_CXX,)),
    "m2crypto": ((("swig",), ("libssl-dev",), _CC), None),
    "mysqlclient": (
        (("pkgconf", "pkg-config"), ("default-libmysqlclient-dev", "libmariadb-dev", "libmysqlclient-dev"), _CC),
        (("pkgconf",), ("mariadb-connector-c-dev", "mariadb-dev"), _CC, _MUSL),
    ),
    "netifaces": ((_CC,), (_CC, _MUSL)),
    "psycopg2": ((("libpq-dev",), _CC), (("libpq-dev", "postgresql-dev"), _CC, _MUSL)),
    "pyaudio": ((("portaudio19-dev",), _CC), (("portaudio-dev",), _CC, _MUSL)),
    "pycairo": ((("libcairo2-dev",), _CC), None),
    "pycups": ((("libcups2-dev",), _CC), None),
    "pyicu": ((("libicu-dev",), _CXX), None),
    "pykerberos": ((("libkrb5-dev",), _CC), None),
    "python-ldap": ((("libldap-dev", "libldap2-dev"), ("libsasl2-dev",), _CC), (("openldap-dev",), _CC, _MUSL)),
    "systemd-python": ((("libsystemd-dev",), _CC), None),
    "uwsgi": ((_CC,), (_CC, _MUSL, ("linux-headers",))),
    "webrtcvad": ((_CC,), (_CC, _MUSL)),
}
_SIMPLE: Needs = ((_CC,), (_CC, _MUSL))
_PLUS: Needs = ((_CXX,), (_CXX,))
# What has wheels, but not of each version for each Python (`gorae.facts.wheels`), where it is to be compiled.
_WITHOUT_WHEEL: dict[str, Needs] = {
    **dict.fromkeys(wheels.names(), _SIMPLE),
    **dict.fromkeys(("grpcio", "matplotlib", "numpy", "pandas", "pyzmq", "scikit-learn"), _PLUS),
    "cffi": ((("libffi-dev",), _CC), (("libffi-dev",), _CC, _MUSL)),
    "confluent-kafka": ((("librdkafka-dev",), _CC), (("librdkafka-dev",), _CC, _MUSL)),
    "h5py": ((("libhdf5-dev",), _CC), (("hdf5-dev",), _CC, _MUSL)),
    "lxml": ((("libxml2-dev",), ("libxslt1-dev",), _CC), (("libxml2-dev",), ("libxslt-dev",), _CC, _MUSL)),
    "pillow": (
        (("zlib1g-dev",), ("libjpeg62-turbo-dev", "libjpeg-dev"), _CC),
        (("zlib-dev",), ("libjpeg-turbo-dev", "jpeg-dev"), _CC, _MUSL),
    ),
    "psycopg2-binary": _PYTHON["psycopg2"],
    "pymssql": ((("freetds-dev",), _CC), (("freetds-dev",), _CC, _MUSL)),
    "pyodbc": ((("unixodbc-dev",), _CXX), (("unixodbc-dev",), _CXX)),
    "scipy": ((("gfortran",), ("libopenblas-dev",), _CXX), (("gfortran",), ("openblas-dev",), _CXX)),
    "sentencepiece": ((("cmake",), _CXX), (("cmake",), _CXX)),
    "shapely": ((("libgeos-dev",), _CC), (("geos-dev",), _CC, _MUSL)),
}
# PHP's own extensions (php.net/manual, "Requirements"; since 8.0), and those of PECL that are asked for most.
_PHP: dict[str, Needs] = {
    "bz2": ((("libbz2-dev",),), (("bzip2-dev",),)),
    "enchant": ((("libenchant-2-dev",),), (("enchant2-dev",),)),
    "ffi": ((("libffi-dev",),), (("libffi-dev",),)),
    "gd": ((("libpng-dev",),), (("libpng-dev",),)),
    "gmp": ((("libgmp-dev",),), (("gmp-dev",),)),
    "intl": ((("libicu-dev",),), (("icu-dev",),)),
    "ldap": ((("libldap-dev", "libldap2-dev"),), (("openldap-dev",),)),
    "pdo_pgsql": ((("libpq-dev",),), (("libpq-dev", "postgresql-dev"),)),
    "pgsql": ((("libpq-dev",),), (("libpq-dev", "postgresql-dev"),)),
    "snmp": ((("libsnmp-dev",),), (("net-snmp-dev",),)),
    "soap": ((("libxml2-dev",),), (("libxml2-dev",),)),
    "tidy": ((("libtidy-dev",),), (("tidyhtml-dev",),)),
    "xsl": ((("libxslt1-dev",),), (("libxslt-dev",),)),
    "zip": ((("libzip-dev",),), (("libzip-dev",),)),
}
_PECL: dict[str, Needs] = {
    "amqp": ((("librabbitmq-dev",),), (("rabbitmq-c-dev",),)),
    "imagick": ((("libmagickwand-dev",),), (("imagemagick-dev",),)),
    "memcached": ((("libmemcached-dev",),), (("libmemcached-dev",),)),
    "rdkafka": ((("librdkafka-dev",),), (("librdkafka-dev",),)),
    "ssh2": ((("libssh2-1-dev",),), (("libssh2-dev",),)),
    "yaml": ((("libyaml-dev",),), (("yaml-dev",),)),
}
_OTHER_SOURCES = (
    "--index-url",
    "-i",
    "--extra-index-url",
    "--find-links",
    "-f",
    "--no-index",
    "--target",
    "--platform",
    "--dry-run",
)
_MOST_BYTES = 200_000  # of a file of requirements
_NAME = re.compile(r"([A-Za-z0-9][\w.-]*)(?:\[[^\[\]]*\])? ?([=<>!~].*)?")
_PINNED = re.compile(r"===?\s*(\d+(?:\.\d+)*(?:\.post\d+)?)")


class Unbuildable(NamedTuple):
    """Something that is to be compiled in a RUN, and what of the system's packages is missing for it."""

    node: Node
    span: Span  # in the document
    name: str  # as written
    missing: tuple[str, ...]  # the first package of each group
    image: Image
    file: str = ""  # of the context, where the name stands in it
    line: int = 0  # from 1
    since: str = ""  # the first version that has a wheel here, where the one asked for has none


@derived
def unbuildable(stage: Stage) -> tuple[Unbuildable, ...]:
    """What the stage's RUNs name themselves."""
    return tuple(one for node in stage.instructions("RUN") for one in _in_run(stage, node))


class RequirementLine(NamedTuple):
    """A line of a file of requirements that a pip of the stage reads."""

    node: Node
    span: Span  # in the document, of the word that names the file
    file: str
    line: int  # from 1
    text: str
    name: str
    version: str | None  # with its sign


def unbuildable_in_files(stage: Stage, context: BuildContext) -> Iterator[Unbuildable]:
    """What the files of requirements hold that a pip of the stage reads, where they are copied from the context."""
    yield from unbuildable_lines(stage, requirement_lines(stage, context))


def unbuildable_lines(stage: Stage, lines: Iterable[RequirementLine]) -> Iterator[Unbuildable]:
    """Those of the lines that name what cannot be compiled."""
    for one in lines:
        needs, since = _needs_of(stage, one.node, one.name, one.version)
        missing = lacking(stage, one.node, needs) if needs else ()
        if missing:
            image = step_of(stage, one.node).during
            yield Unbuildable(one.node, one.span, one.text, missing, image, file=one.file, line=one.line, since=since)


def requirement_lines(stage: Stage, context: BuildContext) -> Iterator[RequirementLine]:
    """The packages that these files name."""
    for node in stage.instructions("RUN"):
        for call in pip_calls(stage, node):
            for word in call.option_values("-r", "--requirement"):
                if not word.static:
                    continue
                file = file_named(landings(stage), stage, node, word.value, context)
                text = context.read_text(file, _MOST_BYTES) if file is not None else None
                if file is None or text is None or "index-url" in text or "--find-links" in text:
                    continue
                for number, line in enumerate(text.splitlines(), 1):
                    match = _NAME.fullmatch(line.partition(" #")[0].strip())
                    if match:
                        span = node.to_document(word.span)
                        text = match[0].strip()
                        yield RequirementLine(node, span, file, number, text, name=match[1], version=match[2])


def _in_run(stage: Stage, node: Node) -> Iterator[Unbuildable]:
    wanted: list[tuple[Span, str, Needs, str]] = []
    for call in pip_calls(stage, node):
        for package in call.packages:
            if not package.local and package.word.static:
                needs, since = _needs_of(stage, node, package.name, package.version)
                wanted += [(package.span, package.word.value if since else package.name, needs, since)] if needs else []
    if _is_php(stage):
        wanted += [(span, name, needs, "") for span, name, needs in _of_php(stage, node)]
    for span, name, needs, since in wanted:
        missing = lacking(stage, node, needs)
        if missing:
            image = step_of(stage, node).during
            yield Unbuildable(node, node.to_document(span), name, missing, image, since=since)


def _needs_of(stage: Stage, node: Node, name: str, version: str | None) -> tuple[Needs | None, str]:
    """What a package of PyPI is compiled with here, and since which version it has a wheel instead; None where it has one."""
    name = _normal(name)
    if name in _PYTHON:
        return _PYTHON[name], ""
    if name not in _WITHOUT_WHEEL:
        return None, ""
    python = tag_version(stage, "python")
    pinned = _PINNED.fullmatch((version or "").strip())
    if python is None or (version and pinned is None):
        return None, ""
    system = step_of(stage, node).before.system
    musl = system is not None and system.name == "alpine"
    if not wheels.is_compiled(name, pinned[1] if pinned else None, python, musl=musl):
        return None, ""
    return _WITHOUT_WHEEL[name], wheels.first_wheel(name, python, musl=musl) or ""


def pip_calls(stage: Stage, node: Node) -> Iterator[Call]:
    """The calls of pip that fetch from PyPI and install here."""
    for call in calls_of(node.instruction, stage.scope_of(node)):
        if call.manager not in ("pip", "uv") or call.action != "install" or not call.command.is_unguarded:
            continue
        environment = stage.environment_at(node)
        if not call.has_flag(*_OTHER_SOURCES) and not any(
            name.startswith("PIP_") and "INDEX" in name for name in environment
        ):
            yield call


def _is_php(stage: Stage) -> bool:
    version = version_today(stage, "php")
    return version is not None and version >= (8,)


def _of_php(stage: Stage, node: Node) -> Iterator[tuple[Span, str, Needs]]:
    for command in script(node.instruction, stage.scope_of(node)).commands:
        program = command.effective.program
        table = {"docker-php-ext-install": _PHP, "pecl": _PECL}.get(program)
        if table is None or not command.is_unguarded:
            continue
        words = command.effective.args
        if program == "pecl" and [word.value for word in words[:1]] != ["install"]:
            continue
        for word in words:
            needs = table.get(word.value.partition("-")[0]) if word.static else None
            if needs:
                yield word.span, word.value, needs


def lacking(stage: Stage, node: Node, needs: Needs) -> tuple[str, ...]:
    """The first package of each group that the image lacks; nothing where its packages are not known."""
    image = step_of(stage, node).during
    if image.doubt == "all":
        return ()
    if image.packages is not None:
        missing = tuple(group[0] for group in needs[0] if not image.packages.intersection(group))
        # Debian's gcc only recommends the C library's headers; g++ needs them.
        without_headers = _CC in needs[0] and "gcc" in image.packages and "libc6-dev" not in image.packages
        return (*missing, "libc6-dev") if without_headers else missing
    if image.apk is not None and needs[1] is not None and image.is_todays_alpine():
        if any(alpine.real_name(name) is None for name in image.apk):
            return ()  # a package of another archive, which may bring anything
        there = alpine.closure(image.apk) | image.apk
        return tuple(group[0] for group in needs[1] if not there.intersection(group))
    return ()


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
