import { expect, test, vi } from 'vitest';
import { createEnrolmentCalls } from '../../../main/terminal/enrolment-calls';
import type { EnrolledConnection } from '../../../main/terminal/enrolled-authority';
import { freePort } from '../../support/free-port';

const machine = (enrolment: EnrolledConnection | null) =>
  createEnrolmentCalls({
    now: () => new Date(),
    enrolment: () => enrolment,
    openWith: vi.fn<() => Promise<void>>(),
    enrolAnew: vi.fn<() => Promise<void>>(),
  });

test('Given a page that turned hostile on an enrolled machine, when it has an address of its own looked up, then nothing is sent there: the address could carry what it knows', async () => {
  const asked = { authority: `http://127.0.0.1:${await freePort()}/what-it-knows` };
  const { 'enrolment.look-up': lookUp } = machine({} as EnrolledConnection);
  await expect(lookUp(asked)).rejects.toMatchObject({ code: 'already-enrolled' });
  const { 'enrolment.look-up': first } = machine(null);
  await expect(first(asked)).rejects.toMatchObject({ code: 'authority-unreachable' });
});
