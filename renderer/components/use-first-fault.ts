import { type RefObject, useEffect } from 'react';

/** The first field that is at fault, in the order of the form. */
const FIRST_AT_FAULT =
  '.field[data-invalid] :is(input, button, [role="spinbutton"]), .field-fault + .fault-answers button';

/** After each refused attempt to send a form the focus goes to the first field that is at fault, and it is in view. */
export function useFirstFault(form: RefObject<HTMLFormElement | null>, refusals: number): void {
  useEffect(() => {
    if (refusals === 0) return;
    const first = form.current?.querySelector<HTMLElement>(FIRST_AT_FAULT);
    first?.focus({ preventScroll: true });
    first?.scrollIntoView({ block: 'center' });
  }, [form, refusals]);
}
