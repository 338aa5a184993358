"""Bake files by what they are about."""

from __future__ import annotations


def hcl(text: str, **more: str) -> dict[str, str]:
    """`docker-bake.hcl`, and others whose names have `__` for `.`."""
    return {
        "docker-bake.hcl": text,
        **{name.replace("__", ".").replace("0", "-"): other for name, other in more.items()},
    }


def args(*rows: str) -> dict[str, str]:
    """One target with these arguments."""
    return hcl(
        'target "app" {\n  args = {\n'
        + "".join(f"    A{number} = {row}\n" for number, row in enumerate(rows))
        + "  }\n}\n"
    )


NAMES = 'vs = ["a", "b"]\nm = { b = "2", a = "1" }\nflag = true\n'


def template(*rows: str) -> dict[str, str]:
    """The same, with a list `vs`, a map `m` and `flag`, which is true."""
    return hcl(NAMES + args(*rows)["docker-bake.hcl"])


CASES: dict[str, dict[str, str]] = {
    "plain": hcl('target "app" {\n  context = "app"\n  dockerfile = "docker/Dockerfile"\n  target = "run"\n  args = { A = "1" }\n}\n'),
    "nothing but a name": hcl('target "app" {}\n'),
    "a group": hcl('group "default" {\n  targets = ["a", "b"]\n}\ntarget "a" { context = "a" }\ntarget "b" { context = "b" }\n'),
    "comments of each kind": hcl('# one\n// two\n/* three { */\ntarget "app" { # four\n  context = "a" // five\n}\n'),
    "braces in texts": hcl('target "app" {\n  args = { A = "{", B = "}" }\n  context = "x"\n}\n'),
    "a heredoc": hcl('target "app" {\n  dockerfile-inline = <<EOT\nFROM scratch\nCOPY a /\nEOT\n}\n'),
    "an indented heredoc": hcl('target "app" {\n  args = {\n    A = <<-EOT\n      one\n        two\n      EOT\n  }\n}\n'),
    "escapes": args(r'"a\tb\"c\\d"', r'"\u00e9"', '"$${x}"', '"%%{x}"', '"한글 🐳"'),
    "CRLF": hcl('target "app" {\r\n  context = "a"\r\n  args = {\r\n    A = "1"\r\n  }\r\n}\r\n'),
    # variables
    "a variable": hcl('variable "TAG" {\n  default = "1.2"\n}\ntarget "app" {\n  args = { V = TAG, W = "v${TAG}" }\n}\n'),
    "a variable without default": hcl('variable "TAG" {}\ntarget "app" {\n  args = { V = "${TAG}x" }\n}\n'),
    "a variable of a variable": hcl('variable "A" { default = "a" }\nvariable "B" { default = "${A}b" }\ntarget "app" {\n  args = { V = B }\n}\n'),
    "an attribute at the top": hcl('repo = "shop"\ntarget "app" {\n  args = { V = "${repo}/x" }\n}\n'),
    "a number, a boolean, a list": hcl('variable "N" { default = 3 }\nvariable "T" { default = true }\nvariable "L" { default = ["a", "b"] }\ntarget "app" {\n  args = { N = N, T = T, L = L[1], J = join("-", L) }\n}\n'),
    "a map": hcl('variable "M" {\n  default = { a = { b = "c" } }\n}\ntarget "app" {\n  args = { V = M.a.b, W = M["a"]["b"] }\n}\n'),
    "another target's value": hcl('target "base" {\n  args = { V = "1" }\n}\ntarget "app" {\n  args = { V = "${target.base.args.V}2" }\n}\n'),
    # operators
    "arithmetic": args("1 + 2 * 3", "(1 + 2) * 3", "7 % 4", "1 / 4", "-(3)", "10 - 4 - 3"),
    "comparison": args("1 < 2", '"a" == "a"', "1 != 1", "2 >= 2", "!true", "true && false", "true || false"),
    "a condition": args('true ? "yes" : "no"', '"" == "" ? "empty" : "full"', 'false ? null : "x"'),
    "a directive in a text": args('"a%{ if true }b%{ else }c%{ endif }d"', '"%{ if false }b%{ endif }"'),
    "loops in a text": template('"x%{ for v in vs }${v},%{ endfor }y"', '"x %{ for v in vs ~} ${v}, %{~ endfor } y"', '"%{ for i, v in vs }${i}=${v} %{ endfor }"', '"%{ for k, v in m }${k}=${v} %{ endfor }"', '"%{ for v in [] }q%{ endfor }"'),
    "conditions in a text": template('"%{ if flag }${upper("a")}%{ else }q${nothing}%{ endif }"', '"a %{~ if flag ~} b %{~ else ~} c %{~ endif ~} d"', '"%{ if !flag }x%{ endif }"', '"%{ if "true" }x%{ endif }"'),
    "directives within directives": template('"%{ for v in vs }%{ if v == "a" }<${v}>%{ else }[${v}]%{ endif }%{ endfor }"', '"%{ for v in vs }%{ for w in vs }${v}${w} %{ endfor }%{ endfor }"', '"%{ if flag }%{ for v in vs }${v}%{ endfor }%{ endif }"'),
    "blanks taken away": template('"a ${~ "b" ~} c"', '" ${~ "b" } "', '"a \\n ${~ "b" ~} \\n c"'),
    "directives in a heredoc": hcl(NAMES + 'target "app" {\n  args = {\n    A = <<EOT\nx\n%{ for v in vs ~}\n  item ${v}\n%{ endfor ~}\ny\nEOT\n    B = <<EOT\n%{ for v in vs }\n${v}\n%{ endfor }\nEOT\n    C = <<EOT\n  a\n  %{~ if flag ~}\n  b\n  %{~ endif ~}\n  c\nEOT\n  }\n}\n'),
    "directives in an indented heredoc": hcl(NAMES + 'target "app" {\n  args = {\n    A = <<-EOT\n      x\n      %{ for v in vs ~}\n        item ${v}\n      %{ endfor ~}\n      y\n    EOT\n    B = <<-EOT\n      FROM x\n      %{ if flag }\n      RUN y\n      %{ else }\n      RUN z\n      %{ endif }\n      EOT\n    C = <<-EOT\n      ${vs[0]}\n        b\n\n      EOT\n  }\n}\n'),
    "a Dockerfile made of a list": hcl('variable "PKGS" { default = ["curl", "git"] }\ntarget "app" {\n  dockerfile-inline = <<EOT\nFROM alpine\n%{ for p in PKGS ~}\nRUN apk add ${p}\n%{ endfor ~}\nEOT\n}\n'),
    "directives in JSON": {"docker-bake.json": '{"variable": {"L": {"default": ["a", "b"]}, "F": {"default": true}}, "target": {"app": {"args": {"A": "%{ for v in L }${v}-%{ endfor }", "B": "%{ if F }yes%{ else }no%{ endif }", "C": "a ${~ \\"b\\" ~} c", "D": "$${x}"}}}}'},
    "a map in the order of its keys": args('join(",", [for k, v in {b = 1, a = 2} : "${k}${v}"])', 'join(",", [for v in {b = 1, a = 2} : v])', 'jsonencode({for v in ["aa", "ab", "b"] : substr(v, 0, 1) => v...})'),
    # lists
    "a list made of a list": args('join(",", [for x in ["a", "b"] : upper(x)])', 'join(",", [for i, x in ["a", "b"] : "${i}${x}"])', 'join(",", [for x in ["a", "b", "c"] : x if x != "b"])'),
    "a map made of a list": args('join(",", keys({for x in ["b", "a"] : x => 1}))'),
    "a splat": args('join(",", [{n = "a"}, {n = "b"}][*].n)'),
    "arguments spread out": args('coalesce(["", "b"]...)'),
    # functions
    "texts": args('upper("a")', 'lower("A")', 'title("a b")', 'trimspace(" a ")', 'replace("a.b", ".", "-")', 'substr("hello", 1, 3)', 'trimprefix("v1", "v")', 'trimsuffix("a.b", ".b")', 'trim("xax", "x")', 'format("%s-%03d", "a", 7)', 'reverse("abc")', 'chomp("a\\n")', 'indent(2, "a\\nb")', 'strlen("한글")'),
    "collections": args('join(",", concat(["a"], ["b"]))', 'length(["a", "b"])', 'contains(["a"], "a")', 'element(["a", "b"], 3)', 'lookup({a = "1"}, "b", "d")', 'join(",", distinct(["a", "a"]))', 'join(",", sort(["b", "a"]))', 'join(",", flatten([["a"], ["b"]]))', 'join(",", slice(["a", "b", "c"], 1, 3))', 'join(",", compact(["", "a"]))', 'join(",", reverselist(["a", "b"]))', 'merge({a = "1"}, {a = "2"}).a', 'join(",", values({b = "2", a = "1"}))', 'zipmap(["a"], ["1"]).a', 'range(3)[2]', 'join(",", setsubtract(["a", "b"], ["a"]))'),
    "numbers and texts for each other": args('lookup({"17" = "a"}, 17, "d")', 'replace(1.5, ".", "-")', 'upper(true)', 'substr(1234, 0, 2)', 'join("", split(".", 1.2))', 'trimprefix(12, "1")', 'regex("7", 17)', 'strlen(100)', 'md5(1)', 'max("2", 1)', '1 + "2"', '"3" > 2 ? "y" : "n"', 'sanitize(1.5)', 'equal(17, "17") ? "y" : "n"'),
    "encodings": args('base64encode("a")', 'base64decode("YQ==")', 'jsonencode({b = 1, a = "x"})', 'jsondecode("{\\"a\\": \\"b\\"}").a', 'md5("a")', 'sha1("a")', 'sha256("a")', 'urlencode("a b/c")'),
    "patterns": args('regex("[0-9]+", "ab12")', 'regex("([a-z])([0-9])", "a1")[1]', 'regex_replace("abc", "(b)", "<$1>")', 'can(regex("^7", "8")) ? "yes" : "no"', 'try(regex("^7", "8"), "other")'),
    "numbers": args("max(1, 3)", "min(1, 3)", "ceil(1.2)", "floor(1.8)", "int(3.7)", 'parseint("ff", 16)', "absolute(-2)", "add(1, 2)", "1.5", "100000000"),
    "a function of one's own": hcl('function "tag" {\n  params = [name, n]\n  result = "${name}:${n + 1}"\n}\ntarget "app" {\n  args = { V = tag("a", 1) }\n}\n'),
    "a function with a rest": hcl('function "all" {\n  params = []\n  variadic_params = rest\n  result = join("+", rest)\n}\ntarget "app" {\n  args = { V = all("a", "b") }\n}\n'),
    "a name made clean": hcl('target "app" {\n  args = { V = sanitize("a/b.c") }\n}\n'),
    # inheritance
    "inherits": hcl('target "base" {\n  dockerfile = "B"\n  args = { A = "1", B = "2" }\n}\ntarget "app" {\n  inherits = ["base"]\n  args = { B = "3", C = "4" }\n}\n'),
    "inherits of two": hcl('target "a" {\n  target = "a"\n  args = { X = "a" }\n}\ntarget "b" {\n  target = "b"\n  args = { X = "b" }\n}\ntarget "app" {\n  inherits = ["a", "b"]\n}\n'),
    "inherits of what inherits": hcl('target "a" {\n  context = "a"\n}\ntarget "b" {\n  inherits = ["a"]\n  target = "b"\n}\ntarget "app" {\n  inherits = ["b"]\n}\n'),
    "an argument that is null": hcl('target "base" {\n  args = { A = "1", B = "2" }\n}\ntarget "app" {\n  inherits = ["base"]\n  args = { A = null }\n}\n'),
    # matrices
    "a matrix": hcl('target "app" {\n  name = "app-${tgt}"\n  matrix = {\n    tgt = ["lint", "test"]\n  }\n  target = tgt\n}\n'),
    "a matrix of two": hcl('target "app" {\n  name = "app-${a}-${b}"\n  matrix = {\n    a = ["x", "y"]\n    b = ["1", "2"]\n  }\n  args = { A = a, B = b }\n}\n'),
    "a matrix of maps": hcl('target "app" {\n  name = "app-${item.n}"\n  matrix = {\n    item = [{ n = "x", v = "1" }, { n = "y", v = "2" }]\n  }\n  args = { V = item.v }\n}\n'),
    "a matrix of a variable": hcl('variable "VERSIONS" { default = ["3.12", "3.13"] }\ntarget "app" {\n  name = "app-${replace(v, ".", "-")}"\n  matrix = { v = VERSIONS }\n  args = { V = v }\n}\n'),
    "inherits in a matrix": hcl('target "base" {\n  args = { A = "1" }\n}\ntarget "app" {\n  inherits = ["base"]\n  name = "app-${x}"\n  matrix = { x = ["a"] }\n}\n'),
    "inherits of a matrix's target": hcl('target "app" {\n  name = "app-${x}"\n  matrix = { x = ["a", "b"] }\n  target = x\n}\ntarget "more" {\n  inherits = ["app-b"]\n  args = { A = "1" }\n}\n'),
    # more files
    "an override": hcl('target "app" {\n  context = "a"\n  args = { A = "1", B = "1" }\n}\n', docker0bake__override__hcl='target "app" {\n  args = { A = "2" }\n}\n'),
    "JSON and HCL": {"docker-bake.hcl": 'target "app" {\n  target = "h"\n}\n', "docker-bake.json": '{"target": {"app": {"target": "j", "args": {"J": "1"}}}}'},
    "a target in two blocks": hcl('target "app" {\n  context = "a"\n  target = "x"\n}\ntarget "app" {\n  target = "y"\n}\n'),
    # JSON
    "JSON": {"docker-bake.json": '{\n\t"group": {"default": {"targets": ["app"]}},\n\t"target": {"app": {"context": "a", "args": {"A": "1", "B": 2, "C": true, "D": null}}}\n}\n'},
    "templates in JSON": {"docker-bake.json": '{"variable": {"V": {"default": "1"}}, "target": {"app": {"args": {"A": "v${V}", "B": "${upper(\\"x\\")}"}}}}'},
    "inherits in JSON": {"docker-bake.json": '{"target": {"base": {"args": {"A": "1"}}, "app": {"inherits": ["base"], "target": "run"}}}'},
    # contexts
    "contexts": hcl('target "base" {}\ntarget "app" {\n  contexts = {\n    base = "target:base"\n    alpine = "docker-image://alpine:3.22"\n    lib = "./lib"\n  }\n}\n'),
    "a remote context": hcl('target "app" {\n  context = "https://example.com/x.git"\n}\n'),
}  # fmt: skip
