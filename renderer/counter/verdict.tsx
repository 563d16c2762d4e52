import { useEffect, useRef } from 'react';
import type { Verdict } from '../../shared/domain/verdict';
import { Actions, Button, Countdown, ErrorNote, useCountdown, useEnter } from '../components';
import { useWords } from '../messages';
import { useView } from '../terminal';
import { useCounter } from './counter-context';
import { PersonVerdict } from './person-verdict';
import { Refused } from './refused';
import { usePersonDiffers } from './use-person-differs';
import { REST_MILLISECONDS, useRested } from './use-rested';
import './verdict.css';

/** A verdict leaves the screen after this long without touch. */
const CLEARS_SECONDS = 30;

/** A verdict: who it is and what was checked, or what to do next; one primary action. */
export function VerdictScreen({ verdict, replaced }: { verdict: Verdict; replaced: boolean }) {
  const { t } = useWords();
  const { counter, dispatch } = useCounter();
  const primary = useRef<HTMLButtonElement>(null);
  // A verdict that the clerk refuses is another one to look at.
  const occasion = `${verdict.id} ${verdict.outcome}`;
  const rested = useRested(replaced ? REST_MILLISECONDS : 0, occasion);
  const here = counter.space === 'desk';
  useEffect(() => {
    if (!rested || !here) return;
    window.scrollTo(0, 0);
    primary.current?.focus({ preventScroll: true });
  }, [rested, here]);
  const clear = () => dispatch({ type: 'cleared' });
  const left = useCountdown(CLEARS_SECONDS, { onEnd: clear, occasion });
  const refused = verdict.outcome === 'refused';
  const form = useView().state?.purposes.find(({ name }) => name === verdict.purpose)?.form ?? 'stay';
  // Nobody here can tell whether a chip of an unknown state is genuine: its page is worth what a page alone is worth.
  const mayCompare =
    verdict.format === 'emrtd' && verdict.reason === 'untrusted-issuer' && counter.printed !== null;
  // Where nothing is known of the person yet there is nothing to compare with.
  const mayDiffer = verdict.outcome === 'verified' || verdict.outcome === 'check-by-eye';
  const { differ, fault } = usePersonDiffers(verdict.id, (refusal) =>
    dispatch({ type: 'differed', verdict: refusal }),
  );
  const act = () => (refused ? clear() : dispatch({ type: 'matched', at: new Date(), form }));
  useEnter(() => {
    if (rested && here && !counter.held) act();
  });
  return (
    <div className="body verdict">
      {refused ? <Refused verdict={verdict} /> : <PersonVerdict verdict={verdict} />}
      {fault && <ErrorNote code={fault} />}
      <Actions
        end={
          refused ? (
            <Countdown left={left} of={CLEARS_SECONDS}>
              {t('verdict.clears-in', { n: left })}
            </Countdown>
          ) : (
            <Button kind="quiet" big hint="esc" onPress={clear}>
              <Countdown left={left} of={CLEARS_SECONDS}>
                {t('verdict.clear')} <span aria-hidden="true">{t('age.seconds', { n: left })}</span>
              </Countdown>
            </Button>
          )
        }
      >
        <Button ref={primary} kind="primary" big hint="⏎" isDisabled={!rested} onPress={act}>
          {t(primaryActions[verdict.outcome])}
        </Button>
        {mayCompare && (
          <Button big onPress={() => dispatch({ type: 'by-eye' })}>
            {t('chip.by-eye')}
          </Button>
        )}
        {mayDiffer && (
          <Button big isDisabled={!rested || counter.held} onPress={differ}>
            {t('verdict.differs')}
          </Button>
        )}
      </Actions>
    </div>
  );
}

const primaryActions = {
  verified: 'verdict.match',
  'unverified-queued': 'verdict.record-unverified',
  'check-by-eye': 'verdict.compared',
  refused: 'verdict.clear-next',
} as const;
