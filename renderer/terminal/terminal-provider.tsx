import {
  type ReactNode,
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  useSyncExternalStore,
} from 'react';
import { type Client, createClient } from './client';
import { Store } from './store';
import type { View } from './view';

interface Terminal {
  readonly client: Client;
  readonly store: Store;
}

const TerminalContext = createContext<Terminal | null>(null);

/** Connects the window to the terminal through the bridge of the preload. */
export function TerminalProvider({ children }: { children: ReactNode }) {
  const [terminal] = useState(() => {
    const client = createClient(window.vestibule);
    return { client, store: new Store(client) };
  });
  useEffect(() => terminal.store.start(), [terminal]);
  return <TerminalContext value={terminal}>{children}</TerminalContext>;
}

export function useTerminal(): Terminal {
  const terminal = useContext(TerminalContext);
  if (!terminal) throw new Error('There is no terminal outside of TerminalProvider.');
  return terminal;
}

/** Hears the enrolment codes that readers of the reader host read while the terminal is not enrolled. */
export function useTicketsFromReaders(take: (text: string) => void): void {
  const { client } = useTerminal();
  const hear = useEffectEvent(take);
  useEffect(
    () =>
      client.listen((message) => {
        if (message.event === 'enrolment-ticket') hear(message.payload.text);
      }),
    [client],
  );
}

/** What the window knows, as it changes. */
export function useView(): View {
  const { store } = useTerminal();
  return useSyncExternalStore(store.watch, store.read);
}
