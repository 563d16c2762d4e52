import { describe, expect, it } from 'vitest';
import { headedBy, joined, matched, partyOf, unmatched, without } from '../../../renderer/counter/party';
import { MOST_MEMBERS } from '../../../shared/domain/party-form';
import { verdictOf } from './verdicts';

const at = new Date(2026, 10, 19, 14, 2);
const eleni = verdictOf({ claims: { fullName: 'Eleni Karagianni', documentNumber: '•••• 4471' } });
const tomas = verdictOf({ claims: { fullName: 'Tomás Ferreira', documentNumber: '•••• 2280' } });

describe('a party', () => {
  it('Given an open form, when a document is presented, then its person joins and must be compared before anything else', () => {
    const party = joined(partyOf(eleni, at), tomas);
    expect(unmatched(party)?.verdict).toBe(tomas);
    expect(unmatched(matched(party, tomas.id, at))).toBeUndefined();
  });

  it('Given a refused document, when it is presented, then nobody joins and the form says why', () => {
    const refused = verdictOf({ outcome: 'refused', reason: 'expired' });
    const party = joined(partyOf(eleni, at), refused);
    expect(party.members).toHaveLength(1);
    expect(party.leftOut).toEqual({ verdict: refused, why: 'refused' });
  });

  it('Given somebody of the party, when the same document is shown again, then they are there once', () => {
    const again = verdictOf({ claims: eleni.claims });
    const party = joined(partyOf(eleni, at), again);
    expect(party.members).toHaveLength(1);
    expect(party.leftOut?.why).toBe('already-there');
  });

  it('Given two codes that say nothing of a person yet, when both are presented, then they are two people', () => {
    const amber = { outcome: 'unverified-queued', claims: {} } as const;
    expect(joined(partyOf(verdictOf(amber), at), verdictOf(amber)).members).toHaveLength(2);
  });

  it('Given a full party, when one more comes, then they do not join', () => {
    let party = partyOf(eleni, at);
    for (let n = 1; n < MOST_MEMBERS; n += 1)
      party = joined(party, verdictOf({ claims: { fullName: `${n}` } }));
    expect(party.members).toHaveLength(MOST_MEMBERS);
    expect(joined(party, tomas)).toMatchObject({ leftOut: { why: 'full' } });
  });

  it('Given a party, when another one is made its head or the head leaves, then the order says who leads', () => {
    const party = joined(partyOf(eleni, at), tomas);
    expect(headedBy(party, tomas.id).members.map(({ verdict }) => verdict)).toEqual([tomas, eleni]);
    expect(without(party, eleni.id)?.members[0].verdict).toBe(tomas);
    expect(without(partyOf(eleni, at), eleni.id)).toBeNull();
  });
});
