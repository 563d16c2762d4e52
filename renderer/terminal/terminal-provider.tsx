import { type ReactNode, createContext, useContext, useEffect, useState, useSyncExternalStore } from 'react';
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

/** What the window knows, as it changes. */
export function useView(): View {
  const { store } = useTerminal();
  return useSyncExternalStore(store.watch, store.read);
}
