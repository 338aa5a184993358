// What Enter does: the rules as the editor applies them, the first that matches.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const vscode = { IndentAction: { None: 0, Indent: 1, Outdent: 3 } };
const { ENTER_RULES } = await load('typing.ts', vscode);

function entered(above, line) {
  const rule = ENTER_RULES.find((one) => one.previousLineText.test(above) && one.beforeText.test(line));
  return { 1: 'in', 3: 'out' }[rule?.action.indentAction] ?? 'as it is';
}

test('the next line of an instruction is indented', () => {
  assert.equal(entered('', 'RUN apt-get update \\'), 'in');
  assert.equal(entered('FROM debian', 'RUN echo "고래 🐳" && \\'), 'in');
});

test('further lines stay where they are', () => {
  assert.equal(entered('RUN a \\', '    && b \\'), 'as it is');
});

test('behind the last line of several the indentation ends', () => {
  assert.equal(entered('RUN a \\', '    && b'), 'out');
  assert.equal(entered('RUN a \\', '    x'), 'out');
});

test('nothing changes elsewhere', () => {
  assert.equal(entered('FROM debian', 'RUN a'), 'as it is');
  assert.equal(entered('RUN a \\', '# b \\'), 'as it is');
  assert.equal(entered('FROM debian', 'RUN a \\\\'), 'as it is');
  assert.equal(entered('RUN a \\', ''), 'as it is');
});
