// What the tests of this folder share: where things are, and a step that says why it failed.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

export const ROOT = resolve(import.meta.dirname, '..', '..');
export const SHOP = join(ROOT, 'tests', 'projects', 'shop');
export const SHOTS = process.env.GORAE_E2E_SHOTS || join(import.meta.dirname, 'shots');
export const HANGUL = /[가-힣]/;
const STEP_TIMEOUT_MS = 90_000;

/** The packaged extension: GORAE_E2E_VSIX, or the newest in .build/editors, where run.sh puts it. */
export function vsix() {
  if (process.env.GORAE_E2E_VSIX) return process.env.GORAE_E2E_VSIX;
  const folder = join(ROOT, '.build', 'editors');
  const made = readdirSync(folder)
    .filter((name) => name.endsWith('.vsix'))
    .map((name) => join(folder, name));
  made.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  assert.ok(made[0], `no .vsix in ${folder}`);
  return made[0];
}

/** The files of a folder as { path: text }, for a workbench of their own. */
export function filesOf(folder) {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true })
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** A test that leaves a screenshot and the workbench's log behind when it fails. */
export const stepsOf = (workbench) => (name, body) =>
  test(name, { timeout: STEP_TIMEOUT_MS }, async () => {
    const w = workbench();
    try {
      await body(w);
    } catch (error) {
      await w.screenshot(join(import.meta.dirname, 'shots', `FAILED-${name.replaceAll(/\W+/g, '-')}.png`)).catch(() => {});
      console.error(w.logs());
      throw error;
    }
  });

