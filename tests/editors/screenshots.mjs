// The READMEs' pictures: findings, a quick fix's list and a hover, in both languages, light and dark, from a real editor.
import { join } from 'node:path';
import { filesOf, HANGUL, SHOP, SHOTS, vsix } from './steps.mjs';
import { Workbench } from './workbench.mjs';

// A word of the image's own page: VS Code's own lines come before it.
const PAGE = { ko: /공식 이미지/, en: /official image/i };
const PATIENCE_MS = 120_000; // a machine that builds something else beside it is slow
const TRIES = 3; // a workbench that was cut short is started anew: the other pictures are made already
const THEMES = { light: 'Default Light Modern', dark: 'Default Dark Modern' };

/** The shop as an English reader would have written it: the same lines, with names and comments in English. */
function english(files) {
  const words = { '바다가게 웹 쇼핑몰 이미지': 'The image of the sea shop', '빌드': 'Build', '김바다': 'Bada Kim',
    '소스 전체를 복사한다': 'All of the source', '상품 사진을 줄이는 데 쓰는 도구': 'Tools that shrink pictures', '의존성': 'Dependencies',
    '결제 대행사 설정': 'The payment provider', '주문서 글꼴': 'Fonts of the order form' };
  let text = files.Dockerfile;
  for (const [korean, other] of Object.entries(words)) text = text.replaceAll(korean, other);
  if (HANGUL.test(text)) throw new Error(`not English yet:\n${text}`);
  return { ...files, Dockerfile: text };
}

/** Draws the hover's lower edge down until all of it is seen, as a reader may: VS Code shows 250 pixels of it. */
async function wholeHover(w) {
  const box = await w.page.locator('.monaco-hover:visible').last().boundingBox();
  const inside = await w.page.locator('.monaco-hover-content:visible').last().evaluate((one) => one.scrollHeight);
  const [x, y] = [box.x + box.width / 2, box.y + box.height];
  await w.page.mouse.move(x, y - 20);
  await w.page.mouse.move(x, y + 1, { steps: 5 });
  await w.page.mouse.down();
  await w.page.mouse.move(x, box.y + inside + 4, { steps: 10 });
  await w.page.mouse.up();
}

/** Takes the picture of one language in one theme. */
async function take(language, theme) {
  const files = language === 'ko' ? filesOf(SHOP) : english(filesOf(SHOP));
  const lineOf = (pattern) => files.Dockerfile.split('\n').findIndex((line) => pattern.test(line)) + 1;
  const w = await Workbench.start({
    files,
    vsix: vsix(),
    timeout: PATIENCE_MS,
    ...(language === 'ko' ? { locale: 'ko' } : {}),
    viewport: { width: 1180, height: 660 },
    scale: 2, // sharp on the screens that people have
    settings: {
      'workbench.statusBar.visible': false,
      'breadcrumbs.enabled': false,
      'window.commandCenter': false,
      'window.title': '${activeEditorShort}',
      'workbench.layoutControl.enabled': false,
      'workbench.activityBar.location': 'hidden',
      'editor.fontSize': 14, // the hover fits without a scroll bar
      'workbench.colorTheme': THEMES[theme],
      'gorae.language': language,
    },
  });
  try {
    await w.open('Dockerfile');
    await w.squiggle('warning', 'info', 'error');
    await w.command('View: Toggle Primary Side Bar Visibility');
    await w.hover(lineOf(/^FROM/), 8, PAGE[language]);
    await wholeHover(w);
    // VS Code asks for the fixes once a hover, and shows none where the hover was renewed meanwhile.
    await w.page.locator('.monaco-hover:visible', { hasText: 'Quick Fix' }).first().waitFor({ timeout: 5000 });
    await w.page.mouse.move(700, 650); // in the corner it lights up the edge of the side bar
    await w.screenshot(join(SHOTS, `editor-${language}-${theme}.png`));
  } finally {
    await w.stop();
  }
}

// GORAE_E2E_LANGUAGE makes those of one language only.
for (const language of (process.env.GORAE_E2E_LANGUAGE ?? 'ko en').split(' ')) {
  for (const theme of Object.keys(THEMES)) {
    for (let left = TRIES; left; left--) {
      try {
        await take(language, theme);
        console.log(`editor-${language}-${theme}.png`);
        break;
      } catch (error) {
        if (left === 1) throw error;
        console.error(`editor-${language}-${theme}.png: once more, after ${error.message.split('\n')[0]}`);
      }
    }
  }
}
