"""`bundler-option-removed`: where it is an error."""

from __future__ import annotations

import pytest

from lint.cases import problems_of

SEVERITIES = {
    "Ruby 4.0 brings Bundler 4": ("FROM ruby:4.0-alpine\nRUN bundle install --without test\n", "error"),
    "`latest` is newer still": ("FROM ruby\nRUN bundle install --without test\n", "error"),
    "a tag without a version is the newest": ("FROM ruby:slim\nRUN bundle install --without test\n", "error"),
    "Ruby 3.4 brings Bundler 2": ("FROM ruby:3.4\nRUN bundle install --without test\n", "information"),
    "gem brings the newest": (
        "FROM ruby:3.4\nRUN gem install bundler\nRUN bundle install --without test\n",
        "error",
    ),
    "gem brings the version that is named": (
        "FROM ruby:4.0\nRUN gem install bundler -v 2.6.9\nRUN bundle install --without test\n",
        "information",
    ),
    "the version may stand behind a colon": (
        "FROM ruby:4.0\nRUN gem install bundler:2.6.9 && bundle install --without test\n",
        "information",
    ),
    "a failing call does not end the build": (
        "FROM ruby:4.0\nRUN bundle install --without test || true\n",
        "information",
    ),
    "nothing is known of another image's Bundler": (
        "FROM debian:13\nRUN bundle install --without test\n",
        "information",
    ),
}


@pytest.mark.parametrize("why", SEVERITIES)
def test_severity(why: str) -> None:
    text, severity = SEVERITIES[why]
    assert [problem.severity for problem in problems_of(text, "bundler-option-removed")] == [severity]
