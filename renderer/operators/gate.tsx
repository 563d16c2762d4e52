import { type ReactNode, createContext, useContext, useEffect, useEffectEvent, useState } from 'react';
import { useTerminal, useView } from '../terminal';
import { SignIn } from './sign-in';

/** A window says that it is used, but not at every key. */
const TELLS_EVERY_MS = 10_000;

const SwitchContext = createContext<() => void>(() => undefined);

/** Opens the sign-in screen, for another operator to take over. */
export function useSwitchOperator(): () => void {
  return useContext(SwitchContext);
}

/** Everything behind a PIN: while nobody works here, or the screen is locked, what it holds is not there at all. */
export function OperatorGate({ children }: { children: ReactNode }) {
  const { state } = useView();
  const [switching, setSwitching] = useState(false);
  useActivity();
  useLockKey(() => setSwitching(true));
  const session = state?.session;
  const closed = session && (session.locked || (session.required && !session.person));
  if (!state || !session || (!closed && !switching)) {
    return <SwitchContext value={() => setSwitching(true)}>{children}</SwitchContext>;
  }
  return (
    <SignIn
      key={session.person?.id ?? ''}
      session={session}
      site={state.site}
      onDone={() => setSwitching(false)}
      mayGoOn={!closed}
    />
  );
}

/** Ctrl+L locks the screen of whoever is signed in; where nobody is, it clears it all the same. */
function useLockKey(onNobody: () => void): void {
  const { client } = useTerminal();
  const { state } = useView();
  const lock = useEffectEvent(() => {
    if (state?.session.person) void client.call('lock', {}).catch(() => undefined);
    else onNobody();
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'l' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      lock();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

function useActivity(): void {
  const { client } = useTerminal();
  useEffect(() => {
    let toldAt = -Infinity;
    const tell = () => {
      if (performance.now() - toldAt < TELLS_EVERY_MS) return;
      toldAt = performance.now();
      void client.call('activity', {}).catch(() => undefined);
    };
    const touches = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const touch of touches) window.addEventListener(touch, tell, { capture: true, passive: true });
    return () => {
      for (const touch of touches) window.removeEventListener(touch, tell, { capture: true });
    };
  }, [client]);
}
