import { useEffect, useEffectEvent, useRef } from 'react';
import type { Verdict } from '../../shared/domain/verdict';
import { Player } from '../sounds';
import { useTerminal, useView } from '../terminal';

/** Plays the tone of each verdict once, and the tone of a refusal when a late answer is a no. */
export function useTones(): (verdict: Verdict) => void {
  const { client } = useTerminal();
  const { settings } = useView();
  const player = useRef<Player>(null);
  const last = useRef<string>(null);
  const play = (outcome: Verdict['outcome']) => {
    if (!settings.sounds) return;
    player.current ??= new Player();
    player.current.play(outcome, settings.volume);
  };
  const alarm = useEffectEvent(() => play('refused'));
  useEffect(
    () =>
      client.listen((message) => {
        if (message.event === 'alert' && message.payload.code === 'late-refusal') alarm();
      }),
    [client],
  );
  return (verdict) => {
    if (verdict.id === last.current) return;
    last.current = verdict.id;
    play(verdict.outcome);
  };
}
