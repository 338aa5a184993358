/** Which features are left to other Dockerfile extensions, so that a person sees each thing once. */
import * as vscode from 'vscode';

export type Feature = 'hover' | 'completion' | 'formatting' | 'documentSymbol' | 'inlayHint' | 'codeLens';

/**
 * What the language servers of these extensions show for a Dockerfile beside diagnostics and hovers. Docker's own
 * extension (`docker.docker`) is not here: it brings build checks and image names, and nothing to leave to it.
 * Formatting is left to nobody: the editor asks one formatter, which is Gorae's unless the person chose another.
 */
const OTHERS: Record<string, readonly Feature[]> = {
  'ms-azuretools.vscode-containers': ['completion', 'documentSymbol'],
  'ms-azuretools.vscode-docker': ['completion', 'documentSymbol'],
};
const EVERYTHING: readonly Feature[] = ['hover', 'completion', 'formatting', 'documentSymbol', 'inlayHint', 'codeLens'];

export function leavesToOthers(feature: Feature): boolean {
  switch (vscode.workspace.getConfiguration('gorae').get('coexistence')) {
    case 'all':
      return false;
    case 'diagnosticsOnly':
      return EVERYTHING.includes(feature);
    default:
      return present().some((id) => OTHERS[id]?.includes(feature));
  }
}

const present = (): string[] => Object.keys(OTHERS).filter((id) => vscode.extensions.getExtension(id));

/** Calls `restart` when one of those extensions is installed, removed, enabled or disabled. */
export function onOtherExtensions(restart: () => void): vscode.Disposable {
  let known = present().join();
  return vscode.extensions.onDidChange(() => {
    const now = present().join();
    if (now === known) return;
    known = now;
    restart();
  });
}
