/** Pages as Markdown previews, whose text the server gives: `gorae:/rules/NAME.md`, `gorae:/concepts/NAME.md` … */
import * as vscode from 'vscode';
import { ExecuteCommandRequest, type LanguageClient } from 'vscode-languageclient/node';
import { messages } from './messages';

const SCHEME = 'gorae';

export function registerRulePages(client: () => LanguageClient | undefined): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    async provideTextDocumentContent(uri) {
      const name = uri.path.replace(/^\/|\.md$/g, '');
      const page = await client()?.sendRequest(ExecuteCommandRequest.type, {
        command: 'gorae.showRule',
        arguments: [name],
      });
      return typeof page === 'string' ? page : '';
    },
  });
}

/** Opens the page of that rule or word (`KIND/NAME`), or of a rule chosen among the findings of the open file. */
export async function openRule(name: unknown): Promise<void> {
  const rule = typeof name === 'string' ? name : await chooseRule();
  if (!rule) return;
  const path = rule.includes('/') ? `/${rule}.md` : `/rules/${rule}.md`;
  const uri = vscode.Uri.from({ scheme: SCHEME, path });
  await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
}

async function chooseRule(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const findings = editor ? vscode.languages.getDiagnostics(editor.document.uri) : [];
  const ours = findings.filter((finding) => finding.source === 'gorae');
  // The line that the cursor is in comes first.
  const line = editor?.selection.active.line ?? 0;
  ours.sort((a, b) => distance(a.range, line) - distance(b.range, line));
  const names = [...new Set(ours.map(ruleName))];
  if (names.length > 1) return vscode.window.showQuickPick(names, { placeHolder: messages().pickRule });
  if (names.length === 0) void vscode.window.showInformationMessage(messages().noFindings);
  return names[0];
}

const ruleName = (finding: vscode.Diagnostic): string =>
  String(typeof finding.code === 'object' ? finding.code.value : finding.code);

const distance = (range: vscode.Range, line: number): number =>
  range.start.line > line ? range.start.line - line : Math.max(0, line - range.end.line);
