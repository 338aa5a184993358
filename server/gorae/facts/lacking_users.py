"""Users and groups that an image surely has not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gorae.facts.image import step_of
from gorae.facts.image_effects import ANYBODY
from gorae.facts.users import known_users
from gorae.images import default_user, provided_user
from gorae.images.system_accounts import GROUPS_THAT_MAY_BE

if TYPE_CHECKING:
    from gorae.stages import Stage
    from gorae.syntax import Node

# Users that packages make when they are installed.
_OF_PACKAGES = re.compile(
    r"postgres|redis|valkey|nginx|www-data|mysql|rabbitmq|sshd|ntp\w*|messagebus|systemd-.*|avahi|polkitd|tcpdump|_.*|clamav|memcache\w*"
    r"|mosquitto|tss|dnsmasq|postfix|dovecot|vmail|munin|nagios|zabbix|prometheus|tomcat\w*|jenkins|solr|haproxy|varnish\w*|squid"
    r"|proxy|bind|named|unbound|proftpd|ftp|freerad|openldap|ldap|stunnel4|debian-.*|Debian-.*|apache\w*|lighttpd|asterisk|chrony|pulse\w*"
    r"|elasticsearch|mongodb?|couchdb|cassandra|influxdb|grafana|icecast\w*|znc|transmission|debian-transmission|tor|privoxy|caddy|traefik"
    r"|uuidd|smmsp|man|gitea|git|gogs|node-?red|kodi|mpd|nut|libvirt\w*|qemu|docker|vcsa|rpc\w*|statd|nobody|php\w*|guest|at|cyrus|news"
)

# Of these only a package makes one, and its name has the service's in it.
_SERVICES = frozenset((
    "nginx", "postgres", "redis", "mysql", "mongodb", "rabbitmq", "jenkins", "tomcat", "elasticsearch", "git", "grafana", "prometheus",
    "haproxy", "caddy", "traefik", "apache", "docker",
))  # fmt: skip

# Services whose packages make no user of their name on Debian and Ubuntu (their postinst; nginx.org's own package does).
_DEBIANS_OWN = frozenset(("nginx", "apache", "httpd"))


def lacks_user(stage: Stage, node: Node, name: str, *, group: bool = False) -> bool:
    """Whether an image surely has no user (or group) of a name when an instruction is reached."""
    reference = stage.root.reference
    if reference is None or name in ("root", "nobody", default_user(reference), provided_user(reference)):
        return False
    if name in known_users(stage, node.index):
        return False
    step = step_of(stage, node)
    image = step.before
    if image.users is None or ANYBODY in image.users or image.doubt == "all":
        return False
    if name in image.users or (group and name in GROUPS_THAT_MAY_BE) or not re.fullmatch(r"[A-Za-z_][\w.-]*", name):
        return False
    # A RUN's own packages count: whether they are there in time is not looked into.
    packages, apk = (step.during.packages, step.during.apk) if node.name == "RUN" else (image.packages, image.apk)
    there = (packages or frozenset()) | (apk or frozenset())
    if name in _DEBIANS_OWN and image.release is not None and not step.during.has_foreign_archive:
        return image.doubt == "none"  # Debian's and Ubuntu's package of that service runs as www-data
    if name in _SERVICES and image.doubt == "none":
        made_by = (name.removesuffix("db"), "mariadb") if name == "mysql" else (name.removesuffix("db"),)
        return not any(part in one for one in there for part in made_by)
    if name == "ubuntu" and image.release is not None and image.release.system == "ubuntu":
        return image.doubt == "none"  # ubuntu-keyring makes nobody
    # Alpine has a group of that name, and nobody in it.
    if name == "www-data" and image.apk is not None and image.doubt == "none":
        return not group and not any(
            "lighttpd" in one or "apache" in one or "nginx" in one or "php" in one for one in there
        )
    return not _OF_PACKAGES.fullmatch(name) and not _may_be_of(name, packages, apk)


@lru_cache(maxsize=256)
def _may_be_of(name: str, packages: frozenset[str] | None, apk: frozenset[str] | None) -> bool:
    """Whether a service's package makes a user of its name: `dnscrypt` of dnscrypt-proxy, `_chrony` of chrony."""
    return any(
        one == name
        or one.startswith(f"{name}-")
        or (len(one) > 2 and name.startswith(one))
        or (len(name) > 3 and name in one)
        for there in (packages, apk)
        for one in there or ()
    )
