"""The rules, group by group: each a module with a RULE, and two pages beside it."""

from gorae.lint.rules import (
    base,
    context,
    files,
    form,
    labels,
    layers,
    layout,
    packages,
    secrets,
    shell,
    signals,
    stages,
    startup,
    syntax,
    users,
    variables,
)

GROUPS = {
    "syntax": syntax.RULES,
    "base": base.RULES,
    "stages": stages.RULES,
    "layers": layers.RULES,
    "packages": packages.RULES,
    "shell": shell.RULES,
    "files": files.RULES,
    "context": context.RULES,
    "secrets": secrets.RULES,
    "users": users.RULES,
    "startup": startup.RULES,
    "variables": variables.RULES,
    "form": form.RULES,
    "labels": labels.RULES,
    "signals": signals.RULES,
    "layout": layout.RULES,
}
