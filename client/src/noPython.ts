/** Says that there is no Python, with the ways out as buttons; the first one fetches one for Gorae alone. */
import * as vscode from 'vscode';
import { messages } from './messages';
import { fetchPython, VERSION } from './ownPython';
import { onPath, programFile } from './path';

const DOWNLOADS = 'https://www.python.org/downloads/';

/** `restart` is called once there is a Python. */
export async function sayNoPython(restart: () => Promise<void>): Promise<void> {
  const { noPython, fetch, openSettings, downloadPython } = messages();
  const pressed = await vscode.window.showErrorMessage(noPython, fetch, openSettings, downloadPython);
  if (pressed === fetch) await vscode.commands.executeCommand('gorae.fetchPython');
  if (pressed === openSettings) {
    // A path belongs to a machine: where the editor runs on another one, only that one's settings have it.
    const command = vscode.env.remoteName ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings';
    await vscode.commands.executeCommand(command, { query: '@id:gorae.interpreter' });
  }
  if (pressed === downloadPython) await restartOnReturn(restart);
}

export function registerFetch(
  context: vscode.ExtensionContext,
  restart: () => Promise<void>,
  output: vscode.OutputChannel,
): vscode.Disposable {
  return vscode.commands.registerCommand('gorae.fetchPython', async () => {
    const say = messages();
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: say.fetching.replace('{version}', VERSION),
      cancellable: true,
    };
    const failed = await vscode.window.withProgress(options, async (_, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      try {
        const python = await fetchPython({
          storage: context.globalStorageUri.fsPath,
          uv: onPath(programFile('uv'))[0],
          signal: abort.signal,
        });
        output.appendLine(`Python fetched: ${python}`);
        return undefined;
      } catch (error) {
        output.appendLine(`No Python fetched: ${error instanceof Error ? error.message : error}`);
        return token.isCancellationRequested ? '' : String(error instanceof Error ? error.message : error);
      }
    });
    if (failed === undefined) await restart();
    else if (failed) void vscode.window.showErrorMessage(say.fetchFailed.replace('{why}', failed));
  });
}

/** Opens Python's page; whoever comes back to the editor may have installed one. */
async function restartOnReturn(restart: () => Promise<void>): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(DOWNLOADS));
  const returned = vscode.window.onDidChangeWindowState(({ focused }) => {
    if (!focused) return;
    returned.dispose();
    void restart();
  });
}
