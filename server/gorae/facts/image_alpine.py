"""What is known of Alpine: BusyBox's programs, those that packages bring, and what these weigh.

The index of `main` is packaged (`gorae.packages.alpine`); much used packages of `community` stand in a table here.
"""

from __future__ import annotations

import re

from gorae.packages import alpine

# Alpine's BusyBox and what its base image has beside it (alpine:3.20 and later).
_BUSYBOX_PROGRAMS = """
    [ [[ acpid add-shell addgroup adduser adjtimex arch arp arping ash awk base64 basename bbconfig bc beep
    blkdiscard blkid blockdev brctl bunzip2 bzcat bzip2 cal cat chattr chgrp chmod chown chpasswd chroot chvt cksum
    clear cmp comm cp cpio crond crontab cryptpw cut date dc dd deallocvt delgroup deluser depmod df diff dirname
    dmesg dnsdomainname dos2unix du dumpkmap echo egrep eject env ether-wake expand expr factor fallocate false
    fatattr fbset fbsplash fdflush fdisk fgrep find findfs flock fold free fsck fstrim fsync fuser getopt getty grep
    groups gunzip gzip halt hd head hexdump hostid hostname hwclock id ifconfig ifdown ifenslave ifup init inotifyd
    insmod install ionice iostat ip ipaddr ipcalc ipcrm ipcs iplink ipneigh iproute iprule iptunnel kbd_mode kill
    killall killall5 klogd last less link linux32 linux64 ln loadfont loadkmap logger login logread losetup ls
    lsattr lsmod lsof lsusb lzcat lzma lzop lzopcat makemime md5sum mdev mesg microcom mkdir mkdosfs mkfifo
    mkfs.vfat mknod mkpasswd mkswap mktemp modinfo modprobe more mount mountpoint mpstat mv nameif nanddump
    nandwrite nbd-client nc netcat netstat nice nl nmeter nohup nologin nproc nsenter nslookup ntpd od openvt
    partprobe passwd paste pgrep pidof ping ping6 pipe_progress pivot_root pkill pmap poweroff printenv printf ps
    pscan pstree pwd pwdx raidautorun rdate rdev readahead readlink realpath reboot reformime remove-shell renice
    reset resize rev rfkill rm rmdir rmmod route run-parts sed sendmail seq setconsole setfont setkeycodes
    setlogcons setpriv setserial setsid sh sha1sum sha256sum sha3sum sha512sum showkey shred shuf slattach sleep
    sort split stat strings stty su sum swapoff swapon switch_root sync sysctl syslogd tac tail tar tee test time
    timeout top touch tr traceroute traceroute6 tree true truncate tty ttysize tunctl udhcpc udhcpc6 umount uname
    unexpand uniq unix2dos unlink unlzma unlzop unshare unxz unzip uptime usleep uudecode uuencode vconfig vi vlock
    volname watch watchdog wc wget which who whoami whois xargs xxd xz xzcat yes zcat zcip apk getconf getent iconv
    ldd scanelf ssl_client ldconfig
"""
_BUSYBOX = frozenset(_BUSYBOX_PROGRAMS.split())
_USERS = """
    root bin daemon lp sync shutdown halt mail news uucp operator man postmaster cron ftp sshd at squid xfs games
    cyrus vpopmail ntp smmsp guest nobody
"""
BASE_USERS = frozenset(_USERS.split())
_GCC = "gcc cc cpp g++ c++ make patch ar as ld nm objcopy objdump ranlib readelf strip strings"
# What packages bring that are asked for most, and with what they depend on.
_BRING = {
    "bash": "bash", "curl": "curl", "git": "git", "wget": "wget", "jq": "jq", "openssl": "openssl", "zip": "zip", "unzip": "unzip",
    "make": "make", "cmake": "cmake make", "gcc": "gcc cc cpp ar as ld", "g++": "g++ c++ gcc cc cpp ar as ld", "build-base": _GCC,
    "alpine-sdk": _GCC + " git curl sudo pkg-config pkgconf", "musl-dev": "", "linux-headers": "", "pkgconf": "pkgconf pkg-config",
    "pkgconfig": "pkgconf pkg-config", "python3": "python3 python", "py3-pip": "pip pip3 python3 python", "python3-dev": "python3 python pkg-config pkgconf",
    "nodejs": "node", "nodejs-current": "node", "npm": "npm npx node", "yarn": "yarn yarnpkg node", "pnpm": "pnpm node",
    "openssh-client": "ssh scp sftp ssh-keygen ssh-keyscan ssh-agent ssh-add", "openssh-client-default": "ssh scp sftp ssh-keygen ssh-keyscan ssh-agent ssh-add",
    "openssh-server": "sshd", "openssh": "ssh scp sftp sshd ssh-keygen ssh-keyscan ssh-agent ssh-add", "shadow": "useradd groupadd usermod userdel groupmod chage chpasswd passwd",
    "sudo": "sudo", "su-exec": "su-exec", "tini": "tini", "dumb-init": "dumb-init", "gosu": "gosu", "runuser": "runuser",
    "tzdata": "", "ca-certificates": "update-ca-certificates", "ca-certificates-bundle": "", "libc6-compat": "", "gcompat": "",
    "file": "file", "rsync": "rsync", "vim": "vim vi", "nano": "nano", "less": "less", "tar": "tar", "gzip": "gzip", "xz": "xz",
    "coreutils": "", "findutils": "", "grep": "", "sed": "", "gawk": "gawk", "procps": "ps", "procps-ng": "ps", "bind-tools": "dig nslookup host",
    "iputils": "ping", "iproute2": "ip ss", "net-tools": "ifconfig netstat", "gnupg": "gpg", "perl": "perl", "ruby": "ruby",
    "nginx": "nginx", "supervisor": "supervisord supervisorctl python3", "postgresql-client": "psql pg_dump pg_isready pg_restore",
    "mysql-client": "mysql mysqldump mariadb", "mariadb-client": "mysql mysqldump mariadb", "redis": "redis-server redis-cli", "sqlite": "sqlite3",
    "ffmpeg": "ffmpeg ffprobe", "gettext": "envsubst msgfmt", "autoconf": "autoconf perl", "automake": "automake perl", "libtool": "libtool libtoolize bash",
    "upx": "upx", "tree": "tree", "htop": "htop", "busybox-extras": "telnet ftpget", "inotify-tools": "inotifywait", "nss-tools": "", "acl": "getfacl setfacl",
    "openjdk8-jre": "java", "openjdk11": "java javac jar keytool", "openjdk17": "java javac jar keytool", "openjdk21": "java javac jar keytool",
    "openjdk11-jre": "java keytool", "openjdk17-jre": "java keytool", "openjdk21-jre": "java keytool", "openjdk17-jre-headless": "java keytool",
    "go": "go gofmt", "cargo": "cargo rustc", "rust": "rustc cargo", "docker-cli": "docker", "tor": "tor", "busybox-suid": "", "dcron": "crond crontab",
    "patch": "patch", "bison": "bison", "flex": "flex", "aws-cli": "aws python3", "logrotate": "logrotate", "fontconfig": "fc-cache fc-list", "musl-locales": "",
}  # fmt: skip
_FURTHER_PACKAGES = """
    postgresql-dev openssl-dev zlib-dev libpq mariadb-dev jpeg-dev libjpeg-turbo-dev libxml2-dev libxslt-dev
    libffi-dev libpng-dev freetype-dev icu-dev imagemagick netcat-openbsd python3-dev
"""
_FURTHER = frozenset(_FURTHER_PACKAGES.split())
# Libraries and headers bring no program that is asked for.
_LIBRARY = re.compile(
    r"(?:lib[\w.+-]*|[\w.+-]*-(?:dev|libs|doc|locale|static)|py3-[\w-]+|ttf-[\w-]+|font-[\w-]+|icu-data-full|\.[\w-]+)"
)


def has(packages: frozenset[str], program: str) -> bool | None:
    """Whether Alpine has a program when these packages were asked for; None where one of them is not known."""
    if program in _BUSYBOX or any(program in _BRING.get(name, "").split() for name in packages):
        return True
    if not packages:
        return False
    if program in alpine.programs_of(packages):
        return True
    return False if all(_is_understood(name) for name in packages) else None


def _is_understood(name: str) -> bool:
    """Whether all programs that a package brings are known here."""
    is_library = _LIBRARY.fullmatch(name) is not None and name != "py3-pip"
    return name in _BRING or is_library or alpine.real_name(name) is not None


# What the image `alpine` begins with.
_BASE = frozenset(("alpine-baselayout", "alpine-keys", "alpine-release", "apk-tools", "busybox-binsh", "musl-utils", "ssl_client"))  # fmt: skip
BASE_SIZE = (
    8_284_160  # what these weigh with all that they need, in bytes; written down, so that no index is read for it
)


def added(before: frozenset[str], names: frozenset[str]) -> tuple[str, ...] | None:
    """The packages that are installed newly, sorted; None where one of the names is not in the index."""
    if not all(alpine.real_name(name) for name in names):
        return None
    return tuple(sorted(alpine.closure(names) - alpine.closure(before | _BASE)))


def size_of(names: tuple[str, ...]) -> int:
    """What packages weigh installed, in bytes."""
    return alpine.size_of(frozenset(names))


def bringers(program: str) -> tuple[str, ...]:
    """The packages of Alpine that bring a program, of those that are known; the plainest first."""
    found = [name for name, programs in _BRING.items() if program in programs.split()]
    plain = sorted(found, key=lambda name: (name != program, len(_BRING[name]), name))
    return tuple(dict.fromkeys((*plain, *alpine.bringers(program))))


def brings(package: str) -> tuple[str, ...]:
    """The programs of a much used package that no packaged index has; empty where they are not known."""
    return tuple(_BRING.get(package, "").split())


def knows(package: str) -> bool:
    """Whether a package of that name is known to be Alpine's."""
    return package in _BRING or package in _FURTHER or alpine.real_name(package) is not None
