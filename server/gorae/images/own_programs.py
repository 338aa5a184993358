"""The programs that official images bring beside those of their packages (their Dockerfiles, 2026-08)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gorae.images.contents import Contents
    from gorae.images.reference import ImageReference

_JDK = "java javac jar javadoc javap jshell jlink jmod jdeps jcmd jps jstack jmap jstat jinfo keytool jarsigner"
_JRE = frozenset(("java", "keytool", "jfr", "jrunscript", "rmiregistry"))
_NOT_IN_JRE = frozenset(_JDK.split()) - _JRE
_OWN = {
    "python": "python python3 pip pip3 pydoc pydoc3 idle idle3 python-config python3-config 2to3",
    "pypy": "pypy pypy3 python python3 pip pip3 pypy2",
    "node": "node nodejs npm npx",
    "golang": "go gofmt",
    "ruby": "ruby gem bundle bundler irb erb rake rdoc ri racc rbs",
    "rust": "cargo rustc rustup rustdoc rustfmt cargo-fmt cargo-clippy clippy-driver rust-gdb rust-lldb",
    "php": "php phpize php-config pecl pear peardev phar phar.phar phpdbg php-cgi docker-php-ext-install docker-php-ext-configure "
           "docker-php-ext-enable docker-php-source docker-php-entrypoint",
    "nginx": "nginx nginx-debug njs",
    "httpd": "httpd apachectl ab htpasswd htdigest rotatelogs httpd-foreground apxs envvars dbmmanage logresolve",
    "postgres": "postgres psql pg_ctl pg_dump pg_dumpall pg_restore pg_isready initdb createdb createuser dropdb dropuser pg_config "
                "pg_basebackup vacuumdb reindexdb clusterdb pgbench gosu",
    "redis": "redis-server redis-cli redis-benchmark redis-sentinel redis-check-aof redis-check-rdb gosu setpriv",
    "mysql": "mysql mysqld mysqladmin mysqldump mysqlimport mysqlcheck gosu",
    "mariadb": "mariadb mariadbd mysql mysqld mariadb-admin mysqladmin mariadb-dump mysqldump gosu healthcheck.sh",
    "mongo": "mongod mongos mongosh mongo mongodump mongorestore mongoimport mongoexport gosu",
    "rabbitmq": "rabbitmqctl rabbitmq-server rabbitmq-plugins rabbitmq-diagnostics erl gosu",
    "memcached": "memcached", "haproxy": "haproxy", "caddy": "caddy", "traefik": "traefik", "registry": "registry",
    "cassandra": "cassandra cqlsh nodetool python gosu", "influxdb": "influx influxd gosu",
    "gcc": "gcc g++ cc c++ cpp gfortran gcov gcc-ar gdc gccgo go",
    "perl": "perl cpan cpanm prove perldoc corelist",
    "openjdk": _JDK, "eclipse-temurin": _JDK, "amazoncorretto": _JDK,
    "maven": "mvn mvnDebug", "gradle": "gradle", "tomcat": "catalina.sh startup.sh",
    "composer": "composer", "docker": "docker dockerd containerd runc docker-compose docker-entrypoint.sh dockerd-entrypoint.sh modprobe",
    "erlang": "erl erlc rebar rebar3 escript", "elixir": "elixir iex mix elixirc", "haskell": "ghc ghci cabal stack runghc",
    "julia": "julia", "swift": "swift swiftc", "dart": "dart", "clojure": "clojure clj lein",
    "wordpress": "wp docker-entrypoint.sh", "solr": "solr gosu", "nats": "nats-server", "ghost": "ghost gosu",
    "eclipse-mosquitto": "mosquitto mosquitto_pub mosquitto_sub mosquitto_passwd", "elasticsearch": "elasticsearch",
    "r-base": "R Rscript r littler install.r install2.r", "busybox": "", "buildpack-deps": "", "debian": "", "alpine": "", "ubuntu": "",
    "dotnet-sdk": "dotnet pwsh dnx", "dotnet-aspnet": "dotnet", "dotnet-runtime": "dotnet", "dotnet-runtime-deps": "", "bun": "bun bunx node",
    "cuda": "", "cuda-devel": "nvcc cuda-gdb nsys ncu nvprof cuobjdump nvdisasm ptxas fatbinary", "ubi": "", "fedora": "sudo sudoedit visudo vi tar", "rockylinux": "", "almalinux": "",
    "oraclelinux": "", "amazonlinux": "", "centos": "",
}  # fmt: skip
# Images whose Dockerfiles add another archive than Debian's: what apt finds there is not known here.
FOREIGN_ARCHIVES = frozenset((
    "postgres", "mysql", "mariadb", "mongo", "rabbitmq", "elasticsearch", "r-base", "cassandra", "influxdb", "julia", "solr", "cuda", "cuda-devel",
))  # fmt: skip


# Programs that a newer version has under another name alone: since which, and what they are called there (MariaDB's notes on
# 11.0, MongoDB's on 6.0).
_RENAMED: dict[str, tuple[int, dict[str, str]]] = {
    "mariadb": (11, {"mysql": "mariadb", "mysqladmin": "mariadb-admin", "mysqldump": "mariadb-dump", "mysqld": "mariadbd"}),
    "mongo": (6, {"mongo": "mongosh"}),
}  # fmt: skip


def new_program(reference: ImageReference, program: str) -> str:
    """What an official image calls a program that its older versions had; empty where it has it, or never had it."""
    since, names = _RENAMED.get(reference.official_name or "", (0, {}))
    major = re.match(r"\d+", reference.tag or "")
    return names.get(program, "") if major is None or int(major[0]) >= since else ""


def programs_by_name(name: str) -> frozenset[str]:
    """The programs that an official image brings itself, by its name."""
    return frozenset(_OWN[name].split())


def has_own_program(reference: ImageReference, program: str) -> bool:
    """Whether an official image is made for a program: asked before anything is read."""
    if new_program(reference, program):
        return False
    if program in _NOT_IN_JRE and "jre" in (reference.tag or ""):
        return False
    return program in _OWN.get(reference.official_name or "", "").split()


def own_programs(found: Contents) -> frozenset[str] | None:
    """The programs that an image and those below it bring themselves; None where one of them is not known."""
    programs: set[str] = set()
    for name in (found.name, *found.bases):
        if name not in _OWN:
            return None
        programs.update(_OWN[name].split())
    programs.update(_of_version(found))
    if found.is_jre:
        programs -= _NOT_IN_JRE
    entry = found.entrypoint[:1]
    programs.update(word.rsplit("/", 1)[-1] for word in entry)
    return frozenset(programs)


def _of_version(found: Contents) -> set[str]:
    """What only some versions bring: Node's images gave up corepack with 25 and Yarn with 26."""
    if "node" not in (found.name, *found.bases):
        return set()
    major = re.match(r"\d+", found.environment.get("NODE_VERSION", ""))
    if major is None:
        return {"yarn", "yarnpkg", "corepack"}
    programs = {"corepack"} if 16 <= int(major[0]) < 25 else set()
    return programs | ({"yarn", "yarnpkg"} if int(major[0]) < 26 else set())
