import { describe, expect, it } from 'vitest';
import { assuranceInline, signMeta, signSentence } from '../../../renderer/counter/verdict-words';
import { en } from '../../../renderer/messages/en';
import { createWords } from '../../../renderer/messages/words';
import { verdictOf } from './verdicts';

const words = createWords('en', en);

describe('the words on the sign', () => {
  it.each([
    [{ assurance: 'online' }, 'By the authority, just now.'],
    [{ assurance: 'offline-signature' }, 'By the issuer’s signature, on this machine.'],
    [{ assurance: 'reader-attested' }, 'By the card reader’s security module.'],
    [
      { outcome: 'unverified-queued', assurance: undefined },
      'Nothing could vouch now. The authority is asked later.',
    ],
    [
      { outcome: 'check-by-eye', assurance: 'unsigned' },
      'An unsigned document. Compare the person and say so.',
    ],
    [{ outcome: 'refused', reason: 'revoked' }, 'The issuer has revoked this document.'],
  ] as const)('Given a verdict %o, when the sign shows it, then it says: %s', (changes, sentence) => {
    expect(signSentence(verdictOf(changes), words.t)).toBe(sentence);
  });

  it('Given a code that was shown before, when the sign shows it, then it says reader, time and when', () => {
    const at = new Date(2026, 10, 19, 14, 2, 7).toISOString();
    const shownBeforeAt = new Date(2026, 10, 19, 13, 40).toISOString();
    const meta = signMeta(verdictOf({ at, shownBeforeAt, training: false }), words);
    expect(meta).toEqual(['Simulated scanner', '14:02:07, in 1.8 s', 'Also shown at 13:40']);
  });

  it('Given a verdict within a millisecond, when its time is shown, then it is not nothing', () => {
    expect(signMeta(verdictOf({ micros: 400 }), words)[1]).toMatch(/in 0.1 s$/);
  });

  it('Given an amber verdict, when the form shows it, then nobody vouches for it', () => {
    const queued = verdictOf({ outcome: 'unverified-queued', assurance: undefined });
    expect(words.t(assuranceInline(queued))).toBe('the authority will be asked');
  });
});
