import { Suspense, useEffect, useEffectEvent } from 'react';
import type { Reader } from '../../shared/domain/reader';
import type { Verdict } from '../../shared/domain/verdict';
import { Sign, personName } from '../components';
import { type Words, errorWords, useWords } from '../messages';
import { useView } from '../terminal';
import {
  assuranceInline,
  ChipScreen,
  ChipSign,
  type Desk as DeskState,
  Ready,
  signMeta,
  signSentence,
  unmatched,
  useCounter,
  VerdictScreen,
} from '../counter';
import { CheckIn, CustomerForm, CustomerRecorded, RecordedScreen } from './spaces';

/** The desk: the sign, and under it one of seven screens. */
export function Desk({
  onReadPicture,
  onByHand,
  readers,
}: {
  onReadPicture(): void;
  onByHand(): void;
  readers: readonly Reader[];
}) {
  const { counter, dispatch } = useCounter();
  const { desk } = counter;
  const escape = useEffectEvent(() => {
    if (counter.space === 'desk' && !counter.held && desk.screen !== 'ready') dispatch({ type: 'cleared' });
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) escape();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  return (
    <>
      <DeskSign />
      {desk.screen === 'ready' && (
        <Ready onReadPicture={onReadPicture} onByHand={onByHand} readers={readers} />
      )}
      {desk.screen === 'chip' && <ChipScreen />}
      {desk.screen === 'verdict' && (
        <VerdictScreen key={desk.verdict.id} verdict={desk.verdict} replaced={desk.replaced} />
      )}
      <Suspense>
        {desk.screen === 'check-in' && <CheckIn key={desk.party.id} party={desk.party} onByHand={onByHand} />}
        {desk.screen === 'recorded' && <RecordedScreen key={desk.recorded.records[0]?.entry} {...desk} />}
        {desk.screen === 'customer' && <CustomerForm key={desk.verdict.id} {...desk} />}
        {desk.screen === 'customer-recorded' && <CustomerRecorded key={desk.recorded.entry} {...desk} />}
      </Suspense>
    </>
  );
}

function DeskSign() {
  const words = useWords();
  const { t, clock, localised } = words;
  const view = useView();
  const { desk } = useCounter().counter;
  if (desk.screen === 'ready') {
    const { state, reading, startProblem } = view;
    const purpose = state && (
      <>
        <span>{t('purpose.label')}</span>
        <b>{localised(state.purpose.title)}</b>
      </>
    );
    const problem = state?.journal.problem ?? (state ? undefined : startProblem);
    if (problem)
      return (
        <Sign
          outcome="idle"
          word={t('ready.stopped')}
          sentence={errorWords(problem.code, t).happened}
          meta={purpose}
        />
      );
    if (!state)
      return <Sign outcome="none" word={t('counter.starting')} sentence={t('counter.starting-sentence')} />;
    if (reading)
      return (
        <Sign
          outcome="idle"
          word={t('verdict.reading')}
          sentence={t('verdict.reading-sentence')}
          meta={purpose}
        />
      );
    if (view.wallet) {
      const { state: asked } = view.wallet;
      const sentence = t(`wallet.${asked}-sentence`);
      return <Sign outcome="idle" word={t(`wallet.${asked}`)} sentence={sentence} meta={purpose} />;
    }
    return <Sign outcome="idle" word={t('ready.title')} sentence={t('ready.sentence')} meta={purpose} />;
  }
  if (desk.screen === 'chip') return <ChipSign />;
  if (desk.screen === 'verdict') {
    const { verdict } = desk;
    const meta = signMeta(verdict, words).map((line) => <span key={line}>{line}</span>);
    return <Sign {...signOf(verdict, words)} sentence={signSentence(verdict, t)} meta={meta} />;
  }
  // Whoever has just joined is on the sign until the clerk has compared them.
  const { verdict, matchedAt } = personOnForm(desk);
  const { name } = personName(verdict.claims);
  const vouched = t(assuranceInline(verdict));
  const sentence = name === undefined ? vouched : t('joined', { first: name, second: vouched });
  // What the screen below says at its head is announced from here: a region that comes with its words is not read out.
  const meta = matchedAt
    ? t('stay.matched', { time: clock(matchedAt) })
    : 'voided' in desk && (
        <span className="unseen">{t(desk.voided ? 'recorded.voided' : 'recorded.title')}</span>
      );
  return <Sign {...signOf(verdict, words)} sentence={sentence} meta={meta} slim />;
}

type Form = Exclude<DeskState, { screen: 'ready' | 'chip' | 'verdict' }>;

/** Whom a form or a record is about, and since when person and document match, as long as it is a form. */
function personOnForm(desk: Form): { verdict: Verdict; matchedAt: Date | null } {
  switch (desk.screen) {
    case 'check-in':
      return unmatched(desk.party) ?? desk.party.members[0];
    case 'recorded':
      return { verdict: desk.party.members[0].verdict, matchedAt: null };
    case 'customer':
      return desk;
    case 'customer-recorded':
      return { verdict: desk.verdict, matchedAt: null };
  }
}

function signOf({ id, outcome }: Verdict, { t }: Words) {
  return { outcome, word: t(`outcome.${outcome}`), occasion: id };
}
