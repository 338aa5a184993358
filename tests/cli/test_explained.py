"""`gorae explain` knows Korean words and names that are no page's own."""

from __future__ import annotations

import pytest

from gorae.cli.main import main
from gorae.reference.errors import rules_that_quote
from gorae.reference.library import _NAMED, find_pages, page
from gorae.texts import LANGUAGES


@pytest.mark.parametrize(
    ("why", "word", "title"),
    [
        ("a file's name leads to the concept's page", ".dockerignore", "빌드 컨텍스트"),
        ("a program's name leads to the page of what it is for", "trivy", "이미지 검사하기"),
        ("a key of Compose", "depends_on", "depends_on"),
        ("the Korean word for a concept", "캐시", "빌드 캐시"),
        ("the beginning of a page's Korean title", "레지스트리", "레지스트리와 Docker Hub"),
        ("the Korean translation of an instruction's name", "상태 확인", "HEALTHCHECK"),
        ("the English word in Korean letters", "헬스체크", "HEALTHCHECK"),
        ("Korean words written together", "환경변수", "ENV"),
        ("a Korean name for the ignore file", "무시파일", "빌드 컨텍스트"),
        ("the English word for a concept, asked in Korean", "registry", "레지스트리와 Docker Hub"),
        ("the English word whose page has a longer title", "cache", "빌드 캐시"),
        ("the Korean translation of ENTRYPOINT", "진입점", "ENTRYPOINT"),
        ("the title itself, of several words", "Docker 한눈에", "Docker 한눈에"),
        ("the name of the program itself", "도커", "Docker 한눈에"),
    ],
)
def test_explained(why, word, title, capsys):
    assert main(["explain", *word.split(), "--lang", "ko"]) == 0, why
    assert capsys.readouterr().out.splitlines()[0] == title, why


# What people type who do not know the name of a page, and the page that answers it.
ASKED = {
    "레이어 캐시": "빌드 캐시", "빌드가 느려요": "빌드 캐시", "빌드 오래 걸려요": "빌드 캐시", "캐시가 안 돼요": "빌드 캐시", "CI 캐시": "빌드 캐시",
    "이미지 용량 줄이기": "이미지 용량 줄이기", "이미지가 너무 커요": "이미지 용량 줄이기", "용량 줄이는 법": "이미지 용량 줄이기",
    "컨테이너 로그": "컨테이너 로그", "로그가 안 나와요": "컨테이너 로그", "로그 안 보여요": "컨테이너 로그",
    "볼륨 권한": "볼륨과 마운트", "permission denied": "볼륨과 마운트", "권한 거부": "볼륨과 마운트",
    "시간대": "시간대와 한글", "한국 시간": "시간대와 한글", "9시간 차이": "시간대와 한글", "한글 깨짐": "시간대와 한글", "한글 폰트": "시간대와 한글", "로케일": "시간대와 한글",
    "포트 안 열림": "포트와 네트워크", "포트 매핑": "포트와 네트워크", "도커 네트워크": "포트와 네트워크", "localhost 접속": "포트와 네트워크", "사내 프록시": "포트와 네트워크",
    "exec format error": "플랫폼과 아키텍처", "M1 맥": "플랫폼과 아키텍처", "arm64": "플랫폼과 아키텍처", "크로스 빌드": "플랫폼과 아키텍처",
    "좀비 프로세스": "PID 1과 시그널", "docker stop 느림": "PID 1과 시그널", "그레이스풀 셧다운": "PID 1과 시그널", "init 프로세스": "PID 1과 시그널",
    "no space left on device": "오류 메시지로 찾기", "no such file or directory": "오류 메시지로 찾기", "command not found": "오류 메시지로 찾기",
    "컨테이너가 바로 종료": "오류 메시지로 찾기", "컨테이너 죽어요": "오류 메시지로 찾기", "디스크 꽉 참": "오류 메시지로 찾기", "OOM": "오류 메시지로 찾기", "CRLF": "오류 메시지로 찾기",
    "비밀번호 숨기기": "시크릿", ".env": "시크릿", "DB 비밀번호": "시크릿", "루트 사용자": "root와 권한", "root로 실행": "root와 권한",
    "베이스 이미지 선택": "베이스 이미지 고르기", "alpine vs slim": "베이스 이미지 고르기", "latest 태그": "베이스 이미지 고르기",
    "취약점 스캔": "이미지 검사하기", "보안 취약점": "이미지 검사하기", "도커 컴포즈": "Compose", "서비스 재시작": "Compose", "개발 환경 운영 환경": "Compose",
    "도커 허브": "레지스트리와 Docker Hub", "GPU": "AI·GPU 이미지", "pip 캐시": "--mount=type=cache", "SSH 키": "--mount=type=ssh",
    "컨테이너 접속": "컨테이너", "이미지 삭제": "이미지", "apt 미러": "apt-get", "스프링 부트": "java", "자바 메모리 설정": "java", "크론": "cron, crond",
    "CA 인증서 추가": "update-ca-certificates", "히어독": "<<EOF", "조건문": "test, [", "nginx 설정": "nginx", "헬스체크 실패": "HEALTHCHECK",
    "alpine 파이썬 설치 느림": "베이스 이미지 고르기", "헬스첵": "HEALTHCHECK", "루트 말고 다른 유저로 실행": "root와 권한", "도커 로그 안보임": "컨테이너 로그",
    "멀티 아키텍쳐 빌드": "플랫폼과 아키텍처", "빌드킷이 뭔가요": "Docker 한눈에", "도커이그노어": "빌드 컨텍스트", "환경변수로 비밀번호 넣어도 되나요": "시크릿",
    "컴포즈 네트워크": "networks", "도커 이미지 왜 이렇게 커요": "이미지 용량 줄이기", "permission denied entrypoint.sh": "permission denied", "tzdata 설치중에 멈춤": "시간대와 한글", "docker stop 10초 걸림": "PID 1과 시그널", "WORKDIR이 뭐야": "WORKDIR", "hadolint DL3008": "apt-version-unpinned", "CMD와 ENTRYPOINT 차이": "CMD", "COPY와 ADD 차이": "COPY", "npm ci": "npm ci", "apt-get install": "apt-get install", "git clone": "git clone",
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED)
def test_found_by_what_people_type(asked, capsys):
    assert main(["explain", *asked.split(), "--lang", "ko"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line and "가장 가까운 설명" not in line]
    assert lines[0] == ASKED[asked]


ASKED_IN_ENGLISH = {
    "slow build": "Build cache", "how to reduce image size": "Making an image smaller", "container logs": "Container logs",
    "timezone": "Time zone and language", "port not open": "Ports and networks", "exec format error": "Platforms and architectures",
    "zombie": "PID 1 and signals", "difference between CMD and ENTRYPOINT": "CMD", "secret in build": "Secrets",
}  # fmt: skip


@pytest.mark.parametrize("asked", ASKED_IN_ENGLISH)
def test_found_by_what_people_type_in_english(asked, capsys):
    assert main(["explain", *asked.split(), "--lang", "en"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line and "has no page of its own" not in line]
    assert lines[0] == ASKED_IN_ENGLISH[asked]


# An error as it is pasted, and the rule whose page quotes it, or the page on errors where no rule finds its cause.
PASTED = {
    "Host key verification failed.": "ssh-host-key-missing",
    "npm error code EUSAGE": "manifest-not-copied",
    "/bin/sh: 1: set: Illegal option -o pipefail": "build-broken-today",
    "error: externally-managed-environment": "build-broken-today",
    "go: go.mod requires go >= 1.26 (running go 1.24.2; GOTOOLCHAIN=local)": "base-image-behind-project",
    "npm error EACCES: permission denied, mkdir '/srv/node_modules/.cache'": "user-cannot-write",
    "ERROR: dockerfile parse error on line 3: unknown instruction: APT-GET": "dockerfile parse error",
    "failed to solve: circular dependency detected on stage: builder": "stage-cycle",
    "useradd: UID 1001 is not unique": "user-command-fails",
    "groupadd: GID '1000' already exists": "user-command-fails",
    "Error: pg_config executable not found.": "build-library-missing",
    "ERROR: invalid reference format": "from-arg-default-invalid",
    'process "/bin/sh -c npm ci" did not complete successfully: exit code: 1': "did not complete successfully",
    "x509: certificate signed by unknown authority": "x509: certificate signed by unknown authority",
    "exec /usr/local/bin/start.sh: no such file or directory": "exec …: no such file or directory",
    'failed to compute cache key: "/package.json": not found': '"/app.py": not found',
    "python: can't open file '/app/main.py': [Errno 2] No such file or directory": "오류 메시지로 찾기",
    "fatal: detected dubious ownership in repository at '/app'": "detected dubious ownership in repository",
    'could not translate host name "db" to address': "could not translate host name",
    "No user exists for uid 10001": "No user exists for uid",
    "npm error code ERESOLVE": "ERESOLVE",
    "E: Unable to locate package libgl1-mesa-glx": "Unable to locate package",
    "E: Failed to fetch http://deb.debian.org/debian/pool/main/c/curl_7.deb  404  Not Found [IP: 151.101.2.132 80]": "Failed to fetch",
    "/bin/sh: apt-get: not found": "apt-get: not found",
    "/bin/sh: 1: source: not found": "source: not found",
    "/bin/sh: 1: [[: not found": "[[: not found",
    "env: 'bash\\r': No such file or directory": "\\r': No such file or directory",
    "sh: 1: next: not found": "not found",
    "COPY failed: file not found in build context or excluded by .dockerignore": "file not found in build context",
    "curl: (60) SSL certificate problem: unable to get local issuer certificate": "unable to get local issuer certificate",
    "fatal: could not read Username for 'https://github.com': No such device or address": "could not read Username for",
    "git@github.com: Permission denied (publickey).": "Permission denied (publickey)",
    "Error: Unable to access jarfile app.jar": "Unable to access jarfile",
    'process "/bin/sh -c yarn build" did not complete successfully: exit code: 137': "exit code: 137",
    'exec: "gunicorn": executable file not found in $PATH: unknown': "executable file not found in $PATH",
    "ERROR: unable to select packages:   libressl-dev (no such package):": "unable to select packages",
    "g++: fatal error: Killed signal terminated program cc1plus": "Killed signal terminated program",
}


@pytest.mark.parametrize("pasted", PASTED)
def test_an_error_leads_to_its_rule(pasted, capsys):
    assert main(["explain", pasted, "--lang", "ko"]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line and "가장 가까운 설명" not in line]
    assert lines[0] == PASTED[pasted]


def test_the_cause_counts_more_than_the_line_that_ends_every_failed_build(capsys):
    pasted = """\
#7 1.204 E: Unable to locate package libfoo
ERROR: failed to solve: process "/bin/sh -c apt-get install -y libfoo" did not complete successfully: exit code: 100"""
    assert main(["explain", pasted, "--lang", "ko"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Unable to locate package"


def test_rules_that_share_an_error_are_named_behind_the_page_on_errors(capsys):
    assert main(["explain", "exec /start.sh: no such file or directory", "--lang", "ko"]) == 0
    last = capsys.readouterr().out.rpartition("다른 설명: ")[2]
    assert "`gorae explain entrypoint-script-crlf`" in " ".join(last.split())


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("any program may be missing, and any file", "not found"),
        ("a page of the reference is looked for by it", "permission denied"),
        ("a command that many pages quote is no error", "npm ci"),
        ("a word of its own says nothing", "error"),
        ("a flag has a page of its own", "COPY --from"),
    ],
)
def test_what_many_rules_quote_is_no_error_of_one(why, said):
    assert rules_that_quote(said) == [], why


@pytest.mark.parametrize(
    ("why", "asked"),
    [
        ("a word that means nothing", "frobnicate"),
        ("a subject that no page is about", "리액트 배포"),
        ("a misspelt word is not answered with another word's page", "healthchek"),
        ("a sign without letters", "…"),
    ],
)
def test_nothing_is_made_up(why, asked, capsys):
    assert main(["explain", *asked.split(), "--lang", "ko"]) == 2, why
    assert capsys.readouterr().out == "", why


@pytest.mark.parametrize("word", ["registry", "cache"])
def test_plain_words_have_pages(word):
    assert find_pages(word, "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_leads_to_pages(language):
    for target in _NAMED.values():
        for one in target.split():
            assert page(*one.split("/"), language) is not None, one
