"""Ruby: Bundler, Rack, Rails."""

from __future__ import annotations

import os

from gorae.cli.scaffolds import common
from gorae.cli.scaffolds.common import ADD_USER, Project, exec_form
from gorae.facts.bundler import serves_linux

# A gem that compiles against a library: what the build needs of Debian, and what runs.
_LIBRARIES = {"pg": ("libpq-dev", "libpq5"), "mysql2": ("default-libmysqlclient-dev", "libmariadb3")}
_CLEAN = "rm -rf /var/lib/apt/lists/*"


def read(folder: str, _: str, names: frozenset[str]) -> Project:
    """The project of a folder with a Gemfile."""
    gems = common.text_of(folder, "Gemfile")
    version = common.number(common.text_of(folder, ".ruby-version"), 2)
    main = next((name for name in ("main.rb", "app.rb", "server.rb") if name in names), "app.rb")
    is_rails = os.path.isfile(os.path.join(folder, "config", "application.rb"))
    port = 3000 if is_rails else 9292
    start: tuple[str, ...]
    if is_rails:
        start = ("bundle", "exec", "rails", "server", "--binding", "0.0.0.0", "--port", str(port))  # noqa: S104  # in a container
    elif "config.ru" in names:
        start = ("bundle", "exec", "rackup", "--host", "0.0.0.0", "--port", str(port))  # noqa: S104  # as above
    else:
        start = ("bundle", "exec", "ruby", main)
    has_assets = is_rails and any(f'"{gem}"' in gems or f"'{gem}'" in gems for gem in ("propshaft", "sprockets-rails"))
    libraries = [gem for gem in _LIBRARIES if f'"{gem}"' in gems or f"'{gem}'" in gems]
    lock = common.text_of(folder, "Gemfile.lock")
    is_frozen = lock != "" and serves_linux(lock)
    traits = {
        *(("rails",) if is_rails else ()),
        *(("assets",) if has_assets else ()),
        *(("frozen",) if is_frozen else ()),
        *libraries,
    }
    return Project(
        "ruby", common.supported("ruby", version, (3, 3)), "app", names, start, port, traits=frozenset(traits)
    )


def _install(*packages: str) -> str:
    names = " ".join(packages)
    return f"RUN apt-get update \\\n    && apt-get install -y --no-install-recommends {names} \\\n    && {_CLEAN}\n"


def dockerfile(project: Project) -> str:
    """The Dockerfile: gems compiled in one stage, run in another without a compiler."""
    is_locked = "Gemfile.lock" in project.files
    is_rails = "rails" in project.traits
    gems = "Gemfile Gemfile.lock" if is_locked else "Gemfile"
    # Without a lock file `bundle exec` would write one, in a folder where the user may not.
    lock = "" if is_locked else "COPY --from=build /app/Gemfile.lock ./\n"
    base = f"FROM ruby:{project.version}-slim"
    mode = "RAILS_ENV=production \\\n    " if is_rails else ""
    frozen = " \\\n    BUNDLE_FROZEN=true" if "frozen" in project.traits else ""
    settings = f'ENV {mode}BUNDLE_PATH=/usr/local/bundle \\\n    BUNDLE_WITHOUT="development test"{frozen}\n'
    libraries = [_LIBRARIES[gem] for gem in sorted(project.traits & _LIBRARIES.keys())]
    assets = (
        "COPY . .\nRUN SECRET_KEY_BASE_DUMMY=1 bundle exec rails assets:precompile\n"
        if "assets" in project.traits
        else ""
    )
    made = "COPY --from=build /app/public public/\n" if assets else ""
    needed = _install(*(run for _, run in libraries)) if libraries else ""
    writable = "RUN install -d -o app -g app log storage tmp\n" if is_rails else ""
    return (
        f"{base} AS build\n{settings}WORKDIR /app\n"
        f"{_install('build-essential', *(['libyaml-dev'] if is_rails else []), *(dev for dev, _ in libraries))}"
        f"COPY {gems} ./\nRUN bundle install \\\n    && rm -rf /usr/local/bundle/ruby/*/cache\n{assets}\n{base}\n{settings}WORKDIR /app\n{needed}{ADD_USER}"
        f"COPY --from=build /usr/local/bundle /usr/local/bundle\nCOPY . .\n{made}{lock}{writable}USER app\n"
        f"{common.service(project, *common.BY_RUBY)}CMD {exec_form(project.start)}\n"
    )
