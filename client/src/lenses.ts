/** What a line above a stage does: shows where the stage is used, builds it. */
import { accessSync, constants } from 'node:fs';
import * as vscode from 'vscode';
import { onPath, programFile } from './path';

interface Place {
  uri: string;
  range: { start: Point; end: Point };
}
interface Point {
  line: number;
  character: number;
}

const SHOW_USES = 'gorae.showUses';
const BUILD_STAGE = 'gorae.buildStage';

/** The commands that the server may put behind a line; a stage is built only where docker is installed. */
export const lensCommands = (): string[] => (docker() ? [SHOW_USES, BUILD_STAGE] : [SHOW_USES]);

export function registerLenses(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(SHOW_USES, (uri: string, at: Point, places: Place[]) =>
      vscode.commands.executeCommand(
        'editor.action.showReferences',
        vscode.Uri.parse(uri),
        point(at),
        places.map(location),
      ),
    ),
    vscode.commands.registerCommand(BUILD_STAGE, build),
  );
}

const point = (at: Point) => new vscode.Position(at.line, at.character);
const location = ({ uri, range }: Place) =>
  new vscode.Location(vscode.Uri.parse(uri), new vscode.Range(point(range.start), point(range.end)));

/** Builds a stage in a task, so that its output is there to read and Ctrl+C ends it. Only in a trusted workspace. */
async function build(uri: string, stage: string, context: string | null): Promise<void> {
  const file = vscode.Uri.parse(uri);
  const command = docker();
  if (!command || file.scheme !== 'file' || !vscode.workspace.isTrusted) return;
  const folder = context ?? vscode.Uri.joinPath(file, '..').fsPath;
  const task = new vscode.Task(
    { type: 'gorae', stage },
    vscode.workspace.getWorkspaceFolder(file) ?? vscode.TaskScope.Workspace,
    `docker build --target ${stage}`,
    'Gorae',
    new vscode.ProcessExecution(command, ['build', '--target', stage, '--file', file.fsPath, folder]),
  );
  await vscode.workspace.openTextDocument(file).then((document) => document.save());
  await vscode.tasks.executeTask(task);
}

/** The docker program on PATH, where this person may run it. */
const docker = (): string | undefined => onPath(programFile('docker')).find(isExecutable);

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
