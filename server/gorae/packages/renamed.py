"""What a package is called in a release that no longer has its old name."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from gorae.packages.near_names import is_there, near_name
from gorae.packages.store import Release, names, record, usual
from gorae.packages.versions import key

if TYPE_CHECKING:
    from collections.abc import Iterator

# Old names and what took their place, the first that a release has (Debian's changelogs and transitional packages,
# 2026-11). An empty text: nothing did.
_NEW = {
    "libgl1-mesa-glx": "libgl1", "libegl1-mesa": "libegl1", "libgles2-mesa": "libgles2", "libgl1-mesa-swx11": "libgl1",
    "ntp": "ntpsec", "ntpdate": "ntpsec-ntpdate", "netcat": "netcat-openbsd", "mysql-client": "default-mysql-client",
    "mysql-server": "default-mysql-server", "mysql-common-5.6": "mysql-common", "libmysqlclient-dev": "default-libmysqlclient-dev",
    "libmysqlclient18": "libmariadb3", "libmysqlclient20": "libmariadb3", "libmysqlclient21": "libmariadb3", "libmariadbclient-dev": "libmariadb-dev",
    "libmariadbclient18": "libmariadb3", "python": "python3", "python-dev": "python3-dev", "python-pip": "python3-pip", "python2.7": "python3",
    "python-minimal": "python3-minimal", "python2": "python3", "python-setuptools": "python3-setuptools", "python-virtualenv": "python3-virtualenv",
    "python-wheel": "python3-wheel", "python-is-python2": "python-is-python3", "python-software-properties": "software-properties-common",
    "python3-distutils": "python3-setuptools", "python3.11-distutils": "python3-setuptools", "libpython-dev": "libpython3-dev", "libpython2.7": "libpython3-dev",
    "libpcre3": "libpcre2-8-0", "libpcre3-dev": "libpcre2-dev", "libncurses5": "libncurses6", "libncursesw5": "libncursesw6",
    "libncurses5-dev": "libncurses-dev", "libncursesw5-dev": "libncurses-dev", "libtinfo5": "libtinfo6", "lib32ncurses5": "lib32ncurses6", "lib32ncurses5-dev": "lib32ncurses-dev",
    "neofetch": "fastfetch", "exa": "eza", "libappindicator1": "libayatana-appindicator1", "libappindicator3-1": "libayatana-appindicator3-1",
    "libappindicator3-dev": "libayatana-appindicator3-dev", "libwebkit2gtk-4.0-37": "libwebkit2gtk-4.1-0", "libwebkit2gtk-4.0-dev": "libwebkit2gtk-4.1-dev",
    "libjavascriptcoregtk-4.0-dev": "libjavascriptcoregtk-4.1-dev", "libssl1.0.0": "libssl3t64 libssl3", "libssl1.1": "libssl3t64 libssl3", "libssl1.0-dev": "libssl-dev",
    "libpng12-0": "libpng16-16t64 libpng16-16", "libpng12-dev": "libpng-dev", "libcurl3": "libcurl4t64 libcurl4", "libreadline5": "libreadline8t64 libreadline8",
    "libreadline6": "libreadline8t64 libreadline8", "libreadline7": "libreadline8t64 libreadline8", "libreadline6-dev": "libreadline-dev", "libtiff4": "libtiff6 libtiff5",
    "libtiff5": "libtiff6", "libtiff5-dev": "libtiff-dev", "libtiff4-dev": "libtiff-dev", "libjpeg8": "libjpeg62-turbo", "libjpeg8-dev": "libjpeg-dev",
    "libjpeg-turbo8": "libjpeg62-turbo", "libjpeg-turbo8-dev": "libjpeg62-turbo-dev", "chromium-browser": "chromium", "chromium-chromedriver": "chromium-driver",
    "firefox": "firefox-esr", "firefox-geckodriver": "", "ttf-wqy-zenhei": "fonts-wqy-zenhei", "ttf-wqy-microhei": "fonts-wqy-microhei", "ttf-dejavu": "fonts-dejavu", "ttf-dejavu-core": "fonts-dejavu-core",
    "ttf-freefont": "fonts-freefont-ttf", "ttf-liberation": "fonts-liberation", "ttf-bitstream-vera": "fonts-dejavu-core", "ttf-unfonts-core": "fonts-unfonts-core",
    "docker": "docker.io", "nodejs-legacy": "nodejs", "yarn": "yarnpkg", "gnupg-curl": "gnupg", "iproute": "iproute2", "nslookup": "bind9-dnsutils", "dig": "bind9-dnsutils dnsutils",
    "ifconfig": "net-tools", "netstat": "net-tools", "ping": "iputils-ping", "ps": "procps", "pip": "python3-pip", "pip3": "python3-pip", "python3-pip3": "python3-pip", "vim-gnome": "vim-gtk3",
    "libgdk-pixbuf2.0-0": "libgdk-pixbuf-2.0-0", "libgdk-pixbuf2.0-dev": "libgdk-pixbuf-2.0-dev", "libav-tools": "ffmpeg", "libhdf5-serial-dev": "libhdf5-dev",
    "libatlas-base-dev": "libopenblas-dev", "libatlas-dev": "libopenblas-dev", "libatlas3-base": "libopenblas0", "libleveldb1v5": "libleveldb1d", "lsb-core": "lsb-release",
    "language-pack-en": "locales", "language-pack-ko": "locales", "language-pack-ja": "locales", "language-pack-zh-hans": "locales", "openssh": "openssh-client", "ssh-client": "openssh-client",
    "libapr1": "libapr1t64", "libz-dev": "zlib1g-dev", "zlib-dev": "zlib1g-dev", "zlib1g-devel": "zlib1g-dev", "libffi6": "libffi8", "libffi7": "libffi8", "libstdc++": "libstdc++6",
    "libxml2-devel": "libxml2-dev", "openssl-dev": "libssl-dev", "openssl-devel": "libssl-dev", "libopenssl-dev": "libssl-dev", "build-base": "build-essential", "build-essentials": "build-essential",
    "shadow": "passwd", "py3-pip": "python3-pip", "gcc-c++": "g++", "musl-dev": "musl-dev", "libc-dev": "libc6-dev", "postgresql-dev": "libpq-dev", "mariadb-dev": "libmariadb-dev", "jpeg-dev": "libjpeg-dev",
    "libffi-devel": "libffi-dev", "python3-devel": "python3-dev", "pkgconf-pkg-config": "pkg-config", "awscli": "awscli", "redis-cli": "redis-tools", "psql": "postgresql-client", "mysql": "default-mysql-client",
    "libldap2-dev": "libldap-dev", "libsasl2": "libsasl2-2", "gcc-multilib-i686": "gcc-multilib", "libasound2-dev": "libasound2-dev", "libopencv": "libopencv-dev", "opencv": "libopencv-dev",
    "java-common-jdk": "default-jdk", "java": "default-jre-headless", "jdk": "default-jdk-headless", "jre": "default-jre-headless", "openjdk": "default-jdk-headless", "openjdk-jre": "default-jre-headless",
    "node": "nodejs", "node-js": "nodejs", "node.js": "nodejs", "golang-go-1": "golang-go", "go": "golang-go", "rust": "rustc", "sqlite": "sqlite3", "sqlite-dev": "libsqlite3-dev", "mysql-dev": "default-libmysqlclient-dev",
    "libmysql-dev": "default-libmysqlclient-dev", "postgres": "postgresql", "postgres-client": "postgresql-client", "postgresql-libs": "libpq5", "imagemagick-dev": "libmagickwand-dev", "libmagick-dev": "libmagickwand-dev",
    "chromedriver": "chromium-driver", "google-chrome-stable": "chromium", "google-chrome": "chromium", "poetry": "python3-poetry", "docker-compose-plugin": "docker-compose docker-compose-v2", "xvfb-run": "xvfb", "pip2": "python3-pip",
    "curl-dev": "libcurl4-openssl-dev", "libcurl": "libcurl4-openssl-dev", "gcc-dev": "gcc", "ssh": "openssh-client", "ncurses": "libncurses6", "ncurses-dev": "libncurses-dev", "openjdk-jdk": "default-jdk", "libv4l": "libv4l-0", "phantomjs": "", "wkhtmltopdf": "", "gconf-service": "", "libgconf-2-4": "", "libgconf2-4": "", "software-properties-common": "",
    "libqt5webkit5-dev": "", "libqt5webkit5": "", "mongodb": "", "mongodb-clients": "", "mongodb-org": "", "docker-ce": "", "docker-ce-cli": "", "containerd.io": "", "libjasper-dev": "", "libjasper1": "", "libindicator7": "", "libindicator3-7": "",
}  # fmt: skip
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_NUMBERS_AT_MOST = 3


@lru_cache(maxsize=512)
def new_name(release: Release, name: str) -> str | None:
    """The package that serves in a release in place of one that it does not have; None where none is known."""
    known = record(release, name)
    if name in _NEW:
        return next((one for one in _NEW[name].split() if is_there(release, one)), None)
    if known is not None and known.providers:  # a virtual name: the provider that is installed most
        providers = [one.rstrip("=") for one in known.providers]
        return min(providers, key=lambda one: usual().index(one) if one in usual() else len(usual()))
    return _other_number(release, name) or near_name(release, name)


@lru_cache(maxsize=4)
def _sorted_names(release: Release) -> list[str]:
    return sorted(names(release))


def _real_names_like(release: Release, stem: str) -> Iterator[str]:
    """The names of the release's packages that begin so."""
    rows, kinds = _sorted_names(release), names(release)
    for one in islice(rows, bisect_left(rows, stem), None):
        if not one.startswith(stem):
            return
        if kinds[one] == "r":
            yield one


def _other_number(release: Release, name: str) -> str | None:
    """The same name with the release's own number: `openjdk-21-jre-headless`, `libicu76`, `php8.4-cli`, `libboost1.83-dev`."""
    found = list(_NUMBER.finditer(name))
    for match in found[:_NUMBERS_AT_MOST]:
        stem, rest = name[: match.start()], name[match.end() :]
        if len(stem) < 3:
            continue
        rest = rest.removesuffix("t64")
        pattern = re.compile(rf"{re.escape(stem)}(\d+(?:\.\d+)*){re.escape(rest)}(?:t64)?")
        rows = [(key(hit[1]), one) for one in _real_names_like(release, stem) if (hit := pattern.fullmatch(one))]
        newer = sorted(row for row in rows if row[0] > key(match[0]))
        if newer:
            # A language's tools go on with the default, which is the lowest that is newer; a library has one.
            return newer[0][1]
    return None
