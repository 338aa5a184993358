"""Node.js and Bun: npm, pnpm, Yarn 1 and later, Bun; Next.js, Nuxt, Nest, and sites of files alone."""

from __future__ import annotations

import os
import re
from typing import Any

from gorae.cli.scaffolds import common
from gorae.cli.scaffolds.common import Project, cached, exec_form

_LOCKS = {
    "bun": ("bun.lock", "bun.lockb"),
    "pnpm": ("pnpm-lock.yaml",),
    "yarn": ("yarn.lock",),
    "npm": ("package-lock.json",),
}
# What answers requests itself: a project without any of them, that a bundler builds, is files that a server serves.
_SERVERS = (
    "express", "fastify", "koa", "hono", "next", "nuxt", "@nestjs/core", "@hapi/hapi", "@remix-run/serve", "@sveltejs/kit",
    "ws", "socket.io", "polka", "@react-router/serve",
)  # fmt: skip
_BUNDLERS = {"vite": "dist", "@vue/cli-service": "dist", "react-scripts": "build", "astro": "dist", "parcel": "dist"}
_WATCHERS = (
    "nodemon",
    "ts-node-dev",
    "tsx",
    "vite",
    "ng",
    "webpack",
    "concurrently",
    "npm",
    "yarn",
    "pnpm",
    "bun",
    "cross-env",
)
_WORD = re.compile(r"[\w./=:@-]+")
_NO_COREPACK_FROM = 25  # Node.js brings Corepack below this version


def read(folder: str, manifest: str, names: frozenset[str]) -> Project:
    """The project of a folder with a package.json."""
    data = common.json_of(folder, manifest)
    version = common.number(common.text_of(folder, ".nvmrc"), 1) or common.number(
        common.text_of(folder, ".node-version"), 1
    )
    version = version or common.number(common.table(data, "engines").get("node"), 1)
    tool = _tool(names, str(data.get("packageManager", "")))
    has_members = bool(data.get("workspaces")) or "pnpm-workspace.yaml" in names
    member, program = _member(folder, data) if has_members else ("", data)
    packages = {**common.table(program, "devDependencies"), **common.table(program, "dependencies")}
    scripts = common.table(program, "scripts")
    site = _site(packages, scripts)
    traits = {
        *(("workspaces",) if has_members else ()),
        *(("berry",) if ".yarnrc.yml" in names or re.match(r"yarn@[2-9]", str(data.get("packageManager", ""))) else ()),
        *(("standalone",) if "next" in packages and not member and _is_standalone(folder, names) else ()),
        *(("nuxt",) if "nuxt" in packages and not member else ()),
        *(("static",) if site else ()),
    }
    return Project(
        "node",
        common.supported("node", version, (20,)),
        common.safe(data.get("name"), "app"),
        files=names,
        start=_start(program, scripts, packages, traits, tool),
        port=8080 if site else 3000,
        is_built="build" in common.table(data, "scripts"),
        tool=tool,
        place="/".join(filter(None, (member, site))),
        traits=frozenset(traits),
    )


def _member(folder: str, data: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """The folder of the workspace's member that is started, and its manifest; the root's where it is started itself.

    Members stand in `apps`, `services` or `packages`, as the templates of Turborepo, Nx and pnpm have them.
    """
    if data.get("main") or {"start", "start:prod"} & set(common.table(data, "scripts")):
        return "", data
    for above in ("apps", "services", "packages"):
        for name in common.folders_in(os.path.join(folder, above)):
            member = common.json_of(os.path.join(folder, above, name), "package.json")
            if re.fullmatch(r"[\w.-]+", name) and {"start", "start:prod"} & set(common.table(member, "scripts")):
                return f"{above}/{name}", member
    return "", data


def _tool(names: frozenset[str], manager: str) -> str:
    """What installs: by the lock file, else by `packageManager`."""
    named = manager.partition("@")[0]
    return next(
        (tool for tool, locks in _LOCKS.items() if names.intersection(locks)), named if named in _LOCKS else "npm"
    )


def _site(packages: dict[str, Any], scripts: dict[str, Any]) -> str:
    """The folder that a bundler writes the site into; nothing for what is a program."""
    words = str(scripts.get("start", "")).split()
    if "build" not in scripts or any(name in packages for name in _SERVERS) or words[:1] in (["node"], ["bun"]):
        return ""
    if "astro" in packages and "@astrojs/node" in packages:
        return ""
    return next((folder for name, folder in _BUNDLERS.items() if name in packages), "")


def _is_standalone(folder: str, names: frozenset[str]) -> bool:
    configurations = [name for name in names if re.fullmatch(r"next\.config\.(?:js|mjs|cjs|ts)", name)]
    return any(re.search(r"output\s*:\s*['\"]standalone", common.text_of(folder, name)) for name in configurations)


def _start(
    data: dict[str, Any], scripts: dict[str, Any], packages: dict[str, Any], traits: set[str], tool: str
) -> tuple[str, ...]:
    if "static" in traits:
        return ()
    if "standalone" in traits:
        return ("node", "server.js")
    if "nuxt" in traits:
        return ("node", ".output/server/index.mjs")
    for script in ("start:prod", "start"):
        words = str(scripts.get(script, "")).split()
        if not words or not all(_WORD.fullmatch(word) for word in words) or "=" in words[0]:
            continue
        if words[0] in ("node", "bun"):
            return tuple(words)
        if (
            words[0] not in _WATCHERS
            and words[1:2] != ["dev"]
            and not (words[0] == "nest" and "@nestjs/core" in packages)
        ):
            return (f"node_modules/.bin/{words[0]}", *words[1:])
    if "next" in packages:
        return ("node_modules/.bin/next", "start")
    if "@nestjs/core" in packages:
        return ("node", "dist/main.js")
    main = data.get("main") or data.get("module")
    usual = "index.ts" if tool == "bun" else "index.js"
    return (
        ("bun" if tool == "bun" else "node"),
        main if isinstance(main, str) and re.fullmatch(r"[\w./-]+", main) else usual,
    )


def dockerfile(project: Project) -> str:
    """The Dockerfile: a stage that installs and builds, and one with what runs."""
    base = "FROM oven/bun:1" if project.tool == "bun" else f"FROM node:{project.version}-slim"
    lock = next((name for name in _LOCKS[project.tool] if name in project.files), "")
    if "workspaces" in project.traits:  # each member's manifest is needed
        copied, source = "COPY . .\n", ""
    else:
        more = [name for name in (lock, ".yarnrc.yml", ".npmrc") if name and name in project.files]
        copied, source = f"COPY {' '.join(['package.json', *more])} ./\n", "COPY . .\n"
        if ".yarn" in project.files:
            copied += "COPY .yarn/ .yarn/\n"
    install, prune = _install(project, bool(lock))
    linker = "ENV YARN_NODE_LINKER=node-modules\n" if "berry" in project.traits else ""
    runner = "bun" if project.tool == "bun" else project.tool
    build = f"RUN {runner} run build\n" if project.is_built else ""
    # npm, Yarn and Bun keep the programs of all members at the top.
    inside = f"WORKDIR /app/{project.place}\n" if project.place else ""
    start = project.start
    if inside and project.tool != "pnpm" and start[:1] and start[0].startswith("node_modules/"):
        start = ("/app/" + start[0], *start[1:])
    first = f"{base} AS build\n{linker}WORKDIR /app\n{copied}{install}{source}{build}"
    if "static" in project.traits:
        return f"{first}\n{_served(project)}"
    if project.traits & {"standalone", "nuxt"}:
        return f"{first}\n{_alone(project)}"
    final, user, check = (
        ("FROM oven/bun:1-slim", "bun", common.BY_BUN) if project.tool == "bun" else (base, "node", common.BY_NODE)
    )
    return (
        f"{first}{prune}\n{final}\nENV NODE_ENV=production\nWORKDIR /app\nCOPY --from=build /app ./\n{inside}USER {user}\n"
        f"{common.service(project, *check)}CMD {exec_form(start)}\n"
    )


def _install(project: Project, is_locked: bool) -> tuple[str, str]:
    """The RUN that installs all, and the one that takes what only the build needed."""
    # What brings pnpm and Yarn no longer comes with Node.js.
    corepack = "npm install --global corepack@0.34" if int(project.version) >= _NO_COREPACK_FROM else ""
    enable = (*((corepack,) if corepack else ()), "corepack enable")
    if project.tool == "bun":
        frozen = " --frozen-lockfile" if is_locked else ""
        cache = "/root/.bun/install/cache"
        prune = cached(cache, "rm -rf node_modules", f"bun install --production{frozen}")
        return cached(cache, f"bun install{frozen}"), prune
    if project.tool == "pnpm":
        frozen = " --frozen-lockfile" if is_locked else ""
        # Of a workspace it would prune the root alone.
        prune = "" if "workspaces" in project.traits else "RUN CI=true pnpm prune --prod\n"
        return cached("/root/.local/share/pnpm/store", *enable, f"pnpm install{frozen}"), prune
    if project.tool == "yarn" and "berry" in project.traits:
        immutable = " --immutable" if is_locked else ""
        prune = "" if "workspaces" in project.traits else "RUN yarn workspaces focus --production\n"
        return cached("/root/.yarn/berry/cache", *enable, f"yarn install{immutable}"), prune
    if project.tool == "yarn":
        cache = "/usr/local/share/.cache/yarn"
        frozen = " --frozen-lockfile" if is_locked else ""
        return cached(cache, f"yarn install{frozen}"), cached(
            cache, f"yarn install{frozen} --production --ignore-scripts"
        )
    return cached("/root/.npm", "npm ci" if is_locked else "npm install"), "RUN npm prune --omit=dev\n"


def _served(project: Project) -> str:
    """A site: nginx as an ordinary user, which listens on 8080."""
    return (
        f"FROM nginxinc/nginx-unprivileged:stable-alpine\nCOPY --from=build /app/{project.place} /usr/share/nginx/html\n"
        f"{common.service(project, *common.BY_WGET)}"
    )


def _alone(project: Project) -> str:
    """What Next.js or Nuxt wrote with all that it needs."""
    if "nuxt" in project.traits:
        copies = "COPY --from=build /app/.output .output/\n"
    else:
        public = "COPY --from=build /app/public public/\n" if "public" in project.files else ""
        copies = (
            f"COPY --from=build /app/.next/standalone ./\nCOPY --from=build /app/.next/static .next/static/\n{public}"
        )
    return (
        f"FROM node:{project.version}-slim\nENV NODE_ENV=production \\\n    HOSTNAME=0.0.0.0\nWORKDIR /app\n{copies}USER node\n"
        f"{common.service(project, *common.BY_NODE)}CMD {exec_form(project.start)}\n"
    )
