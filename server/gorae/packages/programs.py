"""Which programs packages bring: their files in PATH, and the names that their install scripts link."""

from __future__ import annotations

from functools import lru_cache

from gorae.packages.store import Release, packages_with, record

# Names that `update-alternatives` links when the package is installed; they stand in no list of files (the packages'
# postinst scripts).
_LINKED = {
    "nc": "netcat-openbsd netcat-traditional", "netcat": "netcat-openbsd netcat-traditional",
    "vi": "vim vim-tiny vim-nox vim-gtk3 nvi neovim busybox", "vim": "vim vim-nox vim-gtk3", "view": "vim vim-tiny vim-nox",
    "ex": "vim vim-tiny vim-nox", "vimdiff": "vim vim-nox", "editor": "nano vim vim-tiny", "pico": "nano",
    "awk": "mawk gawk original-awk", "nawk": "mawk gawk", "which": "debianutils", "pager": "less util-linux",
    "cc": "gcc clang tcc", "c++": "g++ clang", "c89": "gcc", "c99": "gcc", "f77": "gfortran", "f95": "gfortran",
    "fakeroot": "fakeroot", "faked": "fakeroot", "w": "procps", "traceroute": "traceroute inetutils-traceroute",
    "telnet": "telnet inetutils-telnet telnet-ssl", "ftp": "ftp tnftp inetutils-ftp",
    "ping": "iputils-ping inetutils-ping", "iptables": "iptables", "ip6tables": "iptables", "iptables-save": "iptables",
    "convert": "imagemagick-6.q16 imagemagick-7.q16 graphicsmagick-imagemagick-compat", "identify": "imagemagick-6.q16 imagemagick-7.q16 graphicsmagick-imagemagick-compat",
    "mogrify": "imagemagick-6.q16 imagemagick-7.q16 graphicsmagick-imagemagick-compat", "composite": "imagemagick-6.q16 imagemagick-7.q16",
    "magick": "imagemagick-7.q16", "montage": "imagemagick-6.q16 imagemagick-7.q16",
    "lzma": "xz-utils lzma", "unlzma": "xz-utils lzma", "automake": "automake", "aclocal": "automake", "yacc": "bison byacc",
    "mail": "bsd-mailx mailutils", "mailx": "bsd-mailx mailutils", "lua": "lua5.4 lua5.3 lua5.2 lua5.1", "luac": "lua5.4 lua5.3 lua5.1",
    "php": "php8.4-cli php8.2-cli php7.4-cli", "phpize": "php8.4-dev php8.2-dev php7.4-dev", "php-config": "php8.4-dev php8.2-dev php7.4-dev",
    "phar": "php8.4-cli php8.2-cli php7.4-cli", "mt": "cpio mt-st", "rename": "rename", "js": "nodejs", "pinentry": "pinentry-curses",
    "aptitude": "aptitude", "gnome-www-browser": "", "x-www-browser": "chromium firefox-esr", "write": "bsdextrautils bsdutils",
    "mvn": "maven", "mvnDebug": "maven", "go": "golang-go golang", "gofmt": "golang-go", "erl": "erlang-base", "lft": "lft", "psql": "postgresql-client-common",
    "rustup": "rustup", "chromium-browser": "", "editdiff": "patchutils", "rsh": "rsh-client", "rlogin": "rsh-client", "docker": "docker.io docker-cli",
}  # fmt: skip


@lru_cache(maxsize=64)
def programs_of(release: Release, packages: frozenset[str]) -> frozenset[str]:
    """All programs of these packages."""
    found: set[str] = set()
    for name in packages:
        known = record(release, name)
        if known is not None:
            found.update(known.programs)
    found.update(program for program, makers in _LINKED.items() if not packages.isdisjoint(makers.split()))
    return frozenset(found)


def bringers(release: Release, program: str) -> tuple[str, ...]:
    """The packages of a release that bring a program, the usual ones first."""
    linked = tuple(
        name for name in _LINKED.get(program, "").split() if (one := record(release, name)) is not None and one.version
    )
    return tuple(dict.fromkeys((*linked, *packages_with(release, program))))
