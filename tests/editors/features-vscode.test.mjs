// Each feature in a real VS Code workbench, with Korean and a whale before the place; each leaves a picture behind.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { SHOTS, stepsOf, vsix } from './steps.mjs';
import { Workbench } from './workbench.mjs';

const DOCKERFILE = `ARG VERSION=3.19
FROM alpine:\${VERSION} AS builder
ENV 이름="고래 🐳" PORT=8080
RUN echo "🐳 \${PORT}" \\
    && echo 고래🐳 \$PORT
COPY <<EOF /settings.json
{"고래": [1, true, "🐳"]}
EOF

FROM debian:buster
COPY --from=builder   /a   /b
EXPOSE 8080
MAINTAINER me
`;
const COMPOSE = 'services:\n  web:\n    build:\n      context: .\n      target: builder\n      args:\n        VERSION: "3.20"\n';

let w;
const step = stepsOf(() => w);
const shot = (name) => w.screenshot(join(SHOTS, `feature-${name}.png`));

before(async () => {
  w = await Workbench.start({ files: { Dockerfile: DOCKERFILE, 'compose.yaml': COMPOSE }, vsix: vsix(), locale: 'ko' });
  await w.open('Dockerfile');
  await w.squiggle('warning', 'info', 'error', 'hint');
});
after(() => w?.stop());

const cursorLine = async () => (await w.page.locator('.statusbar-item[id="status.editor.selection"]').innerText()).match(/\d+/)[0];

step('colours, hints and lines above stages', async () => {
  await w.page.locator('.codelens-decoration', { hasText: '사용하는 스테이지' }).first().waitFor();
  await w.page.locator('.view-line', { hasText: '지원 종료' }).first().waitFor();
  await shot('hints');
});

step('F12 goes to the definition', async () => {
  await w.goto(5, 19);
  await w.focusEditor();
  await w.goto(5, 19);
  await w.page.keyboard.press('F12');
  await w.page.waitForFunction(() => document.querySelector('[id="status.editor.selection"]')?.textContent?.includes('3'));
  assert.equal(await cursorLine(), '3');
});

step('Shift+F12 shows all places', async () => {
  await w.goto(2, 32);
  await w.page.keyboard.press('Shift+F12');
  await w.page.locator('.zone-widget .monaco-list-row').first().waitFor();
  await shot('references');
  await w.page.keyboard.press('Escape');
});

step('the outline is a tree', async () => {
  await w.page.keyboard.press('Control+Shift+O');
  await w.page.locator('.quick-input-list .monaco-list-row', { hasText: 'builder' }).first().waitFor();
  await shot('outline');
  await w.page.keyboard.press('Escape');
});

step('F2 renames, in the compose file too', async () => {
  await w.goto(2, 32);
  await w.page.keyboard.press('F2');
  const box = w.page.locator('.rename-box input');
  await box.waitFor();
  assert.equal(await box.inputValue(), 'builder');
  await box.fill('made');
  await shot('rename');
  await w.page.keyboard.press('Enter');
  await w.page.locator('.view-line', { hasText: '--from=made' }).first().waitFor();
});

step('Format Document keeps what is built', async () => {
  await w.command('Format Document');
  await w.page.locator('.view-line', { hasText: /--from=made.\/a.\/b/ }).first().waitFor();
  await w.save('Dockerfile', (text) => text.includes('COPY --from=made /a /b\n'));
  const text = w.read('Dockerfile');
  assert.equal(text, DOCKERFILE.replaceAll('builder', 'made').replace('made   /a   /b', 'made /a /b'));
  await shot('formatted');
});

step('folds', async () => {
  await w.command('Fold All');
  await shot('folded');
  await w.command('Unfold All');
});
