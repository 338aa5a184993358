// The README's picture: findings, a quick fix's list and a hover in Korean, from a real editor.
import { join } from 'node:path';
import { filesOf, HANGUL, SHOP, SHOTS, vsix } from './steps.mjs';
import { Workbench } from './workbench.mjs';

const FILES = filesOf(SHOP);
const lineOf = (pattern) => FILES.Dockerfile.split('\n').findIndex((line) => pattern.test(line)) + 1;

const w = await Workbench.start({
  files: FILES,
  vsix: vsix(),
  locale: 'ko',
  viewport: { width: 1180, height: 700 },
  scale: 2, // sharp on the screens that people have
  settings: { 'workbench.statusBar.visible': false, 'breadcrumbs.enabled': false, 'window.commandCenter': false, 'editor.fontSize': 15 },
});
try {
  await w.open('Dockerfile');
  await w.squiggle('warning', 'info', 'error');
  await w.command('View: Toggle Primary Side Bar Visibility');
  await w.hover(lineOf(/^RUN apt-get update/), 2, HANGUL);
  await w.screenshot(join(SHOTS, 'editor-ko.png'));
  await w.openQuickFix(lineOf(/^CMD/), 2);
  await w.screenshot(join(SHOTS, 'quickfix-ko.png'));
} finally {
  await w.stop();
}
