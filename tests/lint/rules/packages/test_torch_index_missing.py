"""`torch-index-missing`: cases that are more than a text."""

from lint.cases import applicabilities

PYTHON = "FROM python:3.14-slim\n"


def test_another_build_of_torch_is_unsafe():
    assert applicabilities(PYTHON + "RUN pip install torch\n", "torch-index-missing") == ["unsafe"]
    assert applicabilities(PYTHON + 'RUN ["pip", "install", "torch"]\n', "torch-index-missing") == ["none"]
