import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTicket, writeTicket } from '../../../shared/domain/enrolment-ticket';
import { shortFingerprint } from '../../../shared/domain/fingerprint';

const signingKey = 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs';
const ticket = { authority: 'https://authority.example/base', code: '7KQ4-9MXP-2HTD', signingKey };

describe('An enrolment ticket', () => {
  test('Given a ticket, when it is shown as a QR code and read, then nothing of it is changed', () => {
    expect(readTicket(`${writeTicket(ticket)}\r\n`)).toEqual(ticket);
  });

  test('Given any text, when it is read as a ticket, then it is a ticket or nothing, and never an exception', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((tail) => `vestibule:enrol?${tail}`),
        ),
        (text) => {
          const read = readTicket(text);
          if (read) expect(readTicket(writeTicket(read))).toEqual(read);
        },
      ),
    );
  });

  test.each([
    ['another code', 'EID:0123456789abcdef'],
    ['no key', 'vestibule:enrol?authority=https%3A%2F%2Fa.example&code=7KQ4-9MXP-2HTD'],
    [
      'half a key',
      `vestibule:enrol?authority=https%3A%2F%2Fa.example&code=7KQ4-9MXP-2HTD&key=${signingKey.slice(1)}`,
    ],
    ['no address', `vestibule:enrol?authority=desk&code=7KQ4-9MXP-2HTD&key=${signingKey}`],
    ['a book', `${writeTicket(ticket)}&more=${'x'.repeat(4_000)}`],
  ])('Given %s, when it is read, then it is no ticket', (_, text) => {
    expect(readTicket(text)).toBeNull();
  });

  test('Given the thumbprint of RFC 7638, when people compare it, then they read the first ten bytes of the hash', () => {
    expect(shortFingerprint(signingKey)).toBe('3736 cbb1 787c b830 9c77');
  });
});
