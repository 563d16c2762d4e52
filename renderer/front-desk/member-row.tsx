import { type Ref, useEffect, useRef } from 'react';
import { Relationship } from '../../shared/domain/party';
import type { Verdict } from '../../shared/domain/verdict';
import {
  Button,
  ChoiceField,
  ErrorNote,
  FieldFault,
  Glyph,
  MoreMenu,
  Portrait,
  ageOn,
  languageOfName,
  personName,
} from '../components';
import { type Member, useCounter, usePersonDiffers } from '../counter';
import { useWords } from '../messages';
import type { MemberDraft, MemberFaults } from './party-draft';

/** One person: the verdict's shape, the name, what they are to the head, the document. Who has just joined is compared first. */
export function MemberRow({
  member: { verdict, matchedAt },
  leads,
  alone,
  draft,
  fault,
  onChange,
  onMatched,
}: {
  member: Member;
  /** The head of the party. */
  leads: boolean;
  alone: boolean;
  draft: MemberDraft;
  fault: MemberFaults['match'];
  onChange(change: Partial<MemberDraft>): void;
  onMatched(verdict: string): void;
}) {
  const { t } = useWords();
  const { dispatch } = useCounter();
  const { claims, outcome } = verdict;
  const { name, latin, second } = personName(claims);
  const shown = name ?? t(outcome === 'unverified-queued' ? 'person.name-later' : 'person.no-name');
  const remove = () => dispatch({ type: 'member-left', verdict: verdict.id });
  const lead = () => dispatch({ type: 'member-leads', verdict: verdict.id });
  return (
    <>
      <div className="member">
        <Glyph outcome={outcome} small />
        <div className="member-name">
          <span className="unseen">{t(`outcome.${outcome}`)}. </span>
          <b lang={name && languageOfName(name)}>{shown}</b>
          <span lang={second && languageOfName(second)}>
            <bdi>{latin ?? second}</bdi>
          </span>
          <OutcomeNote verdict={verdict} />
        </div>
        {leads ? (
          <p className="member-tie">{!alone && t('party.head')}</p>
        ) : (
          <ChoiceField
            bare
            label={t('party.relationship-of', { name: shown })}
            prompt={t('party.choose')}
            choices={Relationship.options.map((key) => ({ key, label: t(`relationship.${key}`) }))}
            selected={draft.relationship}
            onSelect={(relationship) => onChange({ relationship })}
          />
        )}
        <MemberDocument verdict={verdict} />
        {!alone && (
          <MoreMenu
            label={t('party.more', { name: shown })}
            actions={[
              ...(leads ? [] : [{ key: 'lead', label: t('party.make-head'), act: lead }]),
              { key: 'remove', label: t('party.remove'), act: remove },
            ]}
          />
        )}
      </div>
      {matchedAt === null && (
        <Comparing
          verdict={verdict}
          fault={fault}
          onMatched={() => {
            dispatch({ type: 'member-matched', verdict: verdict.id, at: new Date() });
            onMatched(verdict.id);
          }}
        />
      )}
    </>
  );
}

function MemberDocument({ verdict: { claims, format, at } }: { verdict: Verdict }) {
  const { t } = useWords();
  const years = ageOn(claims.birthDate, new Date(at));
  return (
    <div className="member-document">
      {t(`format.${format ?? 'unknown'}`)} <bdi dir="ltr">{claims.documentNumber}</bdi>
      {years !== undefined && <span>{t(years >= 18 ? 'fact.age-adult' : 'fact.age-minor', { years })}</span>}
      {years === undefined && claims.adult === false && <span>{t('fact.minor')}</span>}
    </div>
  );
}

function OutcomeNote({ verdict: { outcome } }: { verdict: Verdict }) {
  const { t } = useWords();
  if (outcome === 'unverified-queued') return <span>{t('stay.queued-note')}</span>;
  if (outcome === 'check-by-eye') return <span>{t('stay.by-eye-note')}</span>;
  return null;
}

/** The portrait and what to compare, until the clerk says that person and document match. The focus comes here by itself. */
function Comparing({
  verdict,
  fault,
  onMatched,
}: {
  verdict: Verdict;
  fault: MemberFaults['match'];
  onMatched(): void;
}) {
  const { t, day } = useWords();
  const { counter, dispatch } = useCounter();
  const differing = usePersonDiffers(verdict.id, ({ id }) => dispatch({ type: 'member-left', verdict: id }));
  const match = useRef<HTMLButtonElement>(null);
  useEffect(() => match.current?.focus(), []);
  useEffect(() => {
    if (fault) match.current?.focus();
  }, [fault]);
  const { claims, format } = verdict;
  const facts = [
    claims.birthDate !== undefined && `${t('fact.born')} ${day(claims.birthDate)}`,
    claims.nationality,
    claims.sex && t(`sex.${claims.sex}`),
  ].filter((fact) => typeof fact === 'string');
  return (
    <div className="comparing">
      {claims.portrait && <Portrait portrait={claims.portrait} format={format} />}
      <div>
        <p>{t('party.compare')}</p>
        {facts.length > 0 && <p className="secondary">{facts.join(' · ')}</p>}
        {fault && (
          <p className="field-fault" role="alert">
            <FieldFault>{t(fault)}</FieldFault>
          </p>
        )}
        <div className="comparing-actions fault-answers">
          <MatchButton onPress={onMatched} ref={match} />
          <Button isDisabled={counter.held} onPress={differing.differ}>
            {t('verdict.differs')}
          </Button>
        </div>
        {differing.fault && <ErrorNote code={differing.fault} />}
      </div>
    </div>
  );
}

function MatchButton({ onPress, ref }: { onPress(): void; ref: Ref<HTMLButtonElement> }) {
  const { t } = useWords();
  return (
    <Button ref={ref} kind="primary" hint="⏎" onPress={onPress}>
      {t('verdict.match')}
    </Button>
  );
}
