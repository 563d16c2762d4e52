import { describe, expect, it } from 'vitest';
import { pcscTransport } from '../../../main/readers/transports/pcsc';

describe('Given a machine without smart card readers', () => {
  it('when the optional package is not there, then listing says what is missing and how to get it', async () => {
    const transport = pcscTransport(() => Promise.reject(new Error("Cannot find package 'smartcard'")));
    const absent = { code: 'reader-gone', kind: 'smart-card', adviceCode: 'smart-card-package' };
    await expect(transport.list()).rejects.toMatchObject(absent);
    await expect(transport.list()).rejects.toThrow(/libpcsclite-dev/);
  });

  it.each([
    ['PC/SC service not running', 'smart-card-service', /pcscd/],
    ['Unknown PC/SC error', 'smart-card-permission', /polkit/],
  ] as const)(
    'when the service answers "%s", then listing advises: %s',
    async (words, adviceCode, advice) => {
      const transport = pcscTransport(async () => ({
        Context: class {
          constructor() {
            throw new Error(words);
          }
          listReaders = () => [];
          close = () => undefined;
        },
        SCARD_SHARE_EXCLUSIVE: 1,
        SCARD_PROTOCOL_T0: 1,
        SCARD_PROTOCOL_T1: 2,
        SCARD_LEAVE_CARD: 0,
        SCARD_RESET_CARD: 1,
        SCARD_STATE_PRESENT: 0x20,
      }));
      await expect(transport.list()).rejects.toMatchObject({ code: 'reader-gone', adviceCode });
      await expect(transport.list()).rejects.toThrow(advice);
    },
  );
});
