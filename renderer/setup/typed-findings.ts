import { type KeyboardLayout, readTestCode } from '../../shared/framing';
import type { Words } from '../messages';
import type { TypedRead } from './typed-reads';

/** One thing that a typed test code tells. Without `advice` it is as it should be. */
export interface TypedFinding {
  readonly text: string;
  readonly advice?: string;
  /** A prefix that came and could be saved, or that is saved and did not come. */
  readonly offer?: { readonly type: 'save' | 'forget'; readonly prefix: string };
}

/** The longest prefix that the settings take. */
const LONGEST_PREFIX = 8;

/**
 * What the test code tells of a scanner that types, in the words of the window; undefined where it typed something
 * else. `saved` is the prefix in the settings.
 */
export function typedFindings(
  { outcome, typing }: TypedRead,
  saved: string,
  { t, number, locale }: Words,
): TypedFinding[] | undefined {
  const read = readTestCode(typing.characters);
  if (!read) return undefined;
  const anyOf = (layouts: KeyboardLayout[]) =>
    new Intl.ListFormat(locale, { type: 'disjunction' }).format(
      [...new Set(layouts)].map((layout) => t(`layout.${layout}`)),
    );
  const findings: TypedFinding[] = [];
  if (outcome.type === 'frame-invalid')
    findings.push({ text: t('reader-test.control'), advice: t('reader-test.control-advice') });
  if (read.layout === 'crossed') {
    const scanner = anyOf(read.pairs.map((pair) => pair.scanner));
    const computer = anyOf(read.pairs.map((pair) => pair.computer));
    findings.push({
      text: t('reader-test.layout-crossed', { scanner, computer }),
      advice: t('reader-test.layout-crossed-advice', { computer }),
    });
  } else if (read.layout === 'unknown') {
    findings.push(finding('reader-test.layout-unknown'));
  } else {
    findings.push({ text: t('reader-test.layout-same') });
  }
  if (read.capsLock) findings.push(finding('reader-test.caps-lock'));
  if (outcome.composed) findings.push(finding('reader-test.composed'));
  if (read.layout !== 'crossed') findings.push(...prefixFindings(read.prefix));
  if (read.ending !== '') {
    findings.push({
      text: t('reader-test.ending', { text: `“${read.ending}”` }),
      advice: t('reader-test.ending-advice'),
    });
  }
  findings.push(
    typing.suffix === undefined
      ? finding('reader-test.suffix-none')
      : { text: t(typing.suffix === 'Tab' ? 'reader-test.suffix-tab' : 'reader-test.suffix-enter') },
    { text: t('reader-test.speed', { n: number(Math.round(typing.meanGap)) }) },
  );
  return findings;

  /** A finding whose advice is the message of the same name. */
  function finding(key: Advised): TypedFinding {
    return { text: t(key), advice: t(`${key}-advice`) };
  }

  function prefixFindings(prefix: string): TypedFinding[] {
    if (prefix === saved) return prefix === '' ? [] : [{ text: t('reader-test.prefix-saved') }];
    if (prefix === '') {
      const offer = { type: 'forget' as const, prefix: '' };
      const text = t('reader-test.prefix-missing', { text: `“${saved}”` });
      return [{ text, advice: t('reader-test.prefix-missing-advice'), offer }];
    }
    const text = t('reader-test.prefix', { text: `“${prefix}”` });
    return prefix.length > LONGEST_PREFIX
      ? [{ text, advice: t('reader-test.prefix-long') }]
      : [{ text, advice: t('reader-test.prefix-advice'), offer: { type: 'save', prefix } }];
  }
}

type Advised =
  'reader-test.layout-unknown' | 'reader-test.caps-lock' | 'reader-test.composed' | 'reader-test.suffix-none';
