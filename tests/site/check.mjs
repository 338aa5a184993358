// The built site in a real browser, at desktop and phone width, in both languages, light and dark: links, search, no request elsewhere.
//   node tests/site/check.mjs [SITE]     pictures go to SITE/../site-shots. Chromium and playwright-core: tests/editors/install.sh
import assert from 'node:assert/strict';
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, extname, join, normalize, resolve } from 'node:path';

const SITE = resolve(process.argv[2] ?? '.build/site');
const SHOTS = join(SITE, '..', 'site-shots');
const HOME = process.env.GORAE_E2E_HOME || join(homedir(), '.cache', 'gorae-e2e');
const CHROMIUM = process.env.GORAE_E2E_CHROMIUM || '/usr/bin/chromium';
const TYPES = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png' };
const HANGUL = /[가-힣]/;

const fileOf = (path) => {
  const file = join(SITE, normalize(decodeURIComponent(path)));
  return existsSync(file) && statSync(file).isDirectory() ? join(file, 'index.html') : file;
};

// Every link and picture of every page leads to a file, and to a place in it where it names one.
let links = 0;
const ids = new Map();
const idsOf = (file) => ids.get(file) ?? ids.set(file, new Set([...readFileSync(file, 'utf8').matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))).get(file);
for (const name of readdirSync(SITE, { recursive: true }).filter((name) => name.endsWith('.html') && name !== '404.html')) {
  const page = join(SITE, name);
  for (const [, target] of readFileSync(page, 'utf8').matchAll(/\s(?:href|src)="([^"]+)"/g)) {
    if (/^([a-z]+:|\/\/)/.test(target)) continue;
    const [path, anchor] = target.split('#');
    const to = path.startsWith('/') ? fileOf(path.replace(/^\/gorae\//, '/')) : path ? fileOf(join(dirname(name), path)) : page;
    assert.ok(existsSync(to), `${name}: ${target} leads nowhere`);
    if (anchor && to.endsWith('.html') && !anchor.startsWith('__')) assert.ok(idsOf(to).has(decodeURIComponent(anchor)), `${name}: no ${target}`);
    links += 1;
  }
}

const server = createServer((request, response) => {
  const file = fileOf(new URL(request.url, 'http://site').pathname);
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const origin = `http://127.0.0.1:${server.address().port}`;
const { chromium } = createRequire(join(HOME, 'package.json'))('playwright-core');
const browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
mkdirSync(SHOTS, { recursive: true });
const elsewhere = new Set();
const errors = [];

const VIEWS = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const PAGES = ['', 'rules/', 'rules/run-consecutive/', 'comparison/', 'editors/', 'concepts/layers/'];
for (const [view, viewport] of Object.entries(VIEWS)) {
  for (const scheme of ['light', 'dark']) {
    const context = await browser.newContext({ viewport, colorScheme: scheme, deviceScaleFactor: 1 });
    await context.route('**/*', (route) => {
      const url = route.request().url();
      if (url.startsWith(origin) || url.startsWith('data:')) return route.continue();
      elsewhere.add(url);
      return route.abort();
    });
    const page = await context.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    for (const language of ['', 'en/']) {
      for (const path of scheme === 'light' ? PAGES : PAGES.slice(0, 1)) {
        await page.goto(`${origin}/${language}${path}`, { waitUntil: 'load' });
        const article = page.locator('article');
        assert.equal(HANGUL.test(await article.locator('p').first().innerText()), language === '', `${language}${path}: the other language`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.ok(wide <= 1, `${language}${path} is ${wide} pixels wider than a ${view}`);
        await page.screenshot({ path: join(SHOTS, `${view}-${scheme}-${language.replace('/', '-')}${path.replaceAll('/', '-') || 'home'}.png`) });
      }
    }
    if (scheme === 'light') {
      for (const [language, words] of [['', ['run-consecutive', '레이어', 'DL3059']], ['en/', ['layers', 'user-missing']]]) {
        for (const word of words) {
          await page.goto(`${origin}/${language}`, { waitUntil: 'load' });
          if (view === 'phone') await page.locator('label.md-header__button[for="__search"]').click();
          const found = page.locator('.md-search-result__item .md-search-result__link');
          for (let tries = 6; !(await found.count()) && tries; tries -= 1) { // what is typed before the page listens is lost
            await page.locator('.md-search__input').fill('');
            await page.locator('.md-search__input').fill(word);
            await found.first().waitFor({ timeout: 5_000 }).catch(() => {});
          }
          assert.ok(await found.count(), `nothing found for ${word} in ${language || 'ko'}, ${view}`);
          const to = await found.first().getAttribute('href');
          assert.equal(new URL(to, page.url()).pathname.startsWith('/en/'), language === 'en/', `${word} leads to ${to}`);
        }
        await page.screenshot({ path: join(SHOTS, `${view}-search-${language ? 'en' : 'ko'}.png`) });
      }
    }
    await context.close();
  }
}
await browser.close();
server.close();
assert.deepEqual([...elsewhere], [], 'requests leave the site');
assert.deepEqual(errors, []);
console.log(`site: ${links} links lead somewhere, ${PAGES.length} pages seen in ${Object.keys(VIEWS).length} widths, nothing asked of other hosts; pictures in ${SHOTS}`);
