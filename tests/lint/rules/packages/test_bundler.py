"""Bundler's rules with the project's own Gemfile and lock file beside the Dockerfile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gorae.context.surroundings import context_of
from lint.cases import findings_of, write_files

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """FROM ruby:3.4-slim
ENV RAILS_ENV=production
COPY Gemfile Gemfile.lock ./
RUN bundle install
"""
LOCK = "GEM\n  specs:\n    rake (13.0)\n\nPLATFORMS\n  {}\n\nDEPENDENCIES\n  rake\n"
FOLDERS = {
    "a group for development": (
        "bundler-dev-installed",
        {"Gemfile": "gem 'rake'\ngroup :development, :test do\n  gem 'rspec'\nend\n"},
        ["bundle install"],
    ),
    "a gem with its group beside it": (
        "bundler-dev-installed",
        {"Gemfile": "gem 'rspec', group: :test\n"},
        ["bundle install"],
    ),
    "no group that production could do without": (
        "bundler-dev-installed",
        {"Gemfile": "gem 'rake'\ngroup :production do\n  gem 'pg'\nend\n# group :test do\n"},
        [],
    ),
    "a lock file for Linux": (
        "bundler-lock-not-frozen",
        {"Gemfile.lock": LOCK.format("x86_64-linux")},
        ["bundle install"],
    ),
    "a lock file for every platform": (
        "bundler-lock-not-frozen",
        {"Gemfile.lock": LOCK.format("ruby")},
        ["bundle install"],
    ),
    "a frozen Bundler refuses one for macOS alone": (
        "bundler-lock-not-frozen",
        {"Gemfile.lock": LOCK.format("arm64-darwin-24")},
        [],
    ),
    "no lock file": ("bundler-lock-not-frozen", {"Gemfile": "gem 'rake'\n"}, []),
}


@pytest.mark.parametrize("why", FOLDERS)
def test_with_the_projects_files(why: str, tmp_path: Path) -> None:
    rule, files, wanted = FOLDERS[why]
    write_files(tmp_path, {**files, "Dockerfile": TEXT})
    assert findings_of(TEXT, rule, context_of(tmp_path / "Dockerfile", TEXT, {})) == wanted
