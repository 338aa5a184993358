"""From the tree that the grammar makes of a script to its commands.

The grammar gives words and nesting; precedence is put right here (`a | b && c` is one pipeline for it), so lists are
flattened to what stands in the text one after another and grouped again. Nothing recurses: 2,000 `&&` nest 2,000 deep.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gorae.shell.grammar import unread
from gorae.shell.grouping import grouped
from gorae.shell.nodes import Command, Compound, Scope
from gorae.shell.tokens import Assignment, HereDocument, Operator, Redirection, Word
from gorae.shell.words import read, split
from gorae.source import Span

if TYPE_CHECKING:
    from tree_sitter import Node

    from gorae.shell.script import Script

_MOST_LEVELS = 60  # of commands within words of commands: each word is read once more at each level around it
_OPERATORS = frozenset(("&&", "||", ";", "|", "|&", "&", ";;", ";&", ";;&"))
_FLAT = frozenset(("list", "pipeline", "redirected_statement", "negated_command", "program", "variable_assignments"))
_COMMANDS = frozenset(("command", "test_command", "declaration_command", "unset_command", "variable_assignment"))
_COMPOUNDS = {
    "subshell": "subshell",
    "compound_statement": "group",
    "if_statement": "if",
    "for_statement": "for",
    "c_style_for_statement": "for",
    "while_statement": "while",
    "case_statement": "case",
    "function_definition": "function",
}
_REDIRECTS = frozenset(("file_redirect", "herestring_redirect", "heredoc_redirect"))
_KINDS = {"declaration_command": "declaration", "unset_command": "unset", "test_command": "test"}


def walk(script: Script, root: Node, offsets: list[int] | None) -> None:
    """Fills a script with what the tree of its masked text holds; `offsets` turn bytes into code points, None: equal."""
    _Walk(script, offsets).run(root)


class _Walk:
    """From a syntax tree to a script."""

    __slots__ = ("blocks", "commands", "comments", "compounds", "errors", "offsets", "others", "script", "seen")

    def __init__(self, script: Script, offsets: list[int] | None) -> None:
        self.script = script
        self.seen = script.masked
        self.offsets = offsets
        self.blocks: list[tuple[Scope, list[Node]]] = []
        self.commands: list[Command] = []
        self.compounds: list[Compound] = []
        self.comments: list[Span] = []
        self.errors: list[Span] = []
        self.others: list[Word] = []

    def span(self, node: Node) -> Span:
        if self.offsets is None:
            return Span(node.start_byte, node.end_byte)
        return Span(self.offsets[node.start_byte], self.offsets[node.end_byte])

    def word(self, span: Span) -> Word:
        return Word(span, self.script.body[span.start : span.end], self.script.holes)

    def run(self, root: Node) -> None:
        script = self.script
        if root.has_error:
            self.errors = sorted(self.span(node) for node in unread(root))
        self.blocks.append((script.top, [root]))
        index = 0
        while index < len(self.blocks):
            scope, nodes = self.blocks[index]
            self.block(scope, nodes)
            index += 1
        if index > 1:
            self.commands.sort(key=lambda command: (command.span.start, -command.span.end))
            self.compounds.sort(key=lambda compound: (compound.span.start, -compound.span.end))
        script.commands = tuple(self.commands)
        script.compounds = tuple(self.compounds)
        script.comments = tuple(sorted(self.comments))
        script.errors = tuple(self.errors)
        script.other_words = tuple(self.others)

    def block(self, scope: Scope, nodes: list[Node]) -> None:
        items: list[Command | Compound | Operator] = []
        last: Command | Compound | None = None
        stack = nodes[::-1]
        while stack:
            node = stack.pop()
            kind = node.type
            if kind in _COMMANDS:
                command = self.command(node, scope)
                if command is not None:
                    last = command
                    items.append(command)
            elif kind in _OPERATORS:
                span = self.span(node)
                items.append(Operator(kind, span))
            elif kind in _FLAT or kind == "ERROR":
                stack.extend(reversed(node.children))
            elif kind in _COMPOUNDS:
                last = self.compound(node, scope)
                items.append(last)
            elif kind in _REDIRECTS:
                last = self.redirect(node, kind, scope, last, items, stack)
            elif kind == "!":
                items.append(Operator("!", self.span(node)))
            elif kind == "comment":
                self.comments.append(self.span(node))
        scope.elements, trailing = grouped(self.script, items)
        if scope is self.script.top:
            self.script.trailing = trailing

    def redirect(
        self,
        node: Node,
        kind: str,
        scope: Scope,
        last: Command | Compound | None,
        items: list[Command | Compound | Operator],
        stack: list[Node],
    ) -> Command | Compound:
        if last is None or (items and items[-1] is not last):
            last = Command("redirection", self.span(node), (), (), (), scope)
            self.commands.append(last)
            items.append(last)
        if kind == "heredoc_redirect":
            stack.extend(
                child
                for child in reversed(node.children)
                if child.type in _OPERATORS or child.type in _FLAT or child.type in _COMMANDS
                or child.type in _COMPOUNDS or child.type in _REDIRECTS
            )  # fmt: skip
        redirection, more = self.redirection(node, kind, last)
        last.redirections += (redirection,)
        end = redirection.span.end
        if more and isinstance(last, Command):
            last.words += tuple(more)
            end = max(end, more[-1].span.end)
        last.span = Span(last.span.start, max(last.span.end, end))
        return last

    def redirection(self, node: Node, kind: str, host: Command | Compound) -> tuple[Redirection, list[Word]]:
        """The redirection, and words that the grammar gives it although they are the command's (`a > file b`)."""
        operator, descriptor, start = "", "", ""
        words: list[Word] = []
        heredoc: HereDocument | None = None
        span = self.span(node)
        children = node.children
        for child in children:
            name = child.type
            if name == "file_descriptor":
                descriptor = self.word(self.span(child)).text
            elif name == "heredoc_start":
                span = Span(span.start, self.span(child).end)
                start = self.word(self.span(child)).joined
            elif name == "heredoc_body":
                quoted = any(character in start for character in "'\"\\")
                body = self.word(self.span(child))
                if not quoted:
                    self.substitutions(child, host)
                    body._reading = read(body.joined, in_heredoc=True)  # noqa: SLF001 - a word that is not split
                heredoc = HereDocument(body, quoted)
            elif child.is_named:
                if kind == "heredoc_redirect" and (
                    name in _FLAT or name in _COMMANDS or name in _COMPOUNDS or name in _REDIRECTS
                ):
                    continue
                if name in {"heredoc_end", "ERROR"}:
                    continue
                self.add_word(words, child, host)
            elif not operator:
                operator = name
        if kind == "heredoc_redirect":
            return Redirection(operator, span, None, descriptor, heredoc), words
        target = words.pop(0) if words else None
        if target is not None:
            span = Span(span.start, target.span.end)
        return Redirection(operator, span, target, descriptor), words

    def add_word(self, words: list[Word], node: Node, host: Command | Compound) -> None:
        """Adds a node as a word; pieces that nothing parts are one word."""
        span = self.span(node)
        if span.start == span.end:
            return
        if words:
            before = words[-1].span.end
            gap = self.seen[before : span.start]
            if before == span.start or (gap[0] == "\\" and not gap.replace("\\\n", "")):
                words[-1] = self.word(Span(words[-1].span.start, span.end))
                self.substitutions(node, host)
                return
        words.append(self.word(span))
        self.substitutions(node, host)

    def substitutions(self, node: Node, host: Command | Compound) -> None:
        """Queues the commands of `$( )`, backticks and `<( )` in a word."""
        if not node.child_count:
            return
        text = self.script.body[slice(*self.span(node))]
        if "$(" not in text and "`" not in text and "<(" not in text and ">(" not in text:
            return
        stack = [node]
        while stack:
            here = stack.pop()
            if here.type == "command_substitution":
                kind = "backticks" if here.children[0].type == "`" else "substitution"
                self.inner(kind, here, host.scope, host)
            elif here.type == "process_substitution":
                self.inner("process", here, host.scope, host)
            else:
                stack.extend(reversed(here.children))

    def inner(self, kind: str, node: Node, parent: Scope, host: Command | Compound, *, always: bool = True) -> None:
        if len(parent.path) >= _MOST_LEVELS:
            return
        self.blocks.append((Scope(kind, self.span(node), parent, host, always=always), node.children))

    def command(self, node: Node, scope: Scope) -> Command | None:
        span = self.span(node)
        kind = node.type
        if kind == "variable_assignment":
            command = Command("assignment", span, (), (), (), scope)
            command.assignments = (self.assignment(node, command),)
            self.commands.append(command)
            return command
        command = Command(_KINDS.get(kind, "simple"), span, (), (), (), scope)
        words: list[Word] = []
        if kind == "test_command":
            start = span.start
            words = [self.word(Span(start + a, start + b)) for a, b in split(self.seen[start : span.end])]
            self.substitutions(node, command)
            if words and words[0].text.startswith("(("):
                self.others += words
                words = words[:1]
        else:
            for child in node.children:
                name = child.type
                if name == "variable_assignment":
                    if kind == "command" and not words:
                        command.assignments += (self.assignment(child, command),)
                    else:
                        self.add_word(words, child, command)
                elif name in _REDIRECTS:
                    redirection, more = self.redirection(child, name, command)
                    command.redirections += (redirection,)
                    words += more
                elif name == "ERROR":
                    continue
                elif name == "subshell":
                    self.inner("subshell", child, scope, command)
                elif words or not self.continues_value(command, child):
                    self.add_word(words, child, command)
        if not words and not command.assignments and not command.redirections:
            return None
        if not words:
            command.kind = "assignment" if command.assignments else "redirection"
        command.words = tuple(words)
        self.commands.append(command)
        return command

    def assignment(self, node: Node, host: Command) -> Assignment:
        span = self.span(node)
        text = self.script.body[span.start : span.end]
        offset = text.find("=")
        name, value_start = (text[:offset], span.start + offset + 1) if offset >= 0 else (text, span.end)
        appends = name.endswith("+")
        self.substitutions(node, host)
        value = self.word(Span(value_start, span.end))
        return Assignment(name.removesuffix("+").partition("[")[0], value, span, appends)

    def continues_value(self, command: Command, node: Node) -> bool:
        """Whether a word is the rest of the assignment before it, to which it is added.

        Of `U=a/$V/$V-$P` the grammar makes the value `a/$V/$` and a command `V-$P`.
        """
        span = self.span(node)
        if not command.assignments or command.assignments[-1].span.end != span.start or span.start == span.end:
            return False
        *others, last = command.assignments
        value = self.word(Span(last.value.span.start, span.end))
        command.assignments = (*others, last._replace(value=value, span=Span(last.span.start, span.end)))
        self.substitutions(node, command)
        return True

    def compound(self, node: Node, scope: Scope) -> Compound:
        kind = _COMPOUNDS[node.type]
        children = node.children
        if node.type == "while_statement" and children[0].type == "until":
            kind = "until"
        elif node.type == "for_statement" and children[0].type == "select":
            kind = "select"
        elif node.type == "compound_statement" and children[0].type == "((":
            kind = "arithmetic"
        found = Compound(kind, self.span(node), scope)
        self.compounds.append(found)
        if kind in {"subshell", "group"}:
            self.inner(kind, node, scope, found)
        elif kind == "arithmetic":
            self.arithmetic(found, children)
        elif kind == "if":
            self.branches(node, scope, found)
        elif kind in {"while", "until"}:
            self.loop(kind, children, scope, found)
        elif kind == "case":
            self.case(children, scope, found)
        elif kind == "function":
            self.function(children, scope, found)
        else:
            self.each(kind, children, scope, found)
        return found

    def arithmetic(self, found: Compound, children: list[Node]) -> None:
        """Words of `(( ))` are read as the inside of `$(( ))`, where names need no `$`."""
        span = found.span
        inside = read("$" + self.seen[span.start : span.end])
        uses = tuple(
            use._replace(span=use.span.shift(-1), name_span=use.name_span.shift(-1))
            for use in inside.variables
        )  # fmt: skip
        word = Word(span, self.script.body[span.start : span.end], (), inside._replace(variables=uses))
        found.words = (word,)
        self.others.append(word)
        for child in children:
            self.substitutions(child, found)

    def branches(self, node: Node, scope: Scope, found: Compound) -> None:
        stack: list[tuple[Node, str]] = [(node, "if")]
        while stack:
            here, kind = stack.pop()
            nodes: list[Node] = []
            condition = here
            for child in here.children:
                name = child.type
                if name == "then":
                    self.nodes("condition", condition, nodes, scope, found, always=kind == "if")
                    nodes = []
                elif name == "elif_clause":
                    stack.append((child, "elif"))
                elif name == "else_clause":
                    stack.append((child, "else"))
                elif name not in {"if", "elif", "else", "fi"}:
                    nodes.append(child)
            self.nodes(kind, here, nodes, scope, found, always=False)

    def nodes(
        self, kind: str, node: Node, nodes: list[Node], scope: Scope, host: Command | Compound, *, always: bool
    ) -> None:
        span = Span(self.span(nodes[0]).start, self.span(nodes[-1]).end) if nodes else self.span(node)
        self.blocks.append((Scope(kind, span, scope, host, always=always), nodes))

    def loop(self, kind: str, children: list[Node], scope: Scope, found: Compound) -> None:
        nodes = []
        for child in children:
            if child.type == "do_group":
                self.inner(kind, child, scope, found, always=False)
            elif child.type not in {"while", "until"}:
                nodes.append(child)
        self.nodes("condition", children[0], nodes, scope, found, always=True)

    def case(self, children: list[Node], scope: Scope, found: Compound) -> None:
        words: list[Word] = []
        for child in children:
            if child.type == "case_item":
                inside = child.children
                close = next((index for index, node in enumerate(inside) if node.type == ")"), -1)
                self.nodes("case", child, inside[close + 1 :], scope, found, always=False)
            elif child.is_named and child.type not in {"comment", "ERROR"}:
                self.add_word(words, child, found)
        found.words = tuple(words)
        self.others += words

    def function(self, children: list[Node], scope: Scope, found: Compound) -> None:
        for child in children:
            if child.type == "word" and not found.name:
                found.name = self.word(self.span(child)).joined
            elif child.type in _REDIRECTS:
                found.redirections += (self.redirection(child, child.type, found)[0],)
            elif child.is_named:
                inner = child.children if child.type in {"compound_statement", "subshell"} else [child]
                self.nodes("function", child, inner, scope, found, always=False)

    def each(self, kind: str, children: list[Node], scope: Scope, found: Compound) -> None:
        words: list[Word] = []
        for child in children:
            if child.type == "variable_name":
                found.name = self.word(self.span(child)).joined
            elif child.type in {"do_group", "compound_statement"}:
                self.inner(kind, child, scope, found, always=False)
            elif child.is_named and child.type not in {"comment", "ERROR"}:
                self.add_word(words, child, found)
        found.words = tuple(words)
        self.others += words
