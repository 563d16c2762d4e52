import { useEffect, useEffectEvent } from 'react';
import {
  type WedgeOutcome,
  type WedgeStep,
  type WedgeTyping,
  idleWedge,
  keyOf,
  wedgeKey,
  wedgeTime,
} from '../../shared/framing';

/** Typed while nothing could take the text: a screen may act on it (`/` opens the search). */
export const TYPED_EVENT = 'vestibule-typed';

/**
 * Hears every key before anything else does. What a scanner types is delivered, from any screen and over any dialogue;
 * what a person types is given back to the field that has the focus.
 */
export function useWedge(
  prefix: string,
  onDelivered: (outcome: WedgeOutcome, typing: WedgeTyping | undefined) => void,
): void {
  const deliver = useEffectEvent(onDelivered);
  useEffect(() => {
    let state = idleWedge;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const obey = (step: WedgeStep) => {
      state = step.state;
      if (step.replay !== '') giveBack(step.replay);
      if (step.outcome) {
        // An input method may hold some of the keys: leaving the field drops them.
        if (step.outcome.composed && document.activeElement instanceof HTMLElement)
          document.activeElement.blur();
        deliver(step.outcome, step.typing);
      }
      clearTimeout(timer);
      if (step.deadline === undefined) return;
      const obeyed = state;
      const settle = async () => {
        await keysThatWait();
        if (state === obeyed) obey(wedgeTime(state, performance.now(), { prefix }));
      };
      timer = setTimeout(() => void settle(), step.deadline - performance.now() + 1);
    };
    const hear = (event: KeyboardEvent) => {
      const step = wedgeKey(state, keyOf(event), { prefix });
      if (step.hold) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
      obey(step);
    };
    window.addEventListener('keydown', hear, { capture: true });
    return () => {
      clearTimeout(timer);
      state = idleWedge;
      window.removeEventListener('keydown', hear, { capture: true });
    };
  }, [prefix]);
}

/**
 * A busy shell or window looks like silence while keys wait in line. The shell takes them in turn with what it is asked:
 * by its second answer those that waited are here, and a task later they were heard.
 */
async function keysThatWait(): Promise<void> {
  for (let asked = 0; asked < 2; asked += 1) await window.vestibule.call('keys.waited', {}).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve));
}

/** Types the text where the focus is, as the keys would have. The parts of a date listen to `beforeinput` and take it from there. */
function giveBack(text: string): void {
  const target = document.activeElement;
  if (!isEditable(target)) {
    window.dispatchEvent(new CustomEvent(TYPED_EVENT, { detail: text }));
    return;
  }
  for (const data of text) {
    const typed = new InputEvent('beforeinput', {
      data,
      inputType: 'insertText',
      bubbles: true,
      cancelable: true,
    });
    if (target.dispatchEvent(typed)) document.execCommand('insertText', false, data);
  }
}

function isEditable(target: Element | null): target is HTMLElement {
  if (target instanceof HTMLInputElement) return !target.disabled && !target.readOnly;
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLElement && target.isContentEditable);
}
