"""What Alpine and Red Hat's family call packages that Debian, or one of them, calls otherwise."""

from __future__ import annotations

import re

# Debian's name, Alpine's, Red Hat's (the same one where its packages know it as well); a hyphen: there is none.
_NAMES = """
build-essential            build-base          gcc/gcc-c++/make
build-base                 build-base          gcc/gcc-c++/make
python3-pip                py3-pip             python3-pip
python3-venv               python3             python3-venv
python3-dev                python3-dev         python3-devel
python-dev                 python3-dev         python3-devel
python3-setuptools         py3-setuptools      python3-setuptools
python3-wheel              py3-wheel           python3-wheel
libc6-dev                  musl-dev            glibc-devel
libpq-dev                  libpq-dev           libpq-devel
libpq5                     libpq               libpq5
libssl-dev                 openssl-dev         openssl-devel
zlib1g-dev                 zlib-dev            zlib-devel
zlib1g                     zlib                zlib1g
libffi-dev                 libffi-dev          libffi-devel
libxml2-dev                libxml2-dev         libxml2-devel
libxslt1-dev               libxslt-dev         libxslt-devel
libjpeg-dev                jpeg-dev            libjpeg-turbo-devel
libjpeg62-turbo-dev        libjpeg-turbo-dev   libjpeg-turbo-devel
libpng-dev                 libpng-dev          libpng-devel
libfreetype6-dev           freetype-dev        freetype-devel
libfreetype-dev            freetype-dev        freetype-devel
libcurl4-openssl-dev       curl-dev            libcurl-devel
libsqlite3-dev             sqlite-dev          sqlite-devel
sqlite3                    sqlite              sqlite3
libbz2-dev                 bzip2-dev           bzip2-devel
libreadline-dev            readline-dev        readline-devel
liblzma-dev                xz-dev              xz-devel
xz-utils                   xz                  xz
libyaml-dev                yaml-dev            libyaml-devel
libgmp-dev                 gmp-dev             gmp-devel
libncurses-dev             ncurses-dev         ncurses-devel
libncurses5-dev            ncurses-dev         ncurses-devel
libonig-dev                oniguruma-dev       oniguruma-devel
libicu-dev                 icu-dev             libicu-devel
libmagickwand-dev          imagemagick-dev     ImageMagick-devel
libldap2-dev               openldap-dev        openldap-devel
default-libmysqlclient-dev mariadb-dev         mariadb-connector-c-devel
libmysqlclient-dev         mariadb-dev         mariadb-connector-c-devel
default-mysql-client       mysql-client        mariadb
openssh-client             openssh-client      openssh-clients
openssh-clients            openssh-client      openssh-clients
netcat                     netcat-openbsd      netcat
netcat-openbsd             netcat-openbsd      nmap-ncat
netcat-traditional         netcat-openbsd      nmap-ncat
dnsutils                   bind-tools          dnsutils
bind9-dnsutils             bind-tools          bind9-dnsutils
bind-utils                 bind-tools          bind-utils
iputils-ping               iputils             iputils
iproute2                   iproute2            iproute2
default-jdk                openjdk21           java-21-openjdk-devel
default-jre                openjdk21-jre       java-21-openjdk
libgl1                     mesa-gl             mesa-libGL
libgl1-mesa-glx            mesa-gl             mesa-libGL
libglib2.0-0               glib                libglib2.0-0
libsm6                     libsm               libsm6
libxext6                   libxext             libxext6
libxrender1                libxrender          libxrender1
redis-tools                redis               redis-tools
postgresql-client          postgresql-client   postgresql-client
passwd                     shadow              passwd
gettext-base               gettext             gettext-base
gcc-c++                    g++                 gcc-c++
python3-devel              python3-dev         python3-devel
openssl-devel              openssl-dev         openssl-devel
zlib-devel                 zlib-dev            zlib-devel
libxml2-devel              libxml2-dev         libxml2-devel
libffi-devel               libffi-dev          libffi-devel
software-properties-common -                   -
apt-transport-https        -                   -
python                     python3             python
python-pip                 py3-pip             python-pip
nodejs-npm                 npm                 nodejs-npm
py3-pip                    py3-pip             python3-pip
libmagic1                  libmagic            file-libs
libmagic-dev               file-dev            file-devel
fonts-noto-cjk             font-noto-cjk       google-noto-sans-cjk-fonts
fonts-dejavu               font-dejavu         dejavu-sans-fonts
fonts-dejavu-core          font-dejavu         dejavu-sans-fonts
fonts-liberation           font-liberation     liberation-fonts
fonts-freefont-ttf         font-freefont       fonts-freefont-ttf
gnupg2                     gnupg               gnupg2
libcairo2                  cairo               cairo
libcairo2-dev              cairo-dev           cairo-devel
libpango-1.0-0             pango               pango
libpango1.0-dev            pango-dev           pango-devel
libgeos-dev                geos-dev            geos-devel
libglib2.0-dev             glib-dev            glib2-devel
libgtk-3-0                 gtk+3.0             gtk3
libgomp1                   libgomp             libgomp
libstdc++6                 libstdc++           libstdc++
libgcc1                    libgcc              libgcc
libnss3                    nss                 nss
libusb-1.0-0               libusb              libusbx
libusb-1.0-0-dev           libusb-dev          libusbx-devel
libudev-dev                eudev-dev           systemd-devel
libasound2                 alsa-lib            alsa-lib
libasound2-dev             alsa-lib-dev        alsa-lib-devel
libzbar0                   zbar                zbar
libsnappy-dev              snappy-dev          snappy-devel
libsasl2-dev               cyrus-sasl-dev      cyrus-sasl-devel
libkrb5-dev                krb5-dev            krb5-devel
libcups2-dev               cups-dev            cups-devel
libsodium23                libsodium           libsodium
libvips42                  vips                libvips42
libvips-dev                vips-dev            libvips-dev
libmariadb-dev             mariadb-dev         mariadb-connector-c-devel
libmariadb3                mariadb-connector-c mariadb-connector-c
libpcre3-dev               pcre-dev            pcre-devel
libexpat1                  libexpat            expat
libyaml-0-2                yaml                libyaml
default-jre-headless       openjdk21-jre-headless java-21-openjdk-headless
inetutils-ping             iputils             iputils
uuid-runtime               util-linux          util-linux
libx11-6                   libx11              libX11
libx11-xcb1                libx11              libX11-xcb
libxcb1                    libxcb              libxcb
libxcomposite1             libxcomposite       libXcomposite
libxdamage1                libxdamage          libXdamage
libxfixes3                 libxfixes           libXfixes
libxi6                     libxi               libXi
libxrandr2                 libxrandr           libXrandr
libxcursor1                libxcursor          libXcursor
libxtst6                   libxtst             libXtst
libxss1                    libxscrnsaver       libXScrnSaver
libxkbcommon0              libxkbcommon        libxkbcommon
libgbm1                    mesa-gbm            mesa-libgbm
libdrm2                    libdrm              libdrm
libcups2                   cups-libs           cups-libs
libnspr4                   nspr                nspr
libdbus-1-3                dbus-libs           dbus-libs
libfontconfig1             fontconfig          fontconfig
libfreetype6               freetype            freetype
libpangocairo-1.0-0        pango               pango
libatk1.0-0                at-spi2-core        atk
libatk-bridge2.0-0         at-spi2-core        at-spi2-atk
libaio1                    libaio              libaio
libpng16-16                libpng              libpng
libjpeg62-turbo            libjpeg-turbo       libjpeg-turbo
libpcre3                   pcre                pcre
python2                    python3             python2
python2-dev                python3-dev         python2-dev
py2-pip                    py3-pip             py2-pip
python3-distutils          py3-setuptools      python3-setuptools
python3-full               python3             python3
wkhtmltopdf                -                   wkhtmltopdf
mongodb                    -                   mongodb
locales                    musl-locales        glibc-langpack-en
systemd                    -                   systemd
vim-tiny                   vim                 vim-minimal
"""
_ROWS = {row.split()[0]: row.split()[1:] for row in _NAMES.strip().split("\n")}
_JAVA = re.compile(r"openjdk-(?P<version>\d+)-(?P<kind>jdk|jre)(?:-headless)?")
_OLD_PHP = re.compile(r"php(?P<version>5|7|8|81)(?P<rest>-[\w-]+)?")
_PHP_OF = {"3.16": "81", "3.17": "81", "3.18": "82", "3.19": "83", "3.20": "83"}
# The first release that no longer has a PHP (docker-library/php, issue 1515, of 8.1).
_PHP_GONE = {"5": (3, 9), "7": (3, 16), "8": (3, 18), "81": (3, 20)}
_HEADERS = re.compile(r"lib[a-z0-9.+-]+-dev")
# Much installed ones, for whoever mixes up their letters.
_USUAL_APKS = ("nginx", "nodejs", "python3", "openssl", "openssh", "postgresql-client", "ca-certificates", "tzdata", "supervisor", "imagemagick", "busybox", "musl-dev", "libffi-dev", "openssl-dev", "build-base")  # fmt: skip


def on_alpine(name: str, release: str) -> str | None:
    """What serves on Alpine in place of a name that it surely does not have; empty: nothing; None: it may have it."""
    java, php = _JAVA.fullmatch(name), _OLD_PHP.fullmatch(name)
    if java is not None:
        return f"openjdk{java['version']}" + ("-jre" if java["kind"] == "jre" else "")
    if php is not None and release != "edge" and _release(release) >= _PHP_GONE[php["version"]]:
        # JSON is part of PHP itself since 8.0.
        return "" if php["rest"] == "-json" else f"php{_PHP_OF.get(release, '84')}{php['rest'] or ''}"
    found = _ROWS.get(name)
    if found is not None:
        return None if found[0] == name else "" if found[0] == "-" else found[0]
    letters = sorted(name)
    return next((one for one in _USUAL_APKS if sorted(one) == letters and one != name), None)


def _release(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdecimal())


# Of Enterprise Linux (Red Hat's UBI, Rocky, AlmaLinux, Oracle, CentOS Stream): names that a release no longer has, since which, and
# what serves (Red Hat's "Considerations in adopting RHEL 8", 9 and 10, chapters on removed packages).
_GONE_OF_EL: dict[str, tuple[int, str]] = {
    "ntp": (8, "chrony"), "libselinux-python": (8, "python3-libselinux"), "centos-release-scl": (8, ""), "yum-plugin-ovl": (8, ""),
    "python2": (9, "python3"), "python2-pip": (9, "python3-pip"), "python36": (9, "python3"), "python38": (9, "python3"), "python39": (9, "python3"),
    "compat-openssl10": (9, ""), "network-scripts": (9, ""), "redis": (10, "valkey"), "netcat": (8, "nmap-ncat"),
}  # fmt: skip
_OLD_JAVA = re.compile(r"java-(?:1\.8\.0|11|17)-openjdk(?P<tail>-devel|-headless)?")
EL = frozenset(("rockylinux", "almalinux", "oraclelinux", "ubi", "centos"))
# In EPEL alone, in 8, 9 and 10 alike (docs.fedoraproject.org, EPEL).
_EPEL = frozenset((
    "htop", "supervisor", "certbot", "fail2ban", "screen", "tini", "inotify-tools", "p7zip", "iftop", "ncdu", "ripgrep", "fd-find", "bat",
    "libsodium", "libsodium-devel", "hdf5", "hdf5-devel", "gdal", "geos", "geos-devel", "jemalloc", "jemalloc-devel", "figlet", "nload", "moreutils",
    "pwgen", "aria2", "axel", "glances", "byobu", "mosquitto", "clamav", "ccache", "neofetch",
))  # fmt: skip


def of_epel(name: str) -> bool:
    """Whether a package of Enterprise Linux is in EPEL alone."""
    return name in _EPEL


def gone_of_el(name: str, release: str) -> str | None:
    """What serves on Enterprise Linux in place of a name that its release no longer has; empty: nothing; None: it may have it."""
    major = int(release.partition(".")[0]) if release.partition(".")[0].isdecimal() else 0
    java = _OLD_JAVA.fullmatch(name)
    if java is not None and major >= 10:
        return f"java-21-openjdk{java['tail'] or ''}"
    since, instead = _GONE_OF_EL.get(name, (99, ""))
    return instead if major >= since else None


_OPENJDK = re.compile(r"java-(?P<version>1\.8\.0|\d+)-openjdk(?P<tail>-devel|-headless)?")


def on_redhat(name: str, system: str = "") -> str | None:
    """The same of Red Hat's family; several packages are apart by blanks. `system`: `amazonlinux` and the like."""
    java = _JAVA.fullmatch(name)
    if system == "amazonlinux":
        openjdk = _OPENJDK.fullmatch(name)
        if openjdk is not None:
            return f"java-{openjdk['version']}-amazon-corretto{openjdk['tail'] or ''}"
        if name == "epel-release":
            return ""  # EPEL is for Red Hat's own releases; Amazon Linux 2023 is none of them
    if java is not None:
        version = "1.8.0" if java["version"] == "8" else java["version"]
        tail = {"jdk": "-devel", "jre": "-headless" if name.endswith("headless") else ""}[java["kind"]]
        return f"java-{version}-openjdk{tail}"
    found = _ROWS.get(name)
    if found is not None:
        return None if found[1] == name else "" if found[1] == "-" else found[1].replace("/", " ")
    return "" if _HEADERS.fullmatch(name) else None


# The versions of languages that Ubuntu's releases without a packaged index have (packages.ubuntu.com, 2026-11-30).
_OF_UBUNTU = {
    "18.04": {"python3.": ("6", "7", "8"), "php": ("7.2",), "postgresql-": ("10",)},
    "20.04": {"python3.": ("8", "9"), "php": ("7.4",), "postgresql-": ("12",)},
}  # fmt: skip
_VERSIONED = re.compile(
    r"(?P<name>python3\.|php|postgresql-(?:client-|contrib-)?)(?P<version>\d+(?:\.\d+)?)(?P<rest>-[a-z][\w-]*)?"
)


def on_old_ubuntu(name: str, release: str) -> str | None:
    """What an older Ubuntu has in place of a version of Python, PHP or PostgreSQL that it surely does not have; None for all others."""
    match = _VERSIONED.fullmatch(name)
    known = (
        _OF_UBUNTU.get(release, {}).get(re.sub(r"(?:client|contrib)-$", "", match["name"]))
        if match is not None
        else None
    )
    if match is None or known is None or match["version"] in known:
        return None
    return f"{match['name']}{known[-1]}{match['rest'] or ''}"
