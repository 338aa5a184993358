"""`pip-version-unpinned` where a case is more than a text: files, settings, messages, what is shared by several."""

from lint.cases import findings_of

PYTHON = "FROM python:3.14\n"

PIN = "pip-version-unpinned"


def test_the_names_of_a_long_list():
    from lint.cases import problems_of

    for names, shown in (("a b c", "a, b, c"), ("a b c d", "a, b, c, …")):
        (problem,) = problems_of(PYTHON + f"RUN pip install {names}\n", PIN)
        assert dict(problem.finding.facts)["names"] == shown


def test_one_name_for_all_pins():
    text = "FROM debian:13\nRUN apt-get install -y curl && pip install flask && npm install -g yarn\n"
    assert findings_of(text, "version-pin-missing") == ["curl", "flask", "yarn"]
