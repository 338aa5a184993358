/**
 * The language of the extension and of the server: `gorae.language`; else that of VS Code; else, where nobody chose a
 * display language, that of the system. A VS Code without a language pack calls its language English in Korea too.
 */
import * as vscode from 'vscode';

export type Language = 'ko' | 'en';

export function language(): Language {
  const set = vscode.workspace.getConfiguration('gorae').get<string>('language', 'auto');
  return set === 'ko' || set === 'en' ? set : preferred(vscode.env.language, process.env);
}

/** VS Code tells the extension host the language that was chosen, or the system's where none was (`userLocale`). */
export function preferred(display: string, environment: NodeJS.ProcessEnv): Language {
  if (isKorean(display)) return 'ko';
  const chosen = userLocale(environment.VSCODE_NLS_CONFIG) ?? systemLocale(environment) ?? display;
  return isKorean(chosen) ? 'ko' : 'en';
}

function userLocale(config: string | undefined): string | undefined {
  try {
    const locale = (JSON.parse(config ?? '') as { userLocale?: unknown }).userLocale;
    return typeof locale === 'string' ? locale : undefined;
  } catch {
    return undefined;
  }
}

const systemLocale = ({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): string | undefined =>
  LC_ALL || LC_MESSAGES || LANG;

const isKorean = (locale: string): boolean => /^ko(?![a-z])/i.test(locale);
