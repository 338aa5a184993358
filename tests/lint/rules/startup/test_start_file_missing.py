"""`start-file-missing`: a start file that no instruction can have brought."""

from __future__ import annotations

import pytest

from lint.cases import findings_of

RULE = "start-file-missing"
START = 'ENTRYPOINT ["/entrypoint.sh"]'
CASES = {
    "nothing brings it": ("debian:13", START, ["/entrypoint.sh"]),
    "a COPY to another folder": ("debian:13", f"COPY entrypoint.sh /usr/local/bin/\n{START}", ["/entrypoint.sh"]),
    "CMD names it": ("node:24", 'CMD ["/app/start.sh"]', ["/app/start.sh"]),
    "an empty image has no other file": ("scratch", 'COPY app /bin/app\nENTRYPOINT ["/app"]', ["/app"]),
    "an archive that is downloaded stays one": (
        "debian:13",
        'ADD https://a.example/x.tar.gz /opt/x/\nCMD ["/opt/x/bin/x"]',
        ["/opt/x/bin/x"],
    ),
    "an archive that is unpacked on request": (
        "debian:13",
        'ADD --unpack=true https://a.example/x.tar.gz /opt/x/\nCMD ["/opt/x/bin/x"]',
        [],
    ),
    "an archive of the context": ("debian:13", 'ADD x.tar.gz /opt/x/\nCMD ["/opt/x/bin/x"]', []),
    "a COPY of the file": ("debian:13", f"COPY entrypoint.sh /entrypoint.sh\n{START}", []),
    "a COPY into its folder": ("debian:13", f"COPY entrypoint.sh /\n{START}", []),
    "a COPY of a folder above it": ("node:24", 'COPY . /app\nCMD ["/app/start.sh"]', []),
    "a target that may be a folder": ("node:24", 'COPY start.sh /app\nCMD ["/app/start.sh"]', []),
    "a RUN that writes it": ("debian:13", f"RUN echo x > /entrypoint.sh\n{START}", []),
    "a RUN in its folder": ("debian:13", 'RUN git clone https://a.example /app\nCMD ["/app/start.sh"]', []),
    "an archive over everything": ("scratch", 'ADD rootfs.tar /\nCMD ["/init"]', []),
    "a target that nobody knows": ("debian:13", f"ARG D\nCOPY entrypoint.sh $D/\n{START}", []),
    "a program of the system": ("debian:13", 'CMD ["/bin/bash"]', []),
    "an image with a start script of its own": ("postgres:18", 'ENTRYPOINT ["/docker-entrypoint.sh"]', []),
    "what a known server's image does not have": ("nginx:1.29", 'CMD ["/start.sh"]', ["/start.sh"]),
    "a folder that the image's PATH names": ("cassandra:5", 'CMD ["/opt/cassandra/bin/run"]', []),
    "the image's WORKDIR": ("redis:8", 'CMD ["/data/run"]', []),
    "a RUN that runs what is not seen": ("debian:13", 'COPY s /s\nRUN /s/install.sh\nCMD ["/init"]', []),
    "a folder of a stage": ("scratch", 'COPY --from=0 /rootfs /\nCMD ["/init"]', []),
    "somebody's image": ("me/base:1", START, []),
    "a name that PATH finds": ("debian:13", 'CMD ["entrypoint.sh"]', []),
    "the stage below brings it": ("debian:13 AS a\nCOPY entrypoint.sh /\nFROM a", START, []),
    "a heredoc": ("debian:13", f"COPY <<E /entrypoint.sh\nx\nE\n{START}", []),
}


@pytest.mark.parametrize(("base", "lines", "words"), CASES.values(), ids=CASES.keys())
def test_cases(base: str, lines: str, words: list[str]) -> None:
    assert [word.strip('"') for word in findings_of(f"FROM {base}\n{lines}\n", RULE)] == words
