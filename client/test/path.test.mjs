import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { load } from './load.mjs';

const { onPath } = await load('path.ts');
const folder = mkdtempSync(join(tmpdir(), 'gorae-path-'));
after(() => rmSync(folder, { recursive: true }));
writeFileSync(join(folder, 'tool'), '');

test('a program is looked for in all folders, each once', () => {
  assert.deepEqual(onPath('tool', [folder, join(folder, 'none'), folder].join(delimiter)), [join(folder, 'tool')]);
  assert.deepEqual(onPath('other', folder), []);
});

test('a relative folder could be the workspace, and is not looked into', () => {
  const before = process.cwd();
  process.chdir(join(folder, '..'));
  try {
    assert.deepEqual(onPath('tool', ['', '.', basename(folder), `./${basename(folder)}`].join(delimiter)), []);
  } finally {
    process.chdir(before);
  }
});
