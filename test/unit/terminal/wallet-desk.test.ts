import { expect, test, vi } from 'vitest';
import type { BegunRequest } from '../../../main/authority/client/wallet-requests';
import { WalletDesk } from '../../../main/terminal/wallet-desk';
import { purposeNamed } from '../../../main/verification/purposes';

const purpose = purposeNamed('hotel.check-in');

/** A desk at an authority that begins each request only when it is told to. */
function desk(answer?: 'expired' | 'declined' | 'answered') {
  const begin: (() => void)[] = [];
  const ended: string[] = [];
  const shown: (string | undefined)[] = [];
  const wallets = new WalletDesk({
    now: () => new Date('2026-12-30T10:00:00Z'),
    changed: (request) => void shown.push(request?.code),
    client: {
      askWallet: () =>
        new Promise((resolve) => {
          const code = `code ${begin.length + 1}`;
          const begun = { walletUri: code, number: '1234', claims: [], expiresAt: '2026-12-30T10:03:00Z' };
          begin.push(() => resolve(begun as unknown as BegunRequest));
        }),
      followWallet: (_begun, _seen, signal) =>
        new Promise((resolve) => {
          if (answer) resolve({ state: answer });
          signal?.addEventListener('abort', () => resolve({ state: 'expired' }), { once: true });
        }),
      endWallet: async ({ walletUri }) => void ended.push(walletUri),
    },
  });
  return { wallets, begin, ended, shown };
}

test('Given a clerk who asks a wallet twice, when both requests have begun, then one is shown and the other is ended', async () => {
  const { wallets, begin, ended, shown } = desk();
  const [first, second] = [wallets.ask(purpose), wallets.ask(purpose)];
  for (const answer of begin) answer();
  await expect(first).rejects.toMatchObject({ code: 'bad-request' });
  await expect(second).resolves.toMatchObject({ code: 'code 2' });
  expect(ended).toEqual(['code 1']);
  expect(shown).toEqual(['code 2']);
});

test('Given a request that was taken back before it had begun, when the authority answers, then it is ended and the customer sees nothing of it', async () => {
  const { wallets, begin, ended, shown } = desk();
  const asked = wallets.ask(purpose);
  wallets.cancel();
  begin[0]?.();
  await expect(asked).rejects.toMatchObject({ code: 'bad-request' });
  expect(ended).toEqual(['code 1']);
  expect(shown).toEqual([]);
  expect(wallets.read()).toBeNull();
});

test.each(['expired', 'declined'] as const)(
  'Given a request that %s and that nobody put away, when the program asks whether something is half done, then nothing is, and it can be replaced',
  async (answer) => {
    const { wallets, begin } = desk(answer);
    const asked = wallets.ask(purpose);
    begin[0]?.();
    await asked;
    expect(wallets.underWay).toBe(true);
    await vi.waitFor(() => expect(wallets.read()).toMatchObject({ state: answer }));
    expect(wallets.underWay).toBe(false);
  },
);

test('Given a wallet that answered and whose number nobody has compared, then something is half done', async () => {
  const { wallets, begin } = desk('answered');
  const asked = wallets.ask(purpose);
  begin[0]?.();
  await asked;
  await vi.waitFor(() => expect(wallets.read()).toMatchObject({ state: 'compare' }));
  expect(wallets.underWay).toBe(true);
  wallets.cancel();
  expect(wallets.underWay).toBe(false);
});
