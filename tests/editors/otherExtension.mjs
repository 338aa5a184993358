// A small extension under another one's name, that does for Dockerfiles what that one does: to see who shows what.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './steps.mjs';

const DIAGNOSTIC = 'docker.languageserver.diagnostics.instructionCmdMultiple';

const SOURCE = `
const vscode = require('vscode');
const selector = { language: 'dockerfile' };
exports.activate = (context) => {
  const found = vscode.languages.createDiagnosticCollection('theirs');
  const check = (document) => {
    if (document.languageId !== 'dockerfile') return;
    const off = vscode.workspace.getConfiguration().get('${DIAGNOSTIC}') === 'ignore';
    const whole = new vscode.Range(0, 0, 0, 4);
    found.set(document.uri, off ? [] : [new vscode.Diagnostic(whole, 'theirs', vscode.DiagnosticSeverity.Warning)]);
  };
  vscode.workspace.textDocuments.forEach(check);
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(check),
    vscode.languages.registerHoverProvider(selector, { provideHover: () => new vscode.Hover('theirs') }),
    vscode.languages.registerCompletionItemProvider(selector, {
      provideCompletionItems: () => [new vscode.CompletionItem('FROM', vscode.CompletionItemKind.Keyword)],
    }),
    vscode.languages.registerDocumentFormattingEditProvider(selector, {
      provideDocumentFormattingEdits: () => [vscode.TextEdit.insert(new vscode.Position(0, 0), '# theirs\\n')],
    }),
  );
};
`;

/** Packages it and returns the .vsix. */
export function otherExtension(publisher, name) {
  const folder = mkdtempSync(join(tmpdir(), 'gorae-other-'));
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name,
    publisher,
    version: '0.0.1',
    engines: { vscode: '^1.82.0' },
    main: './main.js',
    activationEvents: ['onLanguage:dockerfile'],
    contributes: {
      configuration: { properties: { [DIAGNOSTIC]: { type: 'string', default: 'warning', scope: 'resource' } } },
    },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'main.js'), SOURCE);
  const vsix = join(folder, 'other.vsix');
  const vsce = join(ROOT, 'client', 'node_modules', '@vscode', 'vsce', 'vsce');
  const options = ['--allow-missing-repository', '--skip-license', '--no-dependencies', '--out', vsix];
  const done = spawnSync(process.execPath, [vsce, 'package', ...options], { cwd: folder, encoding: 'utf8', input: '' });
  if (done.status) throw new Error(done.stdout + done.stderr);
  return vsix;
}
