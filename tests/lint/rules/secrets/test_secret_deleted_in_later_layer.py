"""`secret-deleted-in-later-layer` where a case is more than a text: files, settings, messages, what is shared by several."""

import pytest

from lint.cases import fixes_of

DEBIAN = "FROM debian:13\n"

DELETED = "secret-deleted-in-later-layer"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (DEBIAN + "COPY id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 1),
        (DEBIAN + "COPY --from=0 id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 0),
        (DEBIAN + "COPY id_* /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 0),
        (DEBIAN + "USER app\nCOPY id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 0),
        (DEBIAN + "USER root\nCOPY id_rsa /k/id_rsa\nRUN ssh -i /k/id_rsa x && rm /k/id_rsa\n", 1),
        (DEBIAN + "RUN curl -o /k/id_rsa https://x.io/a\nRUN rm /k/id_rsa\n", 0),
    ],
)
def test_a_copied_secret_becomes_a_mount(text, count):
    assert [len(fixes) for fixes in fixes_of(text, DELETED)] == [count]
