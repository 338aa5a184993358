"""PHP: Composer, Laravel, Symfony, behind Apache."""

from __future__ import annotations

from gorae.cli.scaffolds import common
from gorae.cli.scaffolds.common import Project, cached

# Extensions that PHP's image compiles without another library.
_PLAIN = frozenset(
    ("bcmath", "calendar", "exif", "gettext", "mysqli", "pcntl", "pdo_mysql", "sockets", "sysvsem", "sysvshm")
)


def read(folder: str, manifest: str, names: frozenset[str]) -> Project:
    """The project of a folder with a composer.json."""
    data = common.json_of(folder, manifest)
    needed = common.table(data, "require")
    version = common.number(needed.get("php"), 2)
    wanted = sorted(name.removeprefix("ext-").lower() for name in needed if name.startswith("ext-"))
    kind = "laravel" if "artisan" in names else "symfony" if "symfony/framework-bundle" in needed else ""
    if kind == "laravel" and "pdo_mysql" not in wanted:
        wanted.append("pdo_mysql")
    extra = " ".join(name for name in wanted if name in _PLAIN)
    traits = frozenset(
        (
            *((kind,) if kind else ()),
            *(("extensions",) if any(one.startswith("ext-") for one in needed) else ()),
            *(("vite",) if kind == "laravel" and _has_vite(folder, names) else ()),
        )
    )
    return Project("php", common.supported("php", version, (8, 2)), "app", names, (), 8080, extra=extra, traits=traits)


def _has_vite(folder: str, names: frozenset[str]) -> bool:
    """Whether npm builds what the pages need into `public/build`, which Git does not hold."""
    is_npm = not {"yarn.lock", "pnpm-lock.yaml", "bun.lock"} & names
    is_configured = bool({"vite.config.js", "vite.config.ts", "vite.config.mjs"} & names)
    return is_npm and is_configured and "build" in common.table(common.json_of(folder, "package.json"), "scripts")


def _assets(project: Project) -> str:
    """The stage that builds them."""
    if "vite" not in project.traits:
        return ""
    lock, install = (" package-lock.json", "npm ci") if "package-lock.json" in project.files else ("", "npm install")
    return (
        f"FROM node:{common.supported('node', '', (20,))}-slim AS assets\nWORKDIR /app\nCOPY package.json{lock} ./\n"
        f"{cached('/root/.npm', install)}COPY . .\nRUN npm run build\n\n"
    )


def dockerfile(project: Project) -> str:
    """The Dockerfile: Composer's packages, and Apache on a port that needs no root."""
    lock = "composer.json composer.lock" if "composer.lock" in project.files else "composer.json"
    public = "/public" if "public" in project.files else ""
    framework = bool(project.traits & {"laravel", "symfony"})
    root = (
        f"ENV APACHE_DOCUMENT_ROOT=/var/www/html{public}\n"
        'RUN sed -ri "s!/var/www/html!$APACHE_DOCUMENT_ROOT!g" /etc/apache2/sites-available/*.conf \\\n'
        "    && sed -i 's/^Listen 80$/Listen 8080/' /etc/apache2/ports.conf \\\n"
        "    && sed -i 's/:80>/:8080>/' /etc/apache2/sites-available/*.conf"
        + (" \\\n    && a2enmod rewrite\n" if framework else "\n")
    )
    extensions = f"RUN docker-php-ext-install {project.extra}\n" if project.extra else ""
    # Composer's image has not the extensions of the image that runs.
    ignored = " --ignore-platform-req='ext-*'" if "extensions" in project.traits else ""
    built = "COPY --from=assets /app/public/build public/build/\n" if "vite" in project.traits else ""
    return (
        f"FROM composer:2 AS build\nWORKDIR /app\nCOPY {lock} ./\n"
        "RUN --mount=type=cache,target=/tmp/cache \\\n"
        f"    composer install --no-dev --no-interaction --no-scripts --prefer-dist --optimize-autoloader{ignored}\n\n"
        f"{_assets(project)}"
        f"FROM php:{project.version}-apache\n{extensions}{root}WORKDIR /var/www/html\nCOPY --from=build /app/vendor vendor/\nCOPY . .\n"
        f"{built}"
        f"{_writable(project)}USER www-data\nEXPOSE {project.port}\n"
    )


def _writable(project: Project) -> str:
    """The folders that the framework writes into while it runs."""
    if "symfony" in project.traits:
        return "ENV APP_ENV=prod\nRUN install -d -o www-data -g www-data var\n"
    if "laravel" in project.traits:
        return (
            "RUN mkdir -p storage/framework/cache storage/framework/sessions storage/framework/views storage/logs bootstrap/cache \\\n"
            "    && chown -R www-data:www-data storage bootstrap/cache\n"
        )
    return ""
