/** Files around the Dockerfile: opening a Dockerfile from a compose file, and the list of what is sent. */
import * as vscode from 'vscode';
import { ExecuteCommandRequest, type LanguageClient } from 'vscode-languageclient/node';
import { messages } from './messages';
import { registerScan } from './scan';

/** Ignore, compose and bake files are known by their names, whatever language the editor takes them for. */
export const AROUND =
  '**/{.dockerignore,*.dockerignore,.containerignore,*.containerignore,compose*.yaml,compose*.yml,docker-compose*.yaml,docker-compose*.yml,docker-bake*.hcl,docker-bake*.json}';

/** The commands that the server's lines above services and ignore files may run. */
export const COMMANDS = ['gorae.openPlace', 'gorae.showContext', 'gorae.scan'];

const SCHEME = 'gorae-context';

/** A second line of the status item: which folder the Dockerfile is built in, and who says so. */
function showRoot(ask: (command: string, ...args: unknown[]) => Promise<unknown> | undefined): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('gorae-context', { language: 'dockerfile' });
  item.name = messages().context;
  const show = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    if (editor?.document.languageId !== 'dockerfile') return;
    const found = await ask('gorae.contextRoot', editor.document.uri.toString());
    if (typeof found !== 'object' || found === null || !('text' in found)) return;
    item.text = String(found.text).replaceAll('`', '');
    item.command = { command: 'gorae.showContext', title: messages().showContext };
  };
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor((editor) => void show(editor)),
    vscode.languages.onDidChangeDiagnostics(() => void show(vscode.window.activeTextEditor)),
  );
}

export function registerAround(client: () => LanguageClient | undefined): vscode.Disposable {
  const ask = (command: string, ...args: unknown[]): Promise<unknown> | undefined =>
    client()?.sendRequest(ExecuteCommandRequest.type, { command, arguments: args });
  return vscode.Disposable.from(
    showRoot(ask),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      async provideTextDocumentContent(uri) {
        const page = await ask('gorae.context', decodeURIComponent(uri.query));
        return typeof page === 'string' ? page : '';
      },
    }),
    vscode.commands.registerCommand('gorae.openPlace', async (target: string, line: number) => {
      const place = new vscode.Position(line - 1, 0);
      const options = { selection: new vscode.Range(place, place) };
      await vscode.window.showTextDocument(vscode.Uri.parse(target), options);
    }),
    vscode.commands.registerCommand('gorae.showContext', async (target?: string) => {
      const file = target ?? vscode.window.activeTextEditor?.document.uri.toString();
      if (!file) return;
      const query = encodeURIComponent(file);
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${messages().context}.md`, query });
      await vscode.commands.executeCommand('markdown.showPreviewToSide', uri);
    }),
    registerScan(ask),
  );
}
