"""`base-image-eol` where a case is more than a text: files, settings, messages, what is shared by several."""

from gorae.lint import messages
from lint.cases import problems_of


def test_the_message_names_the_day():
    (problem,) = problems_of("FROM debian:9\n", "base-image-eol")
    assert "`debian` 9 ended on 2020-07-18" in messages.message(problem, "en")
