/** Says that there is no Python, with the two ways out as buttons. */
import * as vscode from 'vscode';
import { words } from './words';

const DOWNLOADS = 'https://www.python.org/downloads/';

export async function sayNoPython(): Promise<void> {
  const { noPython, openSettings, downloadPython } = words();
  const pressed = await vscode.window.showErrorMessage(noPython, openSettings, downloadPython);
  if (pressed === openSettings) {
    // A path belongs to a machine: where the editor runs on another one, only that one's settings have it.
    const command = vscode.env.remoteName ? 'workbench.action.openRemoteSettings' : 'workbench.action.openSettings';
    await vscode.commands.executeCommand(command, { query: '@id:gorae.interpreter' });
  }
  if (pressed === downloadPython) await vscode.env.openExternal(vscode.Uri.parse(DOWNLOADS));
}
