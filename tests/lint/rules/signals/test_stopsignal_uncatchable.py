"""`stopsignal-uncatchable` where a case is more than a text: files, settings, messages, what is shared by several."""

CAUGHT = "stopsignal-uncatchable"


def test_the_reason_differs():
    from gorae.lint import messages
    from lint.cases import problems_of

    kill, stop = problems_of("FROM debian:13\nSTOPSIGNAL SIGKILL\nSTOPSIGNAL SIGSTOP\n", CAUGHT)
    assert messages.message(kill, "en") != messages.message(stop, "en")
    assert (kill.finding.variant, stop.finding.variant) == ("", "stop")
