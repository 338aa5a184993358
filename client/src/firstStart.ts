/** Asks once, on the first start, in both languages, which one Gorae speaks. */
import * as vscode from 'vscode';
import { language } from './language';

const ASKED = 'gorae.languageAsked';
const QUESTION = {
  ko: { text: 'Gorae가 한국어로 알려 드립니다. (Gorae speaks Korean.)', other: 'Show in English', next: 'en' },
  en: { text: 'Gorae speaks English here. 한국어로 볼까요? (Show in Korean?)', other: '한국어로 보기', next: 'ko' },
} as const;

/** Nothing where somebody has set `gorae.language`, or was asked before. The answer is a setting of the user's. */
export async function askLanguage(context: vscode.ExtensionContext): Promise<void> {
  const settings = vscode.workspace.getConfiguration('gorae');
  const set = settings.inspect<string>('language');
  const isSet = set?.globalValue ?? set?.workspaceValue ?? set?.workspaceFolderValue;
  if (isSet !== undefined || context.globalState.get<boolean>(ASKED)) return;
  await context.globalState.update(ASKED, true);
  const { text, other, next } = QUESTION[language()];
  const chosen = await vscode.window.showInformationMessage(text, 'OK', other);
  if (chosen === other) await settings.update('language', next, vscode.ConfigurationTarget.Global);
}
