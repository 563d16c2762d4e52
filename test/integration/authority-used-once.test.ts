import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { WALLET_ISSUER } from '../../main/training/wallet/wallet-issuer';
import { purposeNamed } from '../../main/verification/purposes';
import { TestAuthority } from '../support/test-authority';
import { ForeignWallet, type ShownRequest } from '../support/wallet/foreign-wallet';
import type { WireTerminal } from '../support/wire-terminal';

const PURPOSE = 'test.takes-copies';

/** An authority of a site that takes what a wallet shows as a code, its two terminals, and a wallet. */
async function counters() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-purposes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const hotel = purposeNamed('hotel.check-in');
  const offline = { ...hotel.offline, withoutHolderKey: ['sd-jwt-vc'] };
  writeFileSync(path.join(folder, 'copies.json'), JSON.stringify({ ...hotel, name: PURPOSE, offline }));
  const authority = await TestAuthority.open({ purposes: folder });
  const terminals = [await authority.terminal(), await authority.terminal()];
  const wallet = new ForeignWallet();
  await wallet.fetchDocuments(authority.url, 'eleni-karagianni');
  let shown = 0;
  /** A code on the telephone that its holder signed, for whomever. */
  const code = () => {
    const payload = { client_id: 'https://else.example', nonce: `nonce-${shown++}` };
    return wallet.presentSdJwt(payload as ShownRequest['payload'], [['family_name'], ['birthdate']]);
  };
  return { authority, terminals, code };
}

const at = (second: number) => new Date(1_800_000_000_000 + second * 1000).toISOString();
const aboutIt = (code: string, second: number, purpose = PURPOSE) => ({
  code,
  issuer: WALLET_ISSUER,
  format: 'sd-jwt-vc' as const,
  purpose,
  presentedAt: at(second),
});

async function ask(terminal: WireTerminal | undefined, ...question: Parameters<typeof aboutIt>) {
  const answer = await terminal?.ask(aboutIt(...question));
  return answer?.reason ?? answer?.outcome;
}

test('Given a code that a holder’s key signed, when it is shown again at another counter, then it is replayed, also after the authority restarted', async () => {
  const { authority, terminals, code } = await counters();
  const [first, second] = terminals;
  const shown = await code();
  expect(await ask(first, shown, 1)).toBe('verified');
  expect(await ask(second, shown, 2)).toBe('replayed');
  expect(await ask(first, shown, 2)).toBe('replayed');
  await authority.restart();
  expect(await ask(second, shown, 1)).toBe('replayed');
  expect(await ask(second, await code(), 3)).toBe('verified');
});

test('Given an answer that was lost, when the same question is asked again, now or late, then it gets the same answer', async () => {
  const { terminals, code } = await counters();
  const [first, second] = terminals;
  const shown = await code();
  const question = { ...aboutIt(shown, 0), presentedAt: new Date().toISOString() };
  expect((await first?.ask(question))?.outcome).toBe('verified');
  expect((await first?.ask(question))?.outcome).toBe('verified');
  expect((await first?.askLate(await first.sealed(question)))?.outcome).toBe('verified');
  expect((await second?.askLate(await second.sealed(question)))?.reason).toBe('replayed');
});

test('Given a purpose that takes no copies, when it is refused, then nothing is used up', async () => {
  const { terminals, code } = await counters();
  const shown = await code();
  expect(await ask(terminals[0], shown, 1, 'hotel.check-in')).toBe('not-permitted');
  expect(await ask(terminals[1], shown, 2)).toBe('verified');
});

test('Given any number of questions about one code, at once and again, from two counters, then exactly one of them is answered verified', async () => {
  const { terminals, code } = await counters();
  const question = fc.record({ counter: fc.nat(1), second: fc.nat(3) });
  const waves = fc.array(fc.array(question, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(waves, async (asked) => {
      const shown = await code();
      const verified = new Set<string>();
      for (const wave of asked) {
        const answers = await Promise.all(
          wave.map(async (one) => ({
            one,
            answer: await ask(terminals[one.counter], shown, one.second),
          })),
        );
        for (const { one, answer } of answers) {
          expect(['verified', 'replayed']).toContain(answer);
          if (answer === 'verified') verified.add(JSON.stringify(one));
        }
      }
      // The same counter and the same moment are one question, however often it is asked.
      expect(verified.size).toBe(1);
    }),
    { numRuns: 12, seed: 7 },
  );
});

test('Given any number of answers to one request, at once and again, from two wallets, then exactly one is taken, and it stays', async () => {
  const { authority } = await counters();
  const terminal = await authority.terminal();
  const wallets = [new ForeignWallet(), new ForeignWallet()] as const;
  await wallets[0].fetchDocuments(authority.url, 'eleni-karagianni');
  await wallets[1].fetchDocuments(authority.url, 'marek-oravec');
  const answer = fc.record({
    wallet: fc.constantFrom(0, 1),
    act: fc.constantFrom('sd-jwt-vc', 'mdoc', 'decline'),
  });
  const waves = fc.array(fc.array(answer, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(waves, async (answered) => {
      const body = { nonce: 'n'.repeat(22), purpose: 'hotel.check-in' };
      const begun = await terminal.post('/v1/presentation-requests', JSON.stringify(body));
      const { id, walletUri } = begun.body as { id: string; walletUri: string };
      const shown = await Promise.all(wallets.map((wallet) => wallet.scan(walletUri)));
      let taken = 0;
      for (const wave of answered) {
        const statuses = await Promise.all(
          wave.map(({ wallet, act }) => {
            const request = shown[wallet] as ShownRequest;
            const telephone = wallets[wallet === 0 ? 0 : 1];
            return act === 'decline' ? telephone.decline(request) : telephone.agree(request, act);
          }),
        );
        expect(new Set([...statuses, 200, 409])).toEqual(new Set([200, 409]));
        taken += statuses.filter((status) => status === 200).length;
      }
      expect(taken).toBe(1);
      const progress = await terminal.get(`/v1/presentation-requests/${id}`);
      const { state } = progress.body as { state: string };
      expect(['answered', 'declined']).toContain(state);
    }),
    // A terminal may begin twenty requests a minute.
    { numRuns: 8, seed: 7, endOnFailure: true },
  );
});
