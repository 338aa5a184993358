"""The users and groups that a system's own `/etc/passwd` and `/etc/group` have, with their numbers.

Debian's, Ubuntu's and Alpine's alone, as all of their releases in use have them. `GROUPS_THAT_MAY_BE` has also what some
releases have, or what a package brings: a name that is not in it is surely no group of a bare system.
"""

from __future__ import annotations

_DEBIAN_USERS = {
    "root": 0, "daemon": 1, "bin": 2, "sys": 3, "sync": 4, "games": 5, "man": 6, "lp": 7, "mail": 8, "news": 9, "uucp": 10, "proxy": 13,
    "www-data": 33, "backup": 34, "list": 38, "irc": 39, "nobody": 65534,
}  # fmt: skip
# Each user has a group of its name and number, but for two that have none.
_DEBIAN_GROUPS = {name: number for name, number in _DEBIAN_USERS.items() if name not in ("sync", "nobody")} | {
    "adm": 4, "tty": 5, "disk": 6, "dialout": 20, "fax": 21, "voice": 22, "cdrom": 24, "floppy": 25, "tape": 26, "sudo": 27, "audio": 29,
    "dip": 30, "operator": 37, "src": 40, "shadow": 42, "utmp": 43, "video": 44, "sasl": 45, "plugdev": 46, "staff": 50, "games": 60,
    "users": 100, "nogroup": 65534, "kmem": 15,
}  # fmt: skip
_ALPINE_USERS = {
    "root": 0, "bin": 1, "daemon": 2, "lp": 4, "sync": 5, "shutdown": 6, "halt": 7, "mail": 8, "news": 9, "uucp": 10, "ftp": 21, "sshd": 22,
    "games": 35, "guest": 405, "nobody": 65534,
}  # fmt: skip
_ALPINE_GROUPS = {
    "root": 0, "bin": 1, "daemon": 2, "sys": 3, "adm": 4, "tty": 5, "disk": 6, "lp": 7, "kmem": 9, "wheel": 10, "floppy": 11, "mail": 12,
    "news": 13, "uucp": 14, "audio": 18, "cdrom": 19, "dialout": 20, "ftp": 21, "input": 23, "tape": 26, "video": 27, "netdev": 28,
    "kvm": 34, "games": 35, "www-data": 82, "users": 100, "utmp": 406, "ping": 999, "nogroup": 65533, "nobody": 65534,
}  # fmt: skip

USERS = {"debian": _DEBIAN_USERS, "ubuntu": _DEBIAN_USERS, "alpine": _ALPINE_USERS}
GROUPS = {"debian": _DEBIAN_GROUPS, "ubuntu": _DEBIAN_GROUPS, "alpine": _ALPINE_GROUPS}
GROUPS_THAT_MAY_BE = frozenset((
    *_DEBIAN_GROUPS, *_ALPINE_GROUPS, "render", "crontab", "cron", "readproc", "abuild", "sgx",
))  # fmt: skip
