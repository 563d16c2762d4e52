import { IntlMessageFormat } from 'intl-messageformat';
import { ar } from './ar';
import { en } from './en';
import { es } from './es';
import { it } from './it';
import { type Language, localeOf } from './language';
import type { MessageArguments } from './message-arguments';
import { zhCN } from './zh-CN';

export type MessageKey = keyof typeof en;
/** A catalogue in another language: a missing or an extra message fails the type check. */
export type Catalogue = Readonly<Record<MessageKey, string>>;

export const catalogues: Readonly<Record<Language, Catalogue>> = { en, 'zh-CN': zhCN, es, it, ar };

/** The words for a message. Arguments that the message asks for are required by its type. */
export type Translate = <Key extends MessageKey>(
  key: Key,
  ...values: MessageArguments<(typeof en)[Key]>
) => string;

/** Makes the `t` of one language. Each message is parsed once. */
export function createTranslate(language: Language): Translate {
  const catalogue = catalogues[language];
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key, ...[values]) => {
    const format = parsed.get(key) ?? new IntlMessageFormat(catalogue[key], localeOf(language));
    parsed.set(key, format);
    return String(format.format(values));
  };
}
