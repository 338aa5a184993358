// What the packaged extension holds, and that its server starts with every Python that this machine has.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ROOT, vsix } from './steps.mjs';

const MOST_MB = 18;
const PYTHON = join(ROOT, '.venv', 'bin', 'python');
let folder;
let files;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'gorae-vsix-'));
  const done = spawnSync(PYTHON, ['-m', 'zipfile', '-e', vsix(), folder], { encoding: 'utf8' });
  assert.equal(done.status, 0, done.stderr);
  files = readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());
});
after(() => rmSync(folder, { recursive: true, force: true }));

test('it holds no file that is not needed', () => {
  const junk = /(^|\/)(__pycache__|tests?|node_modules|\.git|src)\/|\.(map|ts|pyc|pyi|whl|sh)$|biome|tsconfig/;
  assert.deepEqual(files.filter((name) => junk.test(name.replace(/^extension\/bundled\/libs\/common\/gorae\/.*/, ''))), []);
});

test(`it is smaller than ${MOST_MB} MB`, () => {
  assert.ok(statSync(vsix()).size < MOST_MB * 1e6, `${statSync(vsix()).size} bytes`);
});

test('it carries the licences of what it carries', () => {
  const libraries = files.filter((name) => /\.dist-info\/METADATA$/.test(name));
  const licences = new Set(files.filter((name) => /licen[cs]e|copying/i.test(name)).map((name) => name.split('.dist-info')[0]));
  const without = libraries.map((name) => name.split('.dist-info')[0]).filter((name) => !licences.has(name));
  assert.deepEqual(without.filter((name) => !/gorae-/.test(name)), []);
});

for (const minor of [10, 11, 12, 13, 14]) {
  const python = `python3.${minor}`;
  const here = spawnSync(python, ['-I', '-c', ''], { encoding: 'utf8' }).status === 0;
  test(`its program starts with ${python}`, { skip: here ? false : `no ${python} on this machine` }, () => {
    const run = join(folder, 'extension', 'bundled', 'run.py');
    const done = spawnSync(python, ['-I', '-B', run, '--version'], { cwd: folder, encoding: 'utf8' });
    assert.equal(done.status, 0, done.stderr);
    assert.match(done.stdout, /\d+\.\d+\.\d+/);
  });
}
