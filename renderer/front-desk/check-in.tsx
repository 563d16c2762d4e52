import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { useRef } from 'react';
import { Checkbox } from 'react-aria-components';
import { Actions, Button, Countdown, ErrorNote, Icon, useCountdown } from '../components';
import { ChipNotice, type Party, unmatched, useCounter, WaitingNotice } from '../counter';
import { useWords } from '../messages';
import { DuplicateDialogue } from './duplicate-dialogue';
import { LeftOut } from './left-out';
import { PartyList } from './party-list';
import { StayFields } from './stay-fields';
import { useCheckIn } from './use-check-in';
import './check-in.css';

/** A half-filled form is work, but it also shows a person: it leaves the screen after this long without touch. */
const CLEARS_SECONDS = 120;
/** The last of them are counted down on the screen. */
const WARNS_SECONDS = 30;

/** The stay of a party. Sending it confirms that each person and document match; nothing is recorded before that. */
export function CheckIn({ party, onByHand }: { party: Party; onByHand(): void }) {
  const { t } = useWords();
  const { counter, dispatch } = useCounter();
  const room = useRef<HTMLInputElement>(null);
  const record = useRef<HTMLButtonElement>(null);
  const whole = useRef<HTMLFormElement>(null);
  const form = useCheckIn(party, { room, record, whole });
  // Who has just joined is compared first: then that is the one primary action.
  const comparing = unmatched(party) !== undefined;
  const clear = () => dispatch({ type: 'cleared' });
  const left = useCountdown(CLEARS_SECONDS, {
    onEnd: clear,
    occasion: `${party.id} ${party.members.length}`,
    paused: form.recording || counter.held,
  });
  return (
    <form ref={whole} className="body check-in" onSubmit={form.submit} noValidate>
      <WaitingNotice />
      <ChipNotice />
      <LeftOut party={party} />
      <div className="top">
        <h2 className="title">{t('stay.title')}</h2>
        <p className="secondary">{t('stay.nothing-recorded')}</p>
      </div>
      <StayFields draft={form.stay} faults={form.stayFaults} onChange={form.changeStay} room={room} />
      <PartyList
        party={party}
        drafts={form.drafts}
        faults={form.memberFaults}
        askedOf={form.asked.of}
        onChange={form.changeMember}
        onMatched={form.afterMatch}
        onByHand={onByHand}
      />
      {form.asked.asks && (
        <Checkbox className="later" isSelected={form.asked.later} onChange={form.asked.setLater}>
          <span className="later-box" aria-hidden="true">
            {form.asked.later && <Icon of={CheckIcon} size="small" />}
          </span>
          <span>
            <b>{t('ask.later')}</b> {t('ask.later-why')}
          </span>
        </Checkbox>
      )}
      {form.problem && <ErrorNote code={form.problem} />}
      <Actions
        end={
          left <= WARNS_SECONDS && (
            <Countdown left={left} of={WARNS_SECONDS}>
              {t('verdict.clears-in', { n: left })}
            </Countdown>
          )
        }
      >
        <Button
          ref={record}
          type="submit"
          kind={comparing ? 'secondary' : 'primary'}
          big
          hint={comparing ? undefined : '⏎'}
          isDisabled={form.recording}
        >
          {t('stay.record')}
        </Button>
        <Button big hint="esc" onPress={clear}>
          {t('stay.cancel')}
        </Button>
      </Actions>
      {form.earlier && (
        <DuplicateDialogue
          party={party}
          earlier={form.earlier}
          recording={form.recording}
          onRecord={form.recordDespite}
          onClose={form.forgetEarlier}
        />
      )}
    </form>
  );
}
