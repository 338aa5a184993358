/** Scanning the open file with trivy: its report is shown as a page beside the file. */
import * as vscode from 'vscode';
import { messages } from './messages';

type Ask = (command: string, ...args: unknown[]) => Promise<unknown> | undefined;

const SCHEME = 'gorae-scan';

export function registerScan(ask: Ask): vscode.Disposable {
  const reports = new Map<string, string>(); // the last one of each file, by the page that shows it
  const changed = new vscode.EventEmitter<vscode.Uri>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => reports.get(uri.toString()) ?? '',
    }),
    vscode.commands.registerCommand('gorae.scan', async () => {
      const file = vscode.window.activeTextEditor?.document.uri.toString();
      const report = file && (await scan(ask, file));
      if (!report) return;
      const uri = vscode.Uri.from({
        scheme: SCHEME,
        path: `/${messages().scanResult}.md`,
        query: encodeURIComponent(file),
      });
      reports.set(uri.toString(), report);
      changed.fire(uri);
      await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    }),
  );
}

/** The report in Markdown; undefined where it was stopped, or trivy is missing. The notification's button stops it. */
async function scan(ask: Ask, file: string): Promise<string | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: messages().scanning, cancellable: true };
  return vscode.window.withProgress(options, async (_, token) => {
    token.onCancellationRequested(() => void ask('gorae.stopScan', file));
    const report = await ask('gorae.scan', file);
    return token.isCancellationRequested || typeof report !== 'string' ? undefined : report;
  });
}
