"""`file-deleted-in-later-layer` where a case is more than a text: files, settings, messages, what is shared by several."""

from lint.cases import problems_of

DEBIAN = "FROM debian:13\n"

DELETED = "file-deleted-in-later-layer"


def test_a_long_path_is_shown_by_its_name():
    for name, shown in (("a" * 37, f"/t/{'a' * 37}"), ("a" * 38, "a" * 38)):
        text = DEBIAN + f"RUN curl -o /t/{name} https://x.io/a\nRUN rm /t/{name}\n"
        (problem,) = problems_of(text, DELETED)
        assert dict(problem.finding.facts)["path"] == shown
