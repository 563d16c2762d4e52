import { ScanIcon } from '@phosphor-icons/react/dist/csr/Scan';
import { Button, Icon, personName } from '../components';
import type { Party } from '../counter';
import { useWords } from '../messages';
import { GuardianFields } from './guardian-fields';
import { MemberRow } from './member-row';
import {
  type MemberDraft,
  type MemberDrafts,
  type MemberFaults,
  draftOf,
  guardians,
  minorsAlone,
  isMinor,
} from './party-draft';
import { ReportFields } from './report-fields';
import type { AskedOfOne } from './use-asked';
import './party-list.css';

/** Everybody of the check-in, the head first; whoever is presented next joins at the end. */
export function PartyList({
  party,
  drafts,
  faults,
  askedOf,
  onChange,
  onMatched,
  onByHand,
}: {
  party: Party;
  drafts: MemberDrafts;
  faults: Readonly<Record<string, MemberFaults>>;
  /** What the report asks about the person at a place of the party; nothing where it asks nothing. */
  askedOf(place: number): AskedOfOne | undefined;
  onChange(verdict: string, change: Partial<MemberDraft>): void;
  onMatched(verdict: string): void;
  onByHand(): void;
}) {
  const { t } = useWords();
  const { members } = party;
  return (
    <section className="party" aria-label={t('party.title', { n: members.length })}>
      <h3 className="head">{t('party.title', { n: members.length })}</h3>
      <ul>
        {members.map((member, place) => {
          const { verdict } = member;
          const draft = draftOf(party, drafts, verdict);
          const change = (next: Partial<MemberDraft>) => onChange(verdict.id, next);
          const asked = askedOf(place);
          return (
            <li key={verdict.id}>
              <MemberRow
                member={member}
                leads={place === 0}
                alone={members.length === 1}
                draft={draft}
                fault={faults[verdict.id]?.match}
                onChange={change}
                onMatched={onMatched}
              />
              {isMinor(verdict) && (
                <GuardianFields
                  draft={draft}
                  guardians={guardians(party, verdict)}
                  alone={minorsAlone(party)}
                  faults={faults[verdict.id] ?? {}}
                  onChange={change}
                />
              )}
              {asked && member.matchedAt !== null && (
                <ReportFields
                  {...asked}
                  name={personName(verdict.claims).name ?? t('person.no-name')}
                  onChange={(facts) => change({ facts: { ...draft.facts, ...facts } })}
                />
              )}
            </li>
          );
        })}
      </ul>
      <p className="party-next">
        <Icon of={ScanIcon} />
        <span>
          <b>{t('party.next')}</b> {t('party.next-joins')}
        </span>
        <Button kind="quiet" hint="F4" aria-keyshortcuts="F4" onPress={onByHand}>
          {t('party.by-hand')}
        </Button>
      </p>
    </section>
  );
}
