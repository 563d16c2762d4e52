import type { Verdict } from '../../shared/domain/verdict';
import { readerKind } from '../components';
import type { Translate, Words } from '../messages';

/** The one sentence on the sign: how it was verified, or why it was refused. */
export function signSentence({ outcome, assurance, reason }: Verdict, t: Translate): string {
  switch (outcome) {
    case 'verified':
      return t(`assurance.${assurance ?? 'offline-signature'}`);
    case 'unverified-queued':
      return t('verdict.queued-sentence');
    case 'check-by-eye':
      return t('assurance.unsigned');
    case 'refused':
      return t(`reason.${reason ?? 'unreadable'}`);
  }
}

/** At the sign's end: the reader, the time, how long it took, and what else a person should notice. */
export function signMeta(verdict: Verdict, { t, clock, clockWithSeconds, number }: Words): string[] {
  const seconds = number(Math.max(0.1, Math.round(verdict.micros / 100_000) / 10));
  const lines = [
    t(`reader-kind.${readerKind(verdict.reader)}`),
    t('verdict.meta-time', { time: clockWithSeconds(new Date(verdict.at)), seconds }),
  ];
  if (verdict.training) lines.push(t('verdict.training'));
  if (verdict.shownBeforeAt)
    lines.push(t('verdict.shown-before', { time: clock(new Date(verdict.shownBeforeAt)) }));
  return lines;
}

/** The same in half a sentence, for the slim sign. */
export function assuranceInline({ outcome, assurance }: Verdict) {
  return outcome === 'unverified-queued'
    ? ('assurance-inline.queued' as const)
    : (`assurance-inline.${assurance ?? 'unsigned'}` as const);
}
