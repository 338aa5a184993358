// What docs/editors.md and the READMEs tell people to write into init.lua and init.el, in the editors themselves, from an empty home.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { HANGUL, ROOT } from './steps.mjs';

const NVIM = process.env.GORAE_E2E_NVIM ?? 'nvim';
const TIMEOUT_MS = 60_000;
const DOCKERFILE = 'FROM debian:13-slim\nRUN touch /a\nRUN touch /b\nUSER nobody\n';
const PAGES = ['README.md', 'README.ko.md', 'docs/editors.md', 'docs/editors.ko.md'];
const minorOf = (nvim) => Number(/NVIM v0\.(\d+)/.exec(spawnSync(nvim, ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1]);

const blocks = (page, language) =>
  [...readFileSync(join(ROOT, page), 'utf8').matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text);
/** Each text once, with the page that it stands on. */
const told = (language) => [...new Map(PAGES.flatMap((page) => blocks(page, language).map((text) => [text, page]))).entries()];

/** Runs an editor in a home of its own, with `gorae` on PATH as after its installation; says what it printed. */
function edit(command, files, environment = {}) {
  const home = mkdtempSync(join(tmpdir(), 'gorae-page-'));
  const project = join(home, 'project');
  for (const [name, text] of Object.entries({ 'project/Dockerfile': DOCKERFILE, ...files })) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), PATH: join(ROOT, '.venv', 'bin') + delimiter + process.env.PATH, LC_ALL: '', LC_MESSAGES: '', LANG: 'ko_KR.UTF-8', ...environment };
  const done = spawnSync(command[0], command.slice(1).map((word) => word.replace('HOME', home)), { cwd: project, env, encoding: 'utf8', timeout: TIMEOUT_MS });
  rmSync(home, { recursive: true, force: true });
  return `${done.stdout}${done.stderr}`;
}

const LUA_STEPS = `
local found = {}
vim.wait(30000, function() found = vim.diagnostic.get(0); return #found > 0 end)
for _, one in ipairs(found) do io.stdout:write('FOUND ' .. (one.code or one.user_data.lsp.code) .. ' ' .. one.message .. '\\n') end
vim.cmd('qall!')
`;

// The lines for the oldest are run by the system's own, where that is old.
const SYSTEMS = 'nvim';
for (const [number, [text, page]] of told('lua').entries()) {
  const old = text.includes('start_client') && minorOf(SYSTEMS) < 11;
  const skip = !old && !(minorOf(NVIM) >= 11) && 'this Neovim is older than 0.11: GORAE_E2E_NVIM names another';
  test(`Neovim 0.${minorOf(old ? SYSTEMS : NVIM)}, init.lua of ${page} (${number + 1})`, { timeout: TIMEOUT_MS, skip }, () => {
    const said = edit([old ? SYSTEMS : NVIM, '--headless', 'Dockerfile', '-c', 'luafile HOME/steps.lua'], { '.config/nvim/init.lua': text, 'steps.lua': LUA_STEPS });
    assert.match(said, /^FOUND run-consecutive /m, said);
    assert.match(said, HANGUL);
  });
}

const STEPS = {
  eglot: '(run-hooks \'post-command-hook) (wait (lambda () (flymake-diagnostics)))\n(dolist (one (flymake-diagnostics)) (message "FOUND %s" (flymake-diagnostic-text one)))',
  'lsp-mode': '(wait (lambda () (> (hash-table-count (lsp-diagnostics)) 0)))\n(maphash (lambda (_ rows) (dolist (one rows) (message "FOUND %s %s" (lsp:diagnostic-code? one) (lsp:diagnostic-message one)))) (lsp-diagnostics))',
};
// Emacs in batch mode does by itself nothing of what it does at a start (packages, the init file), and is never idle.
const elisp = (steps) => `;; -*- coding: utf-8 -*-
(setq lsp-restart 'ignore lsp-auto-guess-root t lsp-enable-file-watchers nil lsp-enable-snippet nil)
(package-activate-all)
(load (expand-file-name ".emacs" (getenv "HOME")) nil t)
(defun wait (test) (with-timeout (30 (message "FAILED nothing came")) (while (not (funcall test)) (accept-process-output nil 0.05))))
(find-file "Dockerfile")
${steps}
(kill-emacs 0)
`;

for (const [text, page] of told('elisp')) {
  const name = text.includes('lsp-mode') ? 'lsp-mode' : 'eglot';
  const has = spawnSync('emacs', ['-q', '--batch', '--eval', `(progn (package-activate-all) (require '${name}) (require 'dockerfile-mode))`]);
  const skip = has.status !== 0 && `no Emacs with ${name} and dockerfile-mode here`;
  test(`Emacs with ${name}, init.el of ${page}`, { timeout: TIMEOUT_MS, skip }, () => {
    const said = edit(['emacs', '-q', '--batch', '-l', 'HOME/steps.el'], { '.emacs': text, 'steps.el': elisp(STEPS[name]) });
    assert.match(said, /^FOUND .*run-consecutive/m, said);
    assert.match(said, HANGUL);
  });
}
