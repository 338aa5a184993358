// What stands around a Dockerfile, the light bulb and typing, in a real VS Code workbench; each step leaves a picture.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before } from 'node:test';
import { SHOTS, stepsOf, vsix } from './steps.mjs';
import { Workbench } from './workbench.mjs';

const FILES = {
  Dockerfile: `FROM node:24-slim AS build
WORKDIR /app
COPY package.json ./
RUN apt-get update && apt-get install -y curl libpg-dev
HEALTHCHECK --intervall=3s CMD curl -f http://localhost/
COPY . .
`,
  'package.json': '{}',
  '.dockerignore': '# 고래 🐳\nnode_modules\nnode_modules\n**/*.log\n',
  'node_modules/a.js': 'x'.repeat(2000),
  'a.log': 'x',
  'compose.yaml': 'services:\n  web:\n    build:\n      context: .\n      target: biuld\n    ports:\n      - "80:80"\n',
  'docker-bake.hcl': 'target "web" {\n  target = "biuld"\n}\n',
};

// In trivy's place, with the form of its reports.
const FOUND = { ID: 'DS-0002', Title: 'root', Message: 'root', Severity: 'HIGH', Status: 'FAIL', PrimaryURL: 'https://avd.aquasec.com/misconfig/ds-0002', CauseMetadata: {} };
const REPORT = JSON.stringify({ Results: [{ Target: 'Dockerfile', Class: 'config', Misconfigurations: [FOUND] }] });
const programs = mkdtempSync(join(tmpdir(), 'gorae-trivy-'));
writeFileSync(join(programs, 'trivy'), `#!/bin/sh\ncase "$1" in config) echo '${REPORT}' ;; *) echo '{}' ;; esac\n`);
chmodSync(join(programs, 'trivy'), 0o755);

let w;
const step = stepsOf(() => w);
const shot = (name) => w.screenshot(join(SHOTS, `around-${name}.png`));

before(async () => {
  w = await Workbench.start({ files: FILES, vsix: vsix(), locale: 'ko', settings: { 'gorae.inlayHints.copiedFiles': true, 'gorae.inlayHints.weights': true },
    env: { PATH: programs + delimiter + process.env.PATH } });
  await w.open('Dockerfile');
  await w.squiggle('error');
});
after(() => w?.stop());

step('the light bulb mends a flag, and has one row for ignoring, put last', async () => {
  const rows = await w.quickFix(5, 16);
  assert.match(rows[0], /--interval/);
  const ignoring = rows.filter((row) => row.includes('무시'));
  assert.equal(ignoring.length, 1);
  assert.equal(rows.at(-1), ignoring[0]);
  await w.openQuickFix(5, 16, '무시');
  await shot('bulb');
});

step('ignoring asks where', async () => {
  await w.quickFix(4, 30, /무시/);
  await w.page.locator('.quick-input-list .monaco-list-row', { hasText: '이 파일에서' }).first().waitFor();
  await shot('ignore');
  await w.page.keyboard.press('Escape');
});

step('a hover is short and leads to the rest', async () => {
  await w.hover(2, 2, '전체 설명');
  await shot('image');
});

step('a package that is not there is said with its fix', async () => {
  await w.openQuickFix(4, 60, /lib/);
  await shot('package');
  await w.page.keyboard.press('Escape');
});

step('COPY shows what it brings', async () => {
  await w.page.locator('.view-line', { hasText: '파일 5개' }).first().waitFor();
});

step('RUN shows what it adds to the image', async () => {
  await w.page.locator('.view-line', { hasText: /\+[\d.]+\sMB\s·\s\d+%/ }).first().waitFor();
  await shot('weights');
});

step('an ignore file has counts, findings and hovers', async () => {
  await w.open('.dockerignore');
  await w.page.locator('.view-line', { hasText: '1개 · 2.0 KB' }).first().waitFor();
  await w.page.locator('.codelens-decoration', { hasText: '빌드에 보내는 파일' }).first().waitFor();
  assert.match(await w.hover(4, 3, '일치'), /a\.log/);
  await shot('ignore-file');
  assert.match((await w.problems('dockerignore-pattern-duplicate')).join(), /이미 있습니다/);
  await w.closePanel();
});

step('a compose file says that a stage is not there, and opens the Dockerfile', async () => {
  await w.open('compose.yaml');
  await w.page.locator('.codelens-decoration a', { hasText: 'Dockerfile 열기' }).first().waitFor();
  assert.match(await w.hover(3, 6, '이미지'), /build/);
  await shot('compose');
  await w.quickFix(5, 16, /build/);
  await w.save('compose.yaml', (text) => text.includes('target: build\n'));
});

step('a bake file too', async () => {
  await w.open('docker-bake.hcl');
  await w.squiggle('error');
  await w.quickFix(2, 14, /build/);
  await w.save('docker-bake.hcl', (text) => text.includes('"build"'));
  await shot('bake');
});

step('Enter behind an instruction of several lines begins at the margin, EOF stays EOF', async () => {
  await w.open('Dockerfile');
  await w.focusEditor();
  await w.goto(6, 9);
  for (const line of ['', 'RUN npm ci && \\', 'rm -rf /tmp/x', '', 'RUN <<EOF', 'set -e', 'EOF', 'USER node']) {
    await w.page.keyboard.type(line, { delay: 60 });
    await w.page.waitForTimeout(300);
    if (line !== 'USER node') await w.page.keyboard.press('Enter');
  }
  const text = await w.save('Dockerfile', (saved) => saved.includes('USER node'));
  assert.match(text, /\nRUN npm ci && \\\n {4}rm -rf \/tmp\/x\n\nRUN <<EOF\nset -e\nEOF\nUSER node\n/);
  await shot('typed');
});

/** Waits until a page in one of the workbench's frames (a preview) says something. */
async function preview(text) {
  for (const end = Date.now() + 30_000; ; await new Promise((done) => setTimeout(done, 200))) {
    for (const frame of w.page.frames()) {
      const said = await frame.locator('body').innerText({ timeout: 500 }).catch(() => '');
      if (said.includes(text) && !(await frame.locator('.monaco-workbench').count())) return said;
    }
    assert.ok(Date.now() < end, `no preview says ${text}`);
  }
}

step("trivy's report is shown as a page, not as its source", async () => {
  await w.open('Dockerfile');
  await w.command('Trivy');
  const said = await preview('DS-0002');
  assert.match(said, /검사 결과/);
  assert.doesNotMatch(said, /\| --- \|/);
  await shot('scan');
});
