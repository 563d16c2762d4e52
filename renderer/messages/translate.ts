import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalogue, MessageKey } from './catalogues';
import type { en } from './en';
import { type Language, localeOf } from './language';
import type { MessageArguments } from './message-arguments';

/** The words for a message. Arguments that the message asks for are required by its type. */
export type Translate = <Key extends MessageKey>(
  key: Key,
  ...values: MessageArguments<(typeof en)[Key]>
) => string;

/** Makes the `t` of one language. Each message is parsed once. */
export function createTranslate(language: Language, catalogue: Catalogue): Translate {
  const parsed = new Map<MessageKey, IntlMessageFormat>();
  return (key, ...[values]) => {
    const format = parsed.get(key) ?? new IntlMessageFormat(catalogue[key], localeOf(language));
    parsed.set(key, format);
    return String(format.format(values));
  };
}
