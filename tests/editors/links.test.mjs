// Links in hovers and in the pages that they open, clicked as a person does.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { SHOTS, stepsOf, vsix } from './steps.mjs';
import { Workbench } from './workbench.mjs';

let w;
before(
  async () => {
    w = await Workbench.start({ files: { Dockerfile: 'FROM debian:13-slim\nCOPY . /app\n' }, vsix: vsix(), locale: 'ko' });
    await w.open('Dockerfile');
  },
  { timeout: 120_000 },
);
after(async () => w?.stop(), { timeout: 30_000 });
const step = stepsOf(() => w);

/** The page in the preview with this title: the innermost frame whose heading says so. */
async function preview(title) {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    for (const frame of w.page.frames()) {
      const heading = await frame.locator('h1').first().innerText({ timeout: 500 }).catch(() => '');
      if (heading.trim() === title) return frame;
    }
    await w.page.waitForTimeout(200);
  }
  throw new Error(`no page ${title}`);
}

step('a link in a hover opens its page, and links in pages open theirs', async () => {
  await w.hover(2, 2, /빌드 컨텍스트나/);
  await w.page.locator('.monaco-hover .rendered-markdown a', { hasText: /^빌드 컨텍스트$/ }).first().click();
  const context = await preview('빌드 컨텍스트');
  await w.screenshot(join(SHOTS, 'page-ko.png'));
  await context.locator('a', { hasText: /^시크릿$/ }).click();
  const secrets = await preview('시크릿');
  assert.match(await secrets.locator('body').innerText(), /빌드 컨텍스트 ·|· 빌드 컨텍스트/);
  await secrets.locator('a', { hasText: /^빌드 컨텍스트$/ }).click();
  await preview('빌드 컨텍스트');
  // The question of the first start may still be there.
  const others = (await w.notifications()).filter((text) => !text.includes('Gorae speaks Korean'));
  assert.deepEqual(others, []);
});
