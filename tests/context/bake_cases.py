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
    # more of what is written
    "an indented heredoc of a Dockerfile": {"docker-bake.hcl": "target \"a\" {\n  dockerfile-inline = <<-EOT\n    FROM alpine\n      RUN x\n\n    COPY a /\n  EOT\n}\n"},
    "a heredoc with variables and dollar signs": {"docker-bake.hcl": "variable \"V\" { default = \"3\" }\ntarget \"a\" {\n  dockerfile-inline = <<EOT\nFROM alpine:${V}\nRUN echo $${V} $V\n%%{ if }\nEOT\n}\n"},
    "a heredoc with blanks taken away": {"docker-bake.hcl": "variable \"L\" { default = [\"a\",\"b\"] }\ntarget \"a\" {\n  dockerfile-inline = <<-EOT\n    FROM x\n    %{~ for l in L }\n    RUN ${l}\n    %{~ endfor }\n    CMD y\n  EOT\n}\n"},
    "a heredoc of Windows": {"docker-bake.hcl": "target \"a\" {\r\n  args = {\r\n    A = <<-EOT\r\n      x\r\n        y\r\n    EOT\r\n  }\r\n}\r\n"},
    "variables with types": {"docker-bake.hcl": "variable \"S\" {\n  type = string\n  default = \"x\"\n}\nvariable \"N\" {\n  type = number\n  default = 7\n}\nvariable \"B\" {\n  type = bool\n  default = true\n}\nvariable \"L\" {\n  type = list(string)\n  default = [\"a\"]\n}\nvariable \"M\" {\n  type = map(string)\n  default = {a = \"b\"}\n}\ntarget \"a\" { args = { S = S, N = N, B = B, L = L[0], M = M[\"a\"] } }\n"},
    "a set, a tuple and anything": {"docker-bake.hcl": "variable \"S\" {\n  type = set(string)\n  default = [\"b\", \"a\", \"b\"]\n}\nvariable \"T\" {\n  type = tuple([string, number])\n  default = [\"x\", 1]\n}\nvariable \"A\" {\n  type = any\n  default = null\n}\ntarget \"a\" { args = { S = join(\",\", S), T = T[1] } }\n"},
    "a type that turns the default": {"docker-bake.hcl": "variable \"N\" {\n  type = string\n  default = 1.50\n}\nvariable \"M\" {\n  type = number\n  default = \"12\"\n}\ntarget \"a\" { args = { N = N, M = M + 1 } }\n"},
    "a variable with a validation": {"docker-bake.hcl": "variable \"V\" {\n  default = \"a\"\n  description = \"d\"\n  validation {\n    condition = V != \"\"\n    error_message = \"no\"\n  }\n}\ntarget \"a\" { args = { V = V } }\n"},
    "empty texts": {"docker-bake.hcl": "target \"a\" {\n  target = \"\"\n  dockerfile = \"\"\n  context = \"\"\n}\n"},
    "empty texts over what is inherited": {"docker-bake.hcl": "target \"p\" {\n  target = \"x\"\n  dockerfile = \"D\"\n}\ntarget \"a\" {\n  inherits = [\"p\"]\n  target = \"\"\n  dockerfile = \"\"\n}\n"},
    "nothing over what is inherited": {"docker-bake.hcl": "target \"p\" {\n  target = \"x\"\n  context = \"c\"\n}\ntarget \"a\" {\n  inherits = [\"p\"]\n  target = null\n  context = null\n}\n"},
    "two ways to one parent": {"docker-bake.hcl": "target \"r\" {\n  args = {A = \"r\", R = \"r\"}\n  dockerfile = \"R\"\n}\ntarget \"x\" {\n  inherits = [\"r\"]\n  args = {A = \"x\"}\n}\ntarget \"y\" {\n  inherits = [\"r\"]\n  args = {Y = \"y\"}\n}\ntarget \"a\" { inherits = [\"x\", \"y\"] }\n"},
    "parents by name of a variable": {"docker-bake.hcl": "variable \"P\" { default = \"p\" }\ntarget \"p\" { target = \"t\" }\ntarget \"a\" { inherits = [P] }\ntarget \"b\" { inherits = [\"${P}\"] }\n"},
    "parents that are joined": {"docker-bake.hcl": "target \"p\" { target = \"t\" }\ntarget \"q\" { args = { Q = \"1\" } }\ntarget \"a\" { inherits = concat([\"p\"], true ? [\"q\"] : []) }\n"},
    "a matrix with a name made clean": {"docker-bake.hcl": "group \"default\" { targets = [\"app\"] }\ntarget \"app\" {\n  name = \"app-${sanitize(v)}\"\n  matrix = { v = [\"1.2\", \"1.3/x\"] }\n  args = { V = v }\n  dockerfile = \"D.${v}\"\n}\n"},
    "a matrix in the names of parents": {"docker-bake.hcl": "target \"base-x\" { target = \"x\" }\ntarget \"base-y\" { target = \"y\" }\ntarget \"app\" {\n  name = \"app-${v}\"\n  inherits = [\"base-${v}\"]\n  matrix = { v = [\"x\", \"y\"] }\n}\n"},
    "a matrix in contexts": {"docker-bake.hcl": "target \"dep\" {\n  name = \"dep-${v}\"\n  matrix = { v = [\"x\", \"y\"] }\n  context = v\n}\ntarget \"app\" {\n  name = \"app-${v}\"\n  matrix = { v = [\"x\", \"y\"] }\n  contexts = { d = \"target:dep-${v}\" }\n}\n"},
    "a matrix with conditions": {"docker-bake.hcl": "target \"app\" {\n  name = \"app-${i.n}${i.m == \"\" ? \"\" : \"-\"}${i.m}\"\n  matrix = { i = [{n = \"a\", m = \"\"}, {n = \"b\", m = \"c\"}] }\n  target = i.m != \"\" ? i.m : null\n  context = \"./${i.n}\"\n}\n"},
    "a matrix of a function": {"docker-bake.hcl": "function \"vers\" {\n  params = []\n  result = [\"1\", \"2\"]\n}\ntarget \"app\" {\n  name = \"a${v}\"\n  matrix = { v = vers() }\n  args = { V = v }\n}\n"},
    "keys that are worked out": {"docker-bake.hcl": "variable \"K\" { default = \"key\" }\ntarget \"app\" { args = { (K) = \"1\", \"${K}2\" = \"2\", K = \"3\", \"x-y\" = \"4\" } }\n"},
    "arguments by a loop": {"docker-bake.hcl": "variable \"L\" { default = [\"a\",\"b\"] }\ntarget \"app\" { args = { for l in L : upper(l) => \"v-${l}\" } }\n"},
    "arguments by a condition": {"docker-bake.hcl": "variable \"D\" { default = \"\" }\ntarget \"app\" { args = D != \"\" ? {A = \"1\"} : {B = \"2\"} }\n"},
    "splats with an index behind": {"docker-bake.hcl": "target \"app\" {\n  args = {\n    A0 = join(\",\", [{a = {b = \"1\"}}, {a = {b = \"2\"}}].*.a.b)\n    A1 = join(\",\", [{a = [1,2]}, {a = [3]}][*].a[0])\n    A2 = length(\"x\"[*])\n    A3 = length(null[*])\n  }\n}\n"},
    "an encoder that escapes": {"docker-bake.hcl": "target \"app\" {\n  args = {\n    A0 = sha512(\"a\")\n    A1 = sha256(\"b\")\n    A2 = md5(\"b\")\n    A3 = urlencode(\"가 나\")\n    A4 = jsonencode([\"a\", 1, true, null, {x = \"<&>\"}])\n    A5 = jsondecode(\"[1,2]\")[1]\n    A6 = regexall(\"[a-z]\", \"a1b\")[1]\n    A7 = regex(\"(?P<x>a+)\", \"baa\").x\n    A8 = regex_replace(\"a.b.c\", \"\\\\.\", \"-\")\n  }\n}\n"},
    "functions that call each other": {"docker-bake.hcl": "function \"f\" {\n  params = [a, b]\n  variadic_params = r\n  result = \"${a}-${b}-${join(\"+\", r)}\"\n}\nfunction \"g\" {\n  params = [x]\n  result = f(x, x, x, x)\n}\nvariable \"GV\" { default = \"gv\" }\nfunction \"h\" {\n  params = []\n  result = upper(GV)\n}\ntarget \"a\" { args = { A = f(1, 2), B = g(\"z\"), C = h() } }\n"},
    "a function of bake's own name": {"docker-bake.hcl": "function \"upper\" {\n  params = [x]\n  result = \"mine\"\n}\ntarget \"a\" { args = {V = upper(\"q\")} }\n"},
    "contexts over inherited ones": {"docker-bake.hcl": "target \"p\" { contexts = { a = \"x\", b = \"y\" } }\ntarget \"a\" {\n  inherits = [\"p\"]\n  contexts = { b = \"z\", c = \"w\" }\n}\n"},
    "the folder that bake runs in": {"docker-bake.hcl": "target \"a\" { context = \"cwd://sub\" }\ntarget \"b\" {\n  context = BAKE_CMD_CONTEXT\n  dockerfile = \"cwd://D\"\n}\n"},
    "a group of groups": {"docker-bake.hcl": "group \"g\" { targets = [\"h\", \"a\"] }\ngroup \"h\" { targets = [\"b\"] }\ntarget \"a\" {}\ntarget \"b\" {}\n"},
    "a label without quotes": {"docker-bake.hcl": "target a { context = \"x\" }\n"},
    "keys and functions in JSON": {"docker-bake.json": "{\"variable\":{\"V\":{\"default\":\"1\"},\"L\":{\"default\":[\"a\"]}},\"function\":{\"f\":{\"params\":[\"x\"],\"result\":\"${upper(x)}!\"}},\"target\":{\"a\":{\"args\":{\"A\":\"${V}\",\"B\":\"${f(\\\"q\\\")}\",\"C\":\"${[for l in L : l][0]}\",\"D\":3.5,\"${V}k\":\"z\"},\"dockerfile-inline\":\"FROM x\\nRUN $${A}\"},\"m\":{\"name\":\"m-${v}\",\"matrix\":{\"v\":[\"x\",\"y\"]},\"context\":\"${v}\"}}}"},
    "lists of blocks in JSON": {"docker-bake.json": "{\"target\":{\"a\":[{\"context\":\"x\"},{\"target\":\"t\"}]}}"},
    "escapes of two halves in JSON": {"docker-bake.json": "{\"group\":{\"default\":{\"targets\":[\"a\"]}},\"target\":{\"a\":{\"args\":{\"이름\":\"고래 \\ud83d\\udc33\"}}}}"},
    "all four files": {"docker-bake.json": "{\"target\":{\"a\":{\"target\":\"json\",\"args\":{\"J\":\"1\"}}}}", "docker-bake.hcl": "target \"a\" {\n  target = \"hcl\"\n  args = {H = \"1\"}\n}\n", "docker-bake.override.json": "{\"target\":{\"a\":{\"args\":{\"O\":\"1\"}}}}", "docker-bake.override.hcl": "target \"a\" {\n  args = {P = \"1\"}\n}\n"},
    "an override's parents": {"docker-bake.hcl": "target \"p\" { target = \"p\" }\ntarget \"q\" { args = {Q = \"q\"} }\ntarget \"a\" { inherits = [\"p\"] }\n", "docker-bake.override.hcl": "target \"a\" { inherits = [\"q\"] }\n"},
    "an override of the parent": {"docker-bake.hcl": "target \"p\" { target = \"p\" }\ntarget \"a\" { inherits = [\"p\"] }\n", "docker-bake.override.hcl": "target \"p\" { target = \"new\" }\n"},
    # with compose files
    "a compose file below": {"compose.yaml": "services: {web: {build: {context: app, target: t, args: {A: 1}}}}", "docker-bake.hcl": "target \"web\" {\n  args = {B = \"2\"}\n  dockerfile = \"X\"\n}\ntarget \"z\" { inherits = [\"web\"] }\n"},
    "two compose files below": {"compose.yaml": "services: {web: {build: {context: app, args: {A: 1}}}}", "docker-compose.yml": "services: {old: {build: old}}", "docker-bake.override.hcl": "target \"web\" { target = \"o\" }\n"},
    "variables of .env in a compose file below": {"docker-bake.hcl": "target \"web\" { target = \"t\" }\n", "compose.yaml": "services: {web: {build: {context: '${D:-d}', args: {A: '$A'}}}}", ".env": "A=1\n"},
    "numbers of many digits": {"docker-bake.hcl": "target \"a\" {\n  args = {\n    A = 100000000000000000000\n    B = 123456789012345678 + 1\n    C = 0.00001\n    D = 1.5e3\n    E = 7 / 8\n  }\n}\n"},
}  # fmt: skip
