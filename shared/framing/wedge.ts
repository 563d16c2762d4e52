/**
 * Keyboard-wedge framing: tells a scanner that types from a person who types (READERS, Keyboard wedge).
 *
 * A pure reducer. The window gives it every key and obeys the answer: `hold` means the key goes nowhere,
 * `replay` is held text that a person typed after all, `outcome` is a finished scan, `deadline` says when to
 * call `wedgeTime` if no further key comes. The listener of a window is
 * `renderer/counter/use-keyboard-scanner.ts`.
 */
import { MAX_PRESENTATION_TEXT } from '../domain/presentation';
import { splitAim } from './aim';
import { usCharacter } from './us-layout';
import { type WedgeKey, isBareModifier, isShortcut, isSuffix, suffixOf } from './wedge-key';

/** The figures of the practical rule; times in milliseconds. */
export const wedgeRule = {
  /** Fewest characters of a scan without a prefix. */
  leastCharacters: 6,
  /** Greatest mean gap between two characters. */
  meanGap: 30,
  /** How far a burst may fall behind that mean before it has proven itself: a loaded browser stalls up to 61 ms, twice. */
  stall: 65,
  /** Silence that ends a scan without Enter or Tab. */
  silence: 150,
  /** Most characters held back before they have proven to be a scan. */
  mostUnproven: 64,
  /** One key alone at this gap or slower is a key held down whose repeat flag was lost on the way. */
  heldKeyGap: 20,
} as const;

export interface WedgeSettings {
  /** What the scanner types before each code. With one, only a burst that begins with it is a scan and no other key is held. Empty for none. */
  readonly prefix: string;
}

/** What one burst turned out to be. `composed`: an input method or a dead key was in the way and the text was rebuilt from key positions as a US layout. */
export type WedgeOutcome =
  | { readonly type: 'scan'; readonly text: string; readonly symbology?: string; readonly composed: boolean }
  /** Longer than MAX_PRESENTATION_TEXT; `text` is cut at one character more, so that the terminal refuses it too. */
  | { readonly type: 'too-large'; readonly text: string; readonly composed: boolean }
  /** Control characters or function keys in the burst, or characters that could not be rebuilt. */
  | { readonly type: 'frame-invalid'; readonly composed: boolean };

export interface WedgeStep {
  readonly state: WedgeState;
  /** Prevent the key's default and stop its propagation. */
  readonly hold: boolean;
  /** Text to insert where the focus is, before this key takes effect; empty if none. */
  readonly replay: string;
  readonly outcome?: WedgeOutcome;
  /** How the burst of `outcome` was typed, for whoever sets the scanner up. */
  readonly typing?: WedgeTyping;
  /** When to call `wedgeTime`, on the clock of `WedgeKey.at`; absent when nothing is held. */
  readonly deadline?: number;
}

export interface WedgeTyping {
  /** The characters as they came, prefix included, before anything was rebuilt. */
  readonly characters: string;
  /** The key that ended it; absent where silence did. */
  readonly suffix?: 'Enter' | 'Tab';
  /** Mean milliseconds between two characters. */
  readonly meanGap: number;
}

/** Opaque to callers. Bounded: at most MAX_PRESENTATION_TEXT + 1 characters are held, twice. */
export interface WedgeState {
  readonly burst: Burst | null;
  /** Until when a second suffix key (CR LF scanners) is swallowed: it must not press a button under the verdict. */
  readonly suffixUntil: number;
}

interface Burst {
  readonly firstAt: number;
  readonly lastAt: number;
  readonly characters: number;
  readonly text: string;
  /** The same keys by their places on a US keyboard; null once a key had no place. */
  readonly byPlace: string | null;
  /** What a person would miss: `text` without the keys that an input method took. */
  readonly held: string;
  readonly proven: boolean;
  readonly composed: boolean;
  readonly invalid: boolean;
}

export const idleWedge: WedgeState = { burst: null, suffixUntil: -Infinity };

/** One key. Never throws, whatever the key claims to be. */
export function wedgeKey(state: WedgeState, key: WedgeKey, settings: WedgeSettings): WedgeStep {
  if (!key.trusted) return pass(state);
  const settled = wedgeTime(state, key.at, settings);
  const step = decide(settled.state, key, settings);
  const { outcome, typing } = settled.outcome ? settled : step;
  return { ...step, replay: settled.replay + step.replay, outcome, typing };
}

/** Time has passed without a key: settles what is held if its deadline is over. `Infinity` settles at once. */
export function wedgeTime(state: WedgeState, at: number, settings: WedgeSettings): WedgeStep {
  if (state.burst === null || at <= deadlineOf(state.burst)) return pass(state);
  return settle(state.burst, Math.min(at, deadlineOf(state.burst)), settings);
}

function decide(state: WedgeState, key: WedgeKey, settings: WedgeSettings): WedgeStep {
  const { burst } = state;
  if (isBareModifier(key)) return pass(state);
  if (isSuffix(key)) {
    if (burst?.proven) return { ...settle(burst, key.at, settings, suffixOf(key)), hold: true };
    if (key.at <= state.suffixUntil) return { ...pass(state), hold: true };
    return release(state);
  }
  if (burst?.proven) return extendProven(state, burst, key);
  if (key.repeat || isShortcut(key)) return release(state);
  const character = characterOf(key);
  return character === undefined ? release(state) : extendUnproven(state, key, character, settings);
}

/** Nothing that arrives inside a proven burst reaches the page. */
function extendProven(state: WedgeState, burst: Burst, key: WedgeKey): WedgeStep {
  if (key.repeat) return keep(state, burst, true);
  const character = isShortcut(key) ? undefined : characterOf(key);
  if (character === undefined && key.key !== 'Dead') {
    return keep(state, { ...burst, lastAt: later(burst, key), invalid: true }, true);
  }
  return keep(state, extended(burst, key, character ?? ''), true);
}

function extendUnproven(
  state: WedgeState,
  key: WedgeKey,
  character: string,
  settings: WedgeSettings,
): WedgeStep {
  const burst = state.burst === null ? undefined : extended(state.burst, key, character);
  if (burst === undefined || !mayBecomeScan(burst, settings)) {
    const fresh = begun(key, character);
    const replay = state.burst?.held ?? '';
    return mayBecomeScan(fresh, settings)
      ? { ...keep(state, fresh, !isComposed(key)), replay }
      : { ...pass({ ...state, burst: null }), replay };
  }
  return keep(state, { ...burst, proven: isProven(burst, settings) }, !isComposed(key));
}

function begun(key: WedgeKey, character: string): Burst {
  const empty = { firstAt: key.at, lastAt: key.at, characters: 0, text: '', byPlace: '', held: '' };
  return extended({ ...empty, proven: false, composed: false, invalid: false }, key, character);
}

function extended(burst: Burst, key: WedgeKey, character: string): Burst {
  const place = usCharacter(key.code, key.shift);
  const full = burst.text.length > MAX_PRESENTATION_TEXT;
  const control = [...character].some(isControl);
  return {
    ...burst,
    lastAt: later(burst, key),
    characters: burst.characters + 1,
    text: full ? burst.text : burst.text + character,
    byPlace:
      burst.byPlace === null || place === undefined ? null : full ? burst.byPlace : burst.byPlace + place,
    held: full || isComposed(key) ? burst.held : burst.held + character,
    composed: burst.composed || isComposed(key),
    invalid: burst.invalid || control,
  };
}

/** A space never begins a scan: on a button it is a person pressing it. */
function mayBecomeScan(burst: Burst, { prefix }: WedgeSettings): boolean {
  if (burst.text.startsWith(' ') || burst.characters > wedgeRule.mostUnproven) return false;
  if (burst.composed) return true;
  return burst.text.startsWith(prefix) || prefix.startsWith(burst.text);
}

function isProven(burst: Burst, { prefix }: WedgeSettings): boolean {
  const least = prefix === '' ? wedgeRule.leastCharacters : [...prefix].length + 1;
  const text = burst.composed ? (burst.byPlace ?? '') : burst.text;
  if (burst.characters < least || !text.startsWith(prefix)) return false;
  return burst.lastAt - burst.firstAt <= wedgeRule.meanGap * (burst.characters - 1);
}

function deadlineOf(burst: Burst): number {
  const silence = burst.lastAt + wedgeRule.silence;
  if (burst.proven) return silence;
  return Math.min(silence, burst.firstAt + wedgeRule.meanGap * burst.characters + wedgeRule.stall);
}

function settle(burst: Burst, at: number, settings: WedgeSettings, suffix?: 'Enter' | 'Tab'): WedgeStep {
  if (!burst.proven || isHeldKey(burst)) return { ...pass(idleWedge), replay: burst.held };
  const state = { burst: null, suffixUntil: at + wedgeRule.meanGap + wedgeRule.stall };
  const meanGap = (burst.lastAt - burst.firstAt) / (burst.characters - 1);
  const typing = { characters: burst.text, suffix, meanGap };
  return { ...pass(state), outcome: outcomeOf(burst, settings), typing };
}

function outcomeOf(burst: Burst, { prefix }: WedgeSettings): WedgeOutcome {
  const { composed } = burst;
  const whole = composed ? burst.byPlace : burst.text;
  if (burst.invalid || whole === null) return { type: 'frame-invalid', composed };
  const { symbology, text } = splitAim(whole.slice(prefix.length));
  if (whole.length > MAX_PRESENTATION_TEXT) {
    return { type: 'too-large', text: whole.slice(0, MAX_PRESENTATION_TEXT + 1), composed };
  }
  return { type: 'scan', text, symbology, composed };
}

function isHeldKey(burst: Burst): boolean {
  const gaps = burst.characters - 1;
  const oneKey = burst.text === (burst.text[0] ?? '').repeat(burst.text.length);
  return oneKey && burst.lastAt - burst.firstAt >= wedgeRule.heldKeyGap * gaps;
}

/** The character a key stands for; for a key that an input method took, its place on a US keyboard. */
function characterOf(key: WedgeKey): string | undefined {
  if (isComposed(key)) return key.key === 'Dead' ? undefined : usCharacter(key.code, key.shift);
  return [...key.key].length === 1 ? key.key : undefined;
}

const isComposed = (key: WedgeKey) => key.composing || key.key === 'Process' || key.key === 'Dead';
const isControl = (character: string) => /\p{Cc}/u.test(character);
const later = (burst: Burst, key: WedgeKey) => Math.max(burst.lastAt, key.at);

function pass(state: WedgeState): WedgeStep {
  return {
    state,
    hold: false,
    replay: '',
    deadline: state.burst === null ? undefined : deadlineOf(state.burst),
  };
}

function keep(state: WedgeState, burst: Burst, hold: boolean): WedgeStep {
  return { ...pass({ ...state, burst }), hold };
}

/** A person after all: the held text goes to the page, then the key itself. */
function release(state: WedgeState): WedgeStep {
  return { ...pass({ ...state, burst: null }), replay: state.burst?.held ?? '' };
}
