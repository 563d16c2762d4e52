import { useEffect, useState } from 'react';
import type { CustomerView } from '../../shared/contract/customer-view';
import { type Settings, defaultSettings } from '../../shared/domain/settings';
import { type Client, createClient } from '../terminal';

const RETRY_MILLISECONDS = 500;

export interface Customer {
  readonly client: Client;
  /** Null until the terminal has answered for the first time. */
  readonly view: CustomerView | null;
  readonly settings: Settings;
}

/** What this window shows: asked until there is an answer, told from then on. */
export function useCustomer(): Customer {
  const [client] = useState(() => createClient(window.vestibule));
  const [view, setView] = useState<CustomerView | null>(null);
  const [settings, setSettings] = useState<Settings>(defaultSettings);
  useEffect(() => {
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const found = await client.call('customer.read', {}).catch(() => null);
      if (stopped) return;
      if (found) setView(found);
      else timer = setTimeout(() => void ask(), RETRY_MILLISECONDS);
    };
    const silence = client.listen((message) => {
      if (message.event === 'customer') setView(message.payload);
      if (message.event === 'settings') setSettings(message.payload);
      if (message.event === 'process' && message.payload.up) void ask();
      if (message.event === 'process' && !message.payload.up) setView(null);
    });
    void client.call('settings.read', {}).then(setSettings, () => {});
    void ask();
    return () => {
      stopped = true;
      clearTimeout(timer);
      silence();
    };
  }, [client]);
  return { client, view, settings };
}
