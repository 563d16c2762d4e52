import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ChipState } from '../../../shared/domain/chip-state';
import { Actions, Button, Countdown, Finding, Sign, useCountdown, useEnter } from '../../components';
import { errorWords, useWords } from '../../messages';
import { useTerminal } from '../../terminal';
import { useCounter } from '../counter-context';
import type { KeyKind } from './chip-key-draft';
import { ChipKeyForm } from './chip-key-form';
import { ChipProgress } from './chip-progress';
import './chip.css';

/** Without touch it clears itself: what was typed is about a person. */
const CLEARS_SECONDS = 120;
const WARNS_SECONDS = 30;

/** What the sign says while the chip of a document is on the desk. */
export function ChipSign() {
  const { t } = useWords();
  const { chip } = useCounter().counter;
  const sentence =
    chip.step === 'failed' ? errorWords(chip.problem, t).happened : t(`chip.${chip.step}.sentence`);
  return <Sign outcome="idle" word={t(`chip.${chip.step}.word`)} sentence={sentence} />;
}

/** The chip of a document: what opens it is typed, or it is read, step by step; and what to do where that fails. */
export function ChipScreen() {
  const { client } = useTerminal();
  const { counter, dispatch } = useCounter();
  const { chip, printed } = counter;
  // Whoever mistyped a number types a number again.
  const [kind, setKind] = useState<KeyKind>('fields');
  // However the screen is left, nothing goes on behind it. Lines that were read while nothing went on are not given up.
  const isUnderWay = useRef(false);
  useEffect(() => {
    isUnderWay.current = chip.step !== 'none';
  }, [chip.step]);
  useEffect(
    () => () => {
      if (isUnderWay.current) void client.call('chip.cancel', {}).catch(() => undefined);
    },
    [client],
  );
  const clear = () => dispatch({ type: 'cleared' });
  const left = useCountdown(CLEARS_SECONDS, {
    onEnd: clear,
    occasion: chip.step,
    paused: chip.step === 'reading' || counter.held,
  });
  const byEye = printed ? () => dispatch({ type: 'by-eye' }) : undefined;
  const foot = { clear, byEye, left: chip.step === 'reading' ? Infinity : left };
  if (chip.step === 'none' || chip.step === 'needs-key') {
    return (
      <div className="body chip">
        {chip.step === 'needs-key' && chip.problem && <Problem code={chip.problem} />}
        <ChipKeyForm kind={kind} onKind={setKind}>
          {(submit) => <Foot {...foot} primary={submit} />}
        </ChipKeyForm>
      </div>
    );
  }
  return (
    <div className="body chip">
      {chip.step === 'needs-document' && chip.problem && <Problem code={chip.problem} />}
      {chip.step === 'failed' ? <Failed chip={chip} /> : <ChipProgress chip={chip} />}
      <Foot {...foot} primary={chip.step === 'failed' && chip.lies ? <TryAgain /> : undefined} />
    </div>
  );
}

type Code = Extract<ChipState, { step: 'failed' }>['problem'];

function Problem({ code }: { code: Code }) {
  const { t } = useWords();
  const { happened, next } = errorWords(code, t);
  return (
    <Finding title={happened} urgent>
      <p>{next}</p>
    </Finding>
  );
}

/** What to do next in steps, and the code to look up. */
function Failed({ chip: { problem, lies } }: { chip: Extract<ChipState, { step: 'failed' }> }) {
  const { t } = useWords();
  const { counter } = useCounter();
  const { safe, next } = errorWords(problem, t);
  return (
    <>
      <h2 className="title">{t('verdict.next-title')}</h2>
      <ol className="steps chip-next">
        <li>
          <b>{next}</b>
          {!lies && <span>{t('chip.read-when-back')}</span>}
        </li>
        <li>
          <b>{t('chip.by-eye.do')}</b>
          <span>{t(counter.printed ? 'chip.by-eye.ready' : 'chip.by-eye.scan')}</span>
        </li>
      </ol>
      <p className="look-up">
        {safe} {t('error.code')} <b className="mono">{problem}</b>
      </p>
    </>
  );
}

function TryAgain() {
  const { t } = useWords();
  const { client } = useTerminal();
  const { counter } = useCounter();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const retry = () => void client.call('chip.retry', {}).catch(() => undefined);
  useEnter(() => {
    if (counter.space === 'desk' && !counter.held) retry();
  });
  return (
    <Button kind="primary" big hint="⏎" ref={button} onPress={retry}>
      {t('chip.retry')}
    </Button>
  );
}

interface FootProps {
  primary?: ReactNode;
  left: number;
  clear(): void;
  byEye: (() => void) | undefined;
}

function Foot({ primary, left, clear, byEye }: FootProps) {
  const { t } = useWords();
  return (
    <Actions
      end={
        left <= WARNS_SECONDS && (
          <Countdown left={left} of={WARNS_SECONDS}>
            {t('verdict.clears-in', { n: left })}
          </Countdown>
        )
      }
    >
      {primary}
      {byEye && (
        <Button big onPress={byEye}>
          {t('chip.by-eye')}
        </Button>
      )}
      <Button big hint="esc" onPress={clear}>
        {t('chip.cancel')}
      </Button>
    </Actions>
  );
}
