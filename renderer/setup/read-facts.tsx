import { isTestCode } from '../../shared/framing';
import { type Fact, Facts, readerKind } from '../components';
import { useWords } from '../messages';
import type { TypedRead } from './typed-reads';
import type { Tried } from './use-test-reads';

/** The last read in figures; as it arrived where it is the test code. */
export function ReadFacts({ tried }: { tried: Tried }) {
  const { t, number } = useWords();
  const shown = tried.type === 'read' ? readOf(tried) : typedOf(tried.typed);
  const { raw, reader, characters, bytes, symbology, micros, format, reason } = shown;
  const facts: (Fact | false)[] = [
    { term: t('reader-test.reader'), value: reader?.name ?? t('reader-kind.keyboard') },
    {
      term: t('reader-test.size'),
      value:
        characters === undefined
          ? t('reader-test.bytes', { n: bytes })
          : t('reader-test.characters', { n: characters }),
    },
    symbology !== undefined && {
      term: t('reader-test.symbology'),
      value: <span className="mono">{symbology}</span>,
    },
    micros !== undefined && {
      term: t('reader-test.time'),
      value: t('reader-test.milliseconds', { n: number(Math.round(micros / 100) / 10) }),
    },
    format !== undefined && { term: t('reader-test.looks-like'), value: t(`format.${format}`) },
    raw !== undefined && { term: t('reader-test.text'), value: <span className="mono">{raw.text}</span> },
    raw !== undefined && { term: t('reader-test.hex'), value: <span className="mono">{raw.hex}</span> },
  ];
  return (
    <>
      {reader && readerKind(reader) !== 'keyboard' && raw && <p>{t('reader-test.direct')}</p>}
      {reason !== undefined && <p>{t(`reason.${reason}`)}</p>}
      <Facts lines facts={facts.filter((fact) => fact !== false)} />
      {raw === undefined && <p className="quiet">{t('reader-test.hidden')}</p>}
    </>
  );
}

type Shown = Partial<Extract<Tried, { type: 'read' }>['read']> & { bytes: number };

const readOf = ({ read }: Extract<Tried, { type: 'read' }>): Shown => read;

function typedOf({ outcome, typing }: TypedRead): Shown {
  const { characters: text, meanGap } = typing;
  const bytes = new TextEncoder().encode(text);
  const characters = Array.from(text).length;
  return {
    characters,
    bytes: bytes.length,
    symbology: outcome.type === 'scan' ? outcome.symbology : undefined,
    micros: Math.round(meanGap * (characters - 1) * 1_000),
    ...(isTestCode(text) && {
      raw: { text, hex: Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('') },
    }),
  };
}
