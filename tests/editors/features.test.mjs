// Each feature of the server in a real Neovim (0.11 or newer) and a real Emacs: what the editor's own functions make of it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './steps.mjs';

const GORAE = process.env.GORAE_E2E_SERVER ? JSON.parse(process.env.GORAE_E2E_SERVER) : [join(ROOT, '.venv', 'bin', 'gorae'), 'server'];
const NVIM = process.env.GORAE_E2E_NVIM ?? 'nvim';
const BEFORE = 'FROM alpine AS base\n# 고래 🐳\nENV 이름="🐳" PORT=1\nRUN echo "🐳 ${PORT}" \\\n && echo 고래🐳 $PORT\nFROM base\nEXPOSE   $PORT\n';
const AFTER = BEFORE.replaceAll('PORT', 'P').replace('EXPOSE   ', 'EXPOSE ');
const TIMEOUT_MS = 60_000;

const version = spawnSync(NVIM, ['--version'], { encoding: 'utf8' }).stdout ?? '';
const [, minor] = /NVIM v0\.(\d+)/.exec(version) ?? [];

const EDITORS = [
  ['Neovim', JSON.stringify(GORAE), [NVIM, '--headless', '-u', 'NONE', '-c', `luafile ${join(import.meta.dirname, 'neovimFeatures.lua')}`]],
  ['Emacs', GORAE.join(' '), ['emacs', '-q', '--batch', '-l', join(import.meta.dirname, 'emacsFeatures.el')]],
];

for (const [editor, server, command] of EDITORS) {
  const skip = editor === 'Neovim' && !(Number(minor) >= 11) && 'this Neovim is older than 0.11: GORAE_E2E_NVIM names another';
  test(`${editor}: definition, references, rename, outline, folds, links, hierarchy, formatting`, { timeout: TIMEOUT_MS, skip }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'gorae-editor-'));
    const file = join(folder, 'Dockerfile');
    writeFileSync(file, BEFORE);
    const env = { ...process.env, GORAE: server, FILE: file, HOME: folder, LC_ALL: 'C.UTF-8' };
    const done = spawnSync(command[0], command.slice(1), { cwd: folder, env, encoding: 'utf8', timeout: TIMEOUT_MS });
    const said = `${done.stdout}${done.stderr}`;
    assert.equal(done.status, 0, said);
    const rows = Object.fromEntries([...said.matchAll(/^([A-Z]+) (.*)$/gm)].map(([, kind, text]) => [kind, text.trim()]));
    assert.match(rows.DEFINITION, /^3\b/, said);
    assert.equal(rows.REFERENCES, '4', said);
    assert.equal(rows.HIGHLIGHTS, '4', said);
    assert.equal(rows.RENAMED, '0', said);
    assert.match(rows.OUTLINE, /^base/, said);
    assert.equal(rows.LINKS, 'https://hub.docker.com/_/alpine/', said);
    assert.equal(rows.CALLS, '#1', said);
    assert.equal(rows.FORMATTED, 'yes', said);
    if (editor === 'Neovim') assert.equal(rows.TOKENS, 'keyword', said);
    assert.equal(readFileSync(file, 'utf8'), AFTER);
    rmSync(folder, { recursive: true });
  });
}
