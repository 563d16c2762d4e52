import { describe, expect, it } from 'vitest';
import { joined, matched, partyOf } from '../../../renderer/counter/party';
import { SOMEBODY_ELSE, checkedMembers, draftOf, isMinor } from '../../../renderer/front-desk/party-draft';
import { verdictOf } from './verdicts';

const at = new Date(2026, 10, 19, 14, 2);
const mother = verdictOf({ claims: { fullName: 'Eleni Karagianni', birthDate: '1992-03-01' } });
const friend = verdictOf({ claims: { fullName: 'Tomás Ferreira', birthDate: '1990-07-12' } });
const child = verdictOf({ claims: { fullName: 'Danae Ferreira', birthDate: '2017-05-30' } });
const family = matched(joined(partyOf(mother, at), child), child.id, at);

describe('the members of a party', () => {
  it('Given birth dates and what documents say, when minors are looked for, then nobody is guessed to be one', () => {
    expect(isMinor(child)).toBe(true);
    expect(isMinor(mother)).toBe(false);
    expect(isMinor(verdictOf({ claims: { adult: false } }))).toBe(true);
    expect(isMinor(verdictOf({ claims: {} }))).toBe(false);
    expect(isMinor(verdictOf({ at: '2026-11-19T14:02:07Z', claims: { birthDate: '2008-11-19' } }))).toBe(
      false,
    );
  });

  it('Given a child that joins an adult, when nothing is entered, then it is the child of the head, who accompanies it', () => {
    expect(draftOf(family, {}, child)).toMatchObject({ relationship: 'child', guardian: mother.id });
  });

  it('Given a minor, when the form is sent without saying who answers for it, then each missing part is named', () => {
    expect(checkedMembers(family, {})).toEqual({
      faults: { [child.id]: { guardianIs: 'party.error-guardian-is', reach: 'party.error-reach' } },
    });
  });

  it('Given a minor alone, when the guardian does not stay, then the name and a look at the written permission are asked, and sent', () => {
    const alone = partyOf(child, at);
    expect(draftOf(alone, {}, child).guardian).toBe(SOMEBODY_ELSE);
    const entered = { guardianIs: 'grandparent', reach: '+351 900 000 000' } as const;
    expect(checkedMembers(alone, { [child.id]: entered })).toEqual({
      faults: {
        [child.id]: { guardianName: 'party.error-guardian-name', permission: 'party.error-permission' },
      },
    });
    const named = { ...entered, guardianName: ' Rosa Ferreira ', permissionSeen: true };
    expect(checkedMembers(alone, { [child.id]: named })).toEqual({
      members: [
        {
          verdict: child.id,
          guardian: {
            name: 'Rosa Ferreira',
            relationship: 'grandparent',
            reach: '+351 900 000 000',
            permissionSeen: true,
          },
        },
      ],
    });
  });

  it('Given a guardian of the party, when everything is entered, then the child is sent with their verdict', () => {
    const drafts = { [child.id]: { guardianIs: 'parent', reach: '+30 690 000 4471' } } as const;
    expect(checkedMembers(family, drafts)).toEqual({
      members: [
        { verdict: mother.id },
        {
          verdict: child.id,
          relationship: 'child',
          guardian: { verdict: mother.id, relationship: 'parent', reach: '+30 690 000 4471' },
        },
      ],
    });
  });

  it('Given somebody who has not been compared, when the form is sent, then it says so', () => {
    expect(checkedMembers(joined(partyOf(mother, at), friend), {})).toEqual({
      faults: { [friend.id]: { match: 'party.error-match' } },
    });
  });

  it('Given a chosen guardian who has left the party, when the form is looked at, then the head is proposed again', () => {
    expect(draftOf(family, { [child.id]: { guardian: friend.id } }, child).guardian).toBe(mother.id);
  });
});
