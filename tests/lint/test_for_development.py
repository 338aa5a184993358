"""Files for development and tests: what matters only in an image that is shipped is not reported in them by default."""

from __future__ import annotations

import pytest

from gorae.config.configuration import Configuration
from gorae.config.development import is_for_development
from gorae.config.settings import Overrides, merge
from gorae.lint.engine import check
from gorae.syntax import parse

TEXT = 'FROM python:3.14\nRUN apt-get update && apt-get install -y gcc\nEXPOSE 80\nCMD ["uvicorn", "a:b", "--reload"]\n'
OF_SHIPPED = {"user-missing", "healthcheck-missing", "development-server"}


def names(path: str, configuration: Configuration | None = None, *select: str) -> set[str]:
    said = Overrides(select=select or None)
    settings = merge(configuration or Configuration(), said, path=path, language="en")
    return {one.rule.name for one in check(parse(TEXT), settings)}


@pytest.mark.parametrize(
    ("why", "path", "expected"),
    [
        ("an ending behind the name", "Dockerfile.dev", True),
        ("an ending behind a hyphen", "docker/Dockerfile-dev", True),
        ("a name before the ending", "dev.Dockerfile", True),
        ("a file for tests, in a folder", "api/Dockerfile.test", True),
        ("a file for debugging", "Dockerfile.debug", True),
        ("the folder of an editor's containers", ".devcontainer/Dockerfile", True),
        ("a folder two levels above", "compose/local/django/Dockerfile", True),
        ("the name in capitals", "DOCKERFILE.DEV", True),
        ("a folder of tests that begins with an underscore", "pkg/_test/Dockerfile", True),
        ("a folder of several words", "integration-tests/Dockerfile", True),
        ("an ending with a number", "Dockerfile.test1", True),
        ("the usual name", "Dockerfile", False),
        ("a file for production", "Dockerfile.prod", False),
        ("a folder whose name only begins so", "devops/Dockerfile", False),
        ("an ending that only begins so", "Dockerfile.device", False),
        ("a folder of a word and `dev`", "nginx_dev/Dockerfile", True),
        ("a folder of a word and `dev`, with a hyphen", "docker/php-dev/Dockerfile", True),
        ("a folder called develop", "docker/develop/Dockerfile", True),
        ("a usual slip in that word", "docker/developement/Dockerfile", True),
        ("a folder that only ends so", "latest/Dockerfile", False),
        ("the folder beside the local one", "compose/production/django/Dockerfile", False),
    ],
)
def test_by_name(why: str, path: str, expected: bool) -> None:
    assert is_for_development(path) is expected, why


def test_rules_on_shipped_images_are_silent_there() -> None:
    assert names("Dockerfile") >= OF_SHIPPED
    assert not names("Dockerfile.dev") & OF_SHIPPED
    assert "apt-lists-kept" in names("Dockerfile")
    assert "apt-lists-kept" not in names("Dockerfile.dev"), "its size is nobody's but the developer's"


def test_a_rule_that_is_selected_reports() -> None:
    assert names("Dockerfile.dev", None, "user-missing") == {"user-missing"}


def test_the_patterns_are_a_person_s_to_set() -> None:
    none = Configuration(development_files=())
    assert names("Dockerfile.dev", none) >= OF_SHIPPED
    own = Configuration(development_files=("sandbox/",))
    assert not names("sandbox/Dockerfile", own) & OF_SHIPPED
    assert names("Dockerfile.dev", own) >= OF_SHIPPED


def test_folders_above_the_repository_say_nothing() -> None:
    settings = merge(Configuration(), Overrides(), path="dev/shop/Dockerfile", language="en", in_project="Dockerfile")
    assert not settings.for_development, "people keep their projects in ~/dev"
