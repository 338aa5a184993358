// The server in real Neovim and Emacs: a finding, a hover and a quick fix, and the file afterwards.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { HANGUL, ROOT } from './steps.mjs';

const GORAE = process.env.GORAE_E2E_SERVER ? JSON.parse(process.env.GORAE_E2E_SERVER) : [join(ROOT, '.venv', 'bin', 'gorae'), 'server', '--lang', 'ko'];
// An astral character before the end of the edited range: a wrong unit of columns would leave letters behind.
const BEFORE = 'FROM debian:13-slim\nRUN echo "고래 🐳🐳" > /etc/name\nRUN echo "바다 🐳" > /etc/home\nUSER nobody\n';
const AFTER = 'FROM debian:13-slim\nRUN echo "고래 🐳🐳" > /etc/name \\\n    && echo "바다 🐳" > /etc/home\nUSER nobody\n';
const TIMEOUT_MS = 30_000;

for (const [editor, server, command] of [
  ['Neovim', JSON.stringify(GORAE), ['nvim', '--headless', '-u', 'NONE', '-c', `luafile ${join(import.meta.dirname, 'neovim.lua')}`]],
  ['Emacs', GORAE.join(' '), ['emacs', '-q', '--batch', '-l', join(import.meta.dirname, 'emacs.el')]],
]) {
  test(`${editor}: finding, hover, quick fix, file`, { timeout: TIMEOUT_MS }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'gorae-editor-'));
    const file = join(folder, 'Dockerfile');
    writeFileSync(file, BEFORE);
    const env = { ...process.env, GORAE: server, FILE: file, HOME: folder, LC_ALL: 'C.UTF-8' };
    const done = spawnSync(command[0], command.slice(1), { cwd: folder, env, encoding: 'utf8', timeout: TIMEOUT_MS });
    const said = `${done.stdout}${done.stderr}`;
    assert.equal(done.status, 0, said);
    for (const what of ['FINDING', 'HOVER', 'FIX'])
      assert.match(new RegExp(`^${what} ([^]*?)(?=^FIX |$(?![^]))`, 'm').exec(said)?.[1] ?? '', HANGUL, `${what} is not Korean:\n${said}`);
    assert.equal(readFileSync(file, 'utf8'), AFTER);
    rmSync(folder, { recursive: true });
  });
}
