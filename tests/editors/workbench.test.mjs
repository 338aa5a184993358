// The packaged extension in a real VS Code workbench, on the sample shop. Each test is one thing that a person does.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { filesOf, HANGUL, SHOP, SHOTS, stepsOf, vsix } from './steps.mjs';
import { Workbench } from './workbench.mjs';

const FILES = filesOf(SHOP);
const lineOf = (text, pattern) => text.split('\n').findIndex((line) => pattern.test(line)) + 1;

let w;
before(
  async () => {
    w = await Workbench.start({ files: FILES, vsix: vsix(), locale: 'ko' });
    await w.open('Dockerfile');
  },
  { timeout: 120_000 },
);
after(async () => w?.stop(), { timeout: 30_000 });
const step = stepsOf(() => w);

step('findings are in the Problems panel, in Korean, each once', async () => {
  // Errors stand first; the panel draws no more rows than it shows.
  const found = await w.problems(/copy-secret-file/);
  const details = found.filter((text) => text.includes('copy-secret-file'));
  assert.equal(details.length, 1, found.join('\n'));
  assert.match(details[0], HANGUL);
  await w.screenshot(join(SHOTS, 'problems-ko.png'));
  await w.closePanel();
});

step('the wrong words are underlined', async () => {
  await w.squiggle('warning', 'info', 'hint', 'error');
});

step('a hover explains in Korean', async () => {
  const line = lineOf(FILES.Dockerfile, /^EXPOSE/);
  assert.match(await w.hover(line, 2, HANGUL), HANGUL);
  await w.screenshot(join(SHOTS, 'editor-ko.png'));
});

step('the light bulb moves apt-get update to the RUN that installs', async () => {
  const line = lineOf(FILES.Dockerfile, /^RUN apt-get update/);
  await w.quickFix(line, 2, /옮기기/);
  const runs = (text) => text.match(/^RUN /gm).length;
  const text = await w.save('Dockerfile', (saved) => runs(saved) === runs(FILES.Dockerfile) - 1);
  assert.match(text, /^RUN apt-get update && apt-get install -y /m);
  await w.screenshot(join(SHOTS, 'merged-ko.png'));
});

step('the light bulb adds USER', async () => {
  const line = lineOf(w.read('Dockerfile'), /^CMD /);
  await w.quickFix(line, 2, /`?USER`? 추가/);
  const text = await w.save('Dockerfile', (saved) => /^USER /m.test(saved));
  assert.match(text, /^USER (?!root)\S+\n/m);
  assert.ok(text.search(/^USER /m) < text.search(/^CMD /m));
  assert.doesNotMatch((await w.problems()).join('\n'), /user-missing/);
  await w.closePanel();
});

step("a rule's page opens from the palette", async () => {
  await w.goto(lineOf(w.read('Dockerfile'), /^MAINTAINER/));
  await w.command('Gorae: Show a Rule');
  await w.pick('maintainer-deprecated');
  await w.page.locator('.tab', { hasText: 'maintainer-deprecated' }).waitFor();
});

step('the server restarts at a command and finds again', async () => {
  // The page has the focus, and keys pressed in it stay there.
  await w.page.locator('.tab', { hasText: 'Dockerfile' }).first().click();
  await w.command('Gorae: Restart Language Server');
  await w.problems(/maintainer-deprecated/);
  await w.closePanel();
});

step('the preview of all safe fixes has its boxes ticked, and Apply applies them', async () => {
  await w.page.locator('.tab', { hasText: 'Dockerfile' }).first().click();
  await w.command('Gorae: Preview All Safe Fixes in the Workspace');
  const row = w.page.locator('.refactor-preview-panel, .bulk-edit-panel').locator('.monaco-list-row', { hasText: 'NODE_ENV=production' });
  await row.first().waitFor();
  assert.ok(await row.locator('input[type=checkbox]').first().isChecked());
  await w.screenshot(join(SHOTS, 'preview.png'));
  await w.page.locator('.monaco-button', { hasText: 'Apply' }).first().click();
  const text = await w.save('Dockerfile', (saved) => /^ENV NODE_ENV=production$/m.test(saved));
  assert.match(text, /^COPY public\/fonts\.css/m);
  await w.closePanel();
});

step('a link in a hover opens its page beside the file', async () => {
  await w.hover(lineOf(w.read('Dockerfile'), /^EXPOSE/), 2, HANGUL);
  await w.page.locator('.monaco-hover a').filter({ hasText: 'Compose' }).first().click();
  await w.page.locator('.tab').filter({ hasText: 'compose.md' }).waitFor();
});
