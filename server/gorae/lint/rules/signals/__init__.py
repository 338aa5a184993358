"""How a container is stopped."""

from gorae.lint.rules.signals import (
    nginx_stopsignal_missing,
    stopsignal_not_canonical,
    stopsignal_uncatchable,
    systemd_stopsignal_missing,
)

RULES = (
    nginx_stopsignal_missing.RULE,
    stopsignal_not_canonical.RULE,
    stopsignal_uncatchable.RULE,
    systemd_stopsignal_missing.RULE,
)
