import { useEffect, useState } from 'react';
import type { Request } from '../../../shared/contract/calls';
import type { SelfServiceView } from '../../../shared/contract/self-service-view';
import { type ErrorCode, reportOf } from '../../../shared/domain/error';
import { MAX_PRESENTATION_TEXT } from '../../../shared/domain/presentation';
import { type Settings, defaultSettings } from '../../../shared/domain/settings';
import type { WedgeOutcome } from '../../../shared/framing';
import { createClient } from '../../terminal';

const RETRY_MILLISECONDS = 500;

type Asked =
  | 'self-service.ask-wallet'
  | 'self-service.number'
  | 'self-service.consent'
  | 'self-service.record'
  | 'self-service.clear'
  | 'sign-in';

export interface SelfServing {
  /** Null until the terminal has answered for the first time, and while it starts anew. */
  readonly view: SelfServiceView | null;
  readonly settings: Settings;
  /** Answers null when it was done, else why not. What comes of it is the next view. */
  ask<C extends Asked>(name: C, request: Request<C>): Promise<ErrorCode | null>;
  present(outcome: WedgeOutcome): void;
}

/** One client for the whole page: a dialogue asks through it, too. */
const client = createClient(window.vestibule);
export const selfServiceClient = client;

/** What this window shows: asked until there is an answer, told from then on. Whoever was here before is gone. */
export function useSelfService(): SelfServing {
  const [view, setView] = useState<SelfServiceView | null>(null);
  const [settings, setSettings] = useState<Settings>(defaultSettings);
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      const found = await client.call('self-service.read', {}).catch(() => null);
      if (stopped) return;
      if (found) setView(found);
      else timer = setTimeout(() => void read(), RETRY_MILLISECONDS);
    };
    const silence = client.listen((message) => {
      if (message.event === 'self-service') setView(message.payload);
      if (message.event === 'settings') setSettings(message.payload);
      if (message.event === 'process' && message.payload.up) void read();
      if (message.event === 'process' && !message.payload.up) setView(null);
    });
    void client.call('settings.read', {}).then(setSettings, () => undefined);
    void client
      .call('self-service.clear', {})
      .catch(() => undefined)
      .then(read);
    return () => {
      stopped = true;
      clearTimeout(timer);
      silence();
    };
  }, []);
  return { view, settings, ask, present };
}

async function ask<C extends Asked>(name: C, request: Request<C>): Promise<ErrorCode | null> {
  try {
    await client.call(name, request);
    return null;
  } catch (thrown) {
    return reportOf(thrown).code;
  }
}

/** Half a code is shown again by whoever holds it: nothing has to be said about it here. */
function present(outcome: WedgeOutcome): void {
  if (outcome.type === 'frame-invalid') return;
  const symbology = outcome.type === 'scan' ? outcome.symbology : undefined;
  const text = outcome.text.slice(0, MAX_PRESENTATION_TEXT + 1);
  void client.call('self-service.present', { text, ...(symbology && { symbology }) }).catch(() => undefined);
}
