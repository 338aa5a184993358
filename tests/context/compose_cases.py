"""Compose projects by what they are about; of each, `compose.yaml` (or the file named first) is read."""

from __future__ import annotations

WEB = "services:\n  web:\n    build: .\n"


def one(text: str, **more: str) -> dict[str, str]:
    """A project of `compose.yaml` and others, whose names have `__` for `.` and `_S_` for `/`."""
    return {
        "compose.yaml": text,
        **{name.replace("_S_", "/").replace("__", "."): other for name, other in more.items()},
    }


CASES: dict[str, dict[str, str]] = {
    # the forms of `build`
    "a folder alone": one(WEB),
    "a folder below": one("services: {web: {build: ./web}}"),
    "a folder above": one("services: {web: {build: ../x}}"),
    "a map": one("services:\n  web:\n    build:\n      context: app\n      dockerfile: docker/prod.Dockerfile\n      target: run\n"),
    "a map without context": one("services: {web: {build: {dockerfile: Dockerfile.dev}}}"),
    "an image alone": one("services: {web: {image: x}}"),
    "an empty map": one("services: {web: {build: {}}}"),
    "a remote context": one("services: {web: {build: 'https://example.com/x.git#main'}}"),
    "a remote context over ssh": one("services: {web: {build: {context: 'git@example.com:a/b.git'}}}"),
    "a Dockerfile in the file itself": one("services:\n  web:\n    build:\n      context: .\n      dockerfile_inline: |\n        FROM scratch\n"),
    "an absolute Dockerfile": one("services: {web: {build: {context: ., dockerfile: /tmp/Dockerfile}}}"),
    "an image and a build": one("services: {web: {build: ., image: 'shop/web:1'}}"),
    "flow style in JSON": one('{"services": {"web": {"build": {"context": ".", "args": {"A": "1"}}}}}'),
    # arguments
    "arguments as a map": one("services: {web: {build: {context: ., args: {A: 1, B: two, C: '3', D: true, E: 1.50}}}}"),
    "arguments as a list": one("services: {web: {build: {context: ., args: [A=1, B=a=b, C=, D]}}}"),
    "numbers as Go prints them": one("services: {web: {build: {context: ., args: {A: 3.10, B: 1e3, C: 0x1F, D: 010, E: 1_000, F: .5, G: 1e20, H: 123456789.5, I: -0.00001}}}}"),
    "words that are no booleans": one("services: {web: {build: {context: ., args: {A: yes, B: off, C: True, D: 'true', E: n}}}}"),
    "nothing as a value": one("services: {web: {build: {context: ., args: {A: , B: ~, C: null, D: ''}}}}"),
    "한글과 그림": one("services: {web: {build: {context: ., args: {이름: 고래, A: '🐳'}}}}"),
    "a block text": one("services:\n  web:\n    build:\n      context: .\n      args:\n        A: |\n          one\n          two\n        B: >-\n          one\n          two\n"),
    # variables
    "a default": one("services: {web: {build: {context: '${DIR:-app}', args: {V: '${V-1.2}'}}}}"),
    "a value of .env": one("services: {web: {build: {context: '$DIR', target: '${STAGE}'}}}", __env="DIR=app\nSTAGE=run\n"),
    ".env with quotes and comments": one("services: {web: {build: {context: ., args: {A: '$A', B: '$B', C: '$C', D: '$D'}}}}", __env="# c\nA='x $y'\nB=\"a b\" # c\nexport C=plain # c\nD=${C}-d\n"),
    "a default within a default": one("services: {web: {build: {context: ., args: {A: '${X:-${Y:-z}}'}}}}"),
    "a dollar sign": one("services: {web: {build: {context: ., args: {A: 'a$$b', B: '$$$$'}}}}"),
    "instead, where it is set": one("services: {web: {build: {context: ., args: {A: '${X:+set}'}}}}", __env="X=1\n"),
    "a variable in a name of a stage": one("services: {web: {build: {context: ., target: '${T:-prod}-run'}}}"),
    # anchors and merges
    "an alias for the whole build": one("x-build: &b {context: ., target: run}\nservices: {a: {build: *b}, b: {build: *b}}"),
    "a merged map": one("x-b: &b {context: ., target: run, args: {A: 1}}\nservices: {a: {build: {<<: *b, target: test}}}"),
    "merged maps, the first wins": one("x-a: &a {target: one}\nx-b: &b {target: two, dockerfile: B}\nservices: {s: {build: {<<: [*a, *b], context: .}}}"),
    "a merged service": one("services:\n  a: &a\n    build: {context: a, args: {X: 1}}\n    ports: ['80']\n  b:\n    <<: *a\n    ports: ['81']\n"),
    "an alias as a value": one("x-v: &v '1.2'\nservices: {s: {build: {context: ., args: {V: *v}}}}"),
    "arguments merged": one("x-args: &args {A: 1, B: 2}\nservices: {s: {build: {context: ., args: {<<: *args, B: 3}}}}"),
    # extends
    "extends a service of the same file": one("services: {base: {build: {context: ., args: {A: 1}}}, web: {extends: base, build: {args: {B: 2}}}}"),
    "extends by a map": one("services: {base: {build: b}, web: {extends: {service: base}}}"),
    "extends a service of another file": one("services: {web: {extends: {file: common/c.yaml, service: app}}}", common_S_c__yaml="services: {app: {build: ./app, ports: ['80:80']}}"),
    "extends what extends": one("services: {a: {build: {context: ., target: a}}, b: {extends: a, build: {dockerfile: B}}, c: {extends: b, build: {target: c}}}"),
    "extends and appends": one("services: {a: {build: ., ports: ['1:1']}, b: {extends: a, ports: ['2:2']}}"),
    "extends with another command": one("services: {a: {build: ., command: [a, b]}, b: {extends: a, command: c d}}"),
    "extends a map of arguments with a list": one("services: {a: {build: {context: ., args: {A: 1}}}, b: {extends: a, build: {args: [A=2, B=3]}}}"),
    "a short build over a map": one("services: {a: {build: {context: x, target: t}}, b: {extends: a, build: y}}"),
    # include
    "include": one("include: [db/compose.yaml]\nservices: {web: {build: .}}", db_S_compose__yaml="services: {db: {build: ./image}}"),
    "include by a map": one("include: [{path: db/c.yaml, project_directory: .}]\nservices: {web: {build: .}}", db_S_c__yaml="services: {db: {build: ./image}}"),
    "include with its own .env": one("include: [db/compose.yaml]\nservices: {web: {build: .}}", db_S_compose__yaml="services: {db: {build: {context: ., args: {V: '$V'}}}}", db_S___env="V=9\n"),
    "include of two files as one": one("include: [{path: [db/a.yaml, db/b.yaml]}]\nservices: {web: {build: .}}", db_S_a__yaml="services: {db: {build: ., ports: ['1']}}", db_S_b__yaml="services: {db: {build: {target: x}}}"),
    # overrides
    "an override": one("services: {web: {build: {context: ., target: run}, ports: ['80:80']}}", compose__override__yaml="services: {web: {build: {target: dev}, ports: ['81:81']}}"),
    "an override of a short build": one("services: {web: {build: app}}", compose__override__yaml="services: {web: {build: {args: {A: 1}}}}"),
    "an override that resets": one("services: {web: {build: {context: ., target: run}, ports: ['80:80'], command: a}}", compose__override__yaml="services: {web: {ports: !reset [], command: !reset null}}"),
    "an override that replaces": one("services: {web: {build: {context: ., args: {A: 1, B: 2}}, ports: ['80:80']}}", compose__override__yaml="services: {web: {build: {args: !override {C: 3}}, ports: !override ['81:81']}}"),
    "an override with a service of its own": one(WEB, compose__override__yaml="services: {debug: {build: ./debug}}"),
    # ports, order, start
    "forms of ports": one("services: {web: {build: ., ports: ['80', '8080:81', '127.0.0.1:8081:82', '83/udp', '8084-8085:84-85', {target: 86}, '[::1]:8087:87', 8888]}}"),
    "order as a list": one("services: {web: {build: ., depends_on: [db, cache]}, db: {image: a}, cache: {image: b}}"),
    "order with conditions": one("services: {web: {build: ., depends_on: {db: {condition: service_healthy}, job: {condition: service_completed_successfully}}}, db: {image: a}, job: {image: b}}"),
    "order by links": one("services: {web: {build: ., links: ['db:database']}, db: {image: a}}"),
    "a network of another service": one("services: {web: {build: ., network_mode: 'service:db'}, db: {image: a}}"),
    "an override that resets single entries": one(
        "services: {w: {build: {context: ., args: {A: 1, B: 2}}, environment: {X: 1, Y: 2}, depends_on: {q: {condition: service_started}}}, q: {image: x}}",
        compose__override__yaml="services: {w: {build: {args: {A: !reset null}}, environment: {X: !reset null}, depends_on: {q: !reset null}}}",
    ),
    "merged maps within merged maps": one("x-a: &a\n  build: &ab\n    context: c1\n    args: &aa {A: 1, B: 2}\nx-b: &b\n  <<: *a\n  image: i\nservices:\n  w:\n    <<: *b\n    build:\n      <<: *ab\n      args:\n        <<: *aa\n        B: 3\n"),
    "lists by aliases": one("x-p: &p ['80:80', '81:81']\nx-args: &args [A=1, B=2]\nservices: {w: {image: x, ports: *p, build: {context: ., args: *args}}, v: {image: y, ports: *p}}"),
    "commands that no shell reads": one('services:\n  s0: {image: x, command: "a > b"}\n  s1: {image: x, command: "a && b"}\n  s2: {image: x, command: "a | b"}\n  s3: {image: x, command: "a; b"}\n  s4: {image: x, command: "a 2>/dev/null b"}\n  s5: {image: x, command: "a \'x > y\' b"}\n  s6: {image: x, command: "a \\\\> b"}\n  s7: {image: x, command: "a \\"b\\\\nc\\""}\n  s8: {image: x, command: "a \\"\\""}\n  s9: {image: x, command: "a \'\' b"}\n  s10: {image: x, command: "a \\"b\\"c\'d\'"}\n  s11: {image: x, command: "a `b c` d"}\n  s12: {image: x, command: "a $$(b c) d"}\n  s13: {image: x, command: "a #b"}\n  s14: {image: x, command: "a \\"b \\\\\\n c\\""}\n  s15: {image: x, command: "sh -c \'a; b\'"}\n  s16: {image: x, command: "a b&c"}\n  s17: {image: x, command: "\'a\'>b"}\n  s18: {image: x, command: "x1>y 2"}\n  s19: {image: x, command: "a ${X:-b c}"}\n  s20: {image: x, command: "한글 \'고래 🐳\'"}\n  s21: {image: x, command: "a \\\\\'b\\\\\'"}\n  s22: {image: x, command: "a \'\\\\\'"}\n'),
    "a command that is refused: parentheses": one('services: {s: {image: x, command: "a (b) c"}}'),
    "a command that is refused: an open quote": one('services: {s: {image: x, command: "a \'b"}}'),
    "a command that is refused: an escape at the end": one('services: {s: {image: x, command: "a \\\\"}}'),
    "a command that is refused: a closing parenthesis": one('services: {s: {image: x, command: "a )"}}'),
    "commands": one("services: {a: {build: ., command: npm start, entrypoint: ['/x', '-y']}, b: {build: ., command: \"sh -c 'a b'\"}}"),
    "env files": one("services: {a: {build: ., env_file: a.env}, b: {build: ., env_file: [b.env, {path: c.env, required: false}]}}", a__env="X=1\nY='a # b'\n", b__env="X=2 # c\nZ=\n"),
    "variables of the container": one("services: {a: {build: ., environment: {A: 1, B: '${X:-y}', C: }}, b: {build: ., environment: [A=1, B]}}"),
    "profiles": one("services: {a: {build: ., profiles: [dev]}, b: {build: ., profiles: [dev, test]}, c: {build: .}}"),
    "additional contexts": one("services: {a: {build: {context: ., additional_contexts: {lib: ./lib, base: 'docker-image://alpine:3.22'}}}, b: {build: {context: ., additional_contexts: ['lib=./lib']}}}"),
    # the text
    "CRLF": one("services:\r\n  web:\r\n    build:\r\n      context: app\r\n      target: run\r\n"),
    "a mark at the beginning": one("\ufeffservices:\n  web:\n    build: app\n"),
    "comments and blank lines": one("# 서비스\nservices:\n\n  # the site\n  web: # here\n    build: app # there\n"),
    "keys in quotes": one('"services":\n  "web":\n    "build": "app"\n'),
    "an extension in a service": one("services: {web: {build: ., x-note: {build: ./no}}}"),
    "a version": one('version: "3.8"\nservices: {web: {build: .}}'),
    "a comment in .env without a value before it": one("services: {web: {build: {context: ., args: {A: '$A', B: '$B', C: '$C', D: '$D'}}}}", __env="A= # a\nB=# b\nC=x # c\nD=x#d\n"),
    "a profile named twice": one("services: {base: {build: ., profiles: [a]}, web: {extends: base, profiles: [a, b]}}"),
    # several documents
    "several documents": one("services: {web: {build: {context: ., args: {A: 1}}, ports: ['80:80'], command: a}}\n---\nservices: {web: {build: {target: t, args: {B: 2}}, command: b}, db: {image: x}}\n"),
    "several documents, and a service of the first extended there": one("services: {base: {build: ., command: a}, web: {extends: base}}\n---\nservices: {base: {command: b}}\n"),
    "several documents of a file that is extended": one("services: {web: {extends: {file: b.yaml, service: base}}}", b__yaml="services: {base: {build: ., command: a}}\n---\nservices: {base: {command: b}}\n"),
    # what compose sets itself
    "the folder it is called in": one("services: {web: {build: '${PWD}/x'}}", __env="PWD=/elsewhere\n"),
    "the folder it is called in, in an included file": one("include: [sub/c.yaml]", sub_S_c__yaml="services: {web: {build: '${PWD}/x'}}"),
    "the project's name": one("name: shop\nservices: {web: {build: ., image: '${COMPOSE_PROJECT_NAME}/web'}}"),
    "the project's name, of .env": one("name: shop\nservices: {web: {build: ., image: '${COMPOSE_PROJECT_NAME}/web'}}", __env="COMPOSE_PROJECT_NAME=mall\n"),
    "the files, of .env": {"a.yaml": "services: {web: {build: .}}", "b.yaml": "services: {web: {build: {target: t}}}", ".env": "COMPOSE_FILE=a.yaml:b.yaml\n"},
    "an argument and a variable of .env": one("services: {web: {build: {context: ., args: [A, B=, C]}, environment: [A, C]}, api: {build: {context: ., args: {A: , C: }}}}", __env="A=7\n"),
    # includes
    "an included file and the folder that its paths count from": one("include: [{path: sub/c.yaml, project_directory: .}]", sub_S_c__yaml="services: {web: {build: x}}"),
    "an included file and another project's folder": one("include: [{path: sub/c.yaml, project_directory: other}]", sub_S_c__yaml="services: {web: {build: {context: x, args: {Z: $Z}}, env_file: a.env}}", other_S_a__env="Q=1\n", other_S___env="Z=1\n"),
    "included files laid over each other": one("include: [{path: [sub/c.yaml, d.yaml]}]", sub_S_c__yaml="services: {web: {build: x}}", d__yaml="services: {web: {build: {context: y, target: t}}}"),
    "an included file with variables of its own": one("include: [{path: sub/c.yaml, env_file: [a.env, b.env]}]", sub_S_c__yaml="services: {web: {build: {context: ., args: {A: $A, B: $B}}}}", a__env="A=1\nB=1\n", b__env="B=2\n"),
    "an included file includes": one("include: [a/c.yaml]", a_S_c__yaml="include: [b/c.yaml]\nservices: {web: {build: .}}", a_S_b_S_c__yaml="services: {in: {build: .}}"),
}  # fmt: skip
