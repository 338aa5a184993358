/** What the language client is told: which documents, which files to watch, which settings. */
import * as vscode from 'vscode';
import { type LanguageClientOptions, RevealOutputChannelOn } from 'vscode-languageclient/node';
import { AROUND, COMMANDS } from './around';
import { leavesToOthers } from './coexistence';
import { IGNORE } from './ignore';
import { lensCommands } from './lenses';
import { openRule } from './rulePage';
import { settings } from './settings';

const LANGUAGE = 'dockerfile';

/** Configuration files, whatever language the editor takes them for: the server says what is wrong in them. */
const CONFIGURATION = '**/{gorae.toml,.gorae.toml,pyproject.toml}';

/** Files whose change on disk may change what the server finds. */
export const WATCHED = [
  '**/{.dockerignore,*.dockerignore,.containerignore,*.containerignore}',
  '**/{gorae.toml,.gorae.toml,pyproject.toml,.hadolint.yaml,.hadolint.yml}',
  '**/{compose,docker-compose}*.{yaml,yml}',
  '**/docker-bake*.{hcl,json}',
  '**/.vscode/{tasks,settings}.json',
  '**/{Dockerfile,Containerfile,Dockerfile.*,Containerfile.*,*.Dockerfile,*.Containerfile}',
];

export function clientOptions(output: vscode.OutputChannel): LanguageClientOptions {
  return {
    // Read-only views (`git:`) too: there nothing is found and nothing changed, but words are explained.
    documentSelector: [
      ...['file', 'untitled', 'vscode-remote', 'vscode-userdata', 'vscode-vfs', 'git'].map((scheme) => ({
        scheme,
        language: LANGUAGE,
      })),
      ...['file', 'vscode-remote'].flatMap((scheme) => [CONFIGURATION, AROUND].map((pattern) => ({ scheme, pattern }))),
    ],
    outputChannel: output,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    // The light bulb's line says what it does, and Ctrl+Z takes it back: no panel asks again. Ctrl+Enter shows it first.
    initializationOptions: {
      ...settings(),
      commandLinks: true,
      confirmUnsafe: false,
      commands: [...lensCommands(), ...COMMANDS, IGNORE],
    },
    synchronize: { fileEvents: WATCHED.map((glob) => vscode.workspace.createFileSystemWatcher(glob)) },
    markdown: { isTrusted: { enabledCommands: ['gorae.showRule'] } },
    middleware: {
      executeCommand: (command, args, next) => (command === 'gorae.showRule' ? openRule(args[0]) : next(command, args)),
      provideDocumentSymbols: (document, token, next) =>
        leavesToOthers('documentSymbol') ? undefined : next(document, token),
      workspace: {
        configuration: (params) =>
          params.items.map((item) => {
            const scope = item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined;
            return item.section === 'gorae' ? settings(scope) : vscode.workspace.getConfiguration(item.section, scope);
          }),
      },
    },
  };
}
