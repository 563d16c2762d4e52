/** One key press as the wedge framing sees it; `at` in milliseconds on any steady clock. */
export interface WedgeKey {
  /** `KeyboardEvent.key`: one character, or a name such as `Enter`. */
  readonly key: string;
  /** `KeyboardEvent.code`; empty if unknown. */
  readonly code: string;
  readonly at: number;
  readonly shift: boolean;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  /** AltGr, which Windows also reports as Control and Alt. */
  readonly altGraph: boolean;
  readonly repeat: boolean;
  /** An input method is composing. */
  readonly composing: boolean;
  /** Made by a device, not by a script. */
  readonly trusted: boolean;
}

/** A key press from a DOM event; `timeStamp` is on the clock of `performance.now()`. */
export function keyOf(event: KeyboardEvent): WedgeKey {
  return {
    key: event.key,
    code: event.code,
    at: event.timeStamp,
    shift: event.shiftKey,
    control: event.ctrlKey,
    alt: event.altKey,
    meta: event.metaKey,
    altGraph: event.getModifierState('AltGraph'),
    repeat: event.repeat,
    composing: event.isComposing,
    trusted: event.isTrusted,
  };
}

/** A plain key press by a device: what a recording knows (CLI, `frames wedge`). */
export function plainKey(key: string, at: number): WedgeKey {
  const none = { shift: false, control: false, alt: false, meta: false, altGraph: false };
  return { key, code: '', at, ...none, repeat: false, composing: false, trusted: true };
}

/** A modifier or a lock pressed by itself. */
export function isBareModifier({ key }: WedgeKey): boolean {
  return modifiers.has(key);
}

/** A key with Control, Alt or Meta that types no character. */
export function isShortcut(key: WedgeKey): boolean {
  return (key.control || key.alt || key.meta) && !key.altGraph;
}

/** Enter or Tab, also as the Control-J and Control-M of scanners that send line feed and carriage return. */
export function isSuffix({ key, code, control, alt, meta }: WedgeKey): boolean {
  if (alt || meta) return false;
  if (control) return /^[jm]$/i.test(key);
  return key === 'Enter' || key === 'Tab' || (key === 'Process' && /^(Enter|NumpadEnter|Tab)$/.test(code));
}

/** Which of the two a suffix key is. Line feed and carriage return are Enter. */
export function suffixOf({ key, code }: WedgeKey): 'Enter' | 'Tab' {
  return key === 'Tab' || code === 'Tab' ? 'Tab' : 'Enter';
}

const modifiers = new Set([
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'NumLock',
  'ScrollLock',
  'Fn',
  'FnLock',
  'Hyper',
  'Super',
]);
