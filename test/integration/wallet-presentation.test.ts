import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyCompact } from '../../main/crypto/jws';
import type {
  PresentationStatement,
  WalletProgress,
  WalletRequest,
} from '../../main/authority/client/api.generated';
import { purposeNamed } from '../../main/verification/purposes';
import { temporaryFolder } from '../support/journal-folder';
import { TestAuthority } from '../support/test-authority';
import { ForeignWallet } from '../support/wallet/foreign-wallet';
import { type WireTerminal, codeOf, send, sendJson } from '../support/wire-terminal';

const NONCE = 'n'.repeat(22);
const TAKES_COPIES = 'test.takes-copies';

/** A purpose that takes a wallet's credential as a code, without its holder; of a request to a wallet it is no less asked. */
function takingCopies(): string {
  const folder = temporaryFolder();
  const hotel = purposeNamed('hotel.check-in');
  const offline = { ...hotel.offline, withoutHolderKey: ['sd-jwt-vc'] };
  writeFileSync(path.join(folder, 'copies.json'), JSON.stringify({ ...hotel, name: TAKES_COPIES, offline }));
  return folder;
}

async function ask(terminal: WireTerminal, question: object = {}): Promise<WalletRequest> {
  const answer = await terminal.post(
    '/v1/presentation-requests',
    JSON.stringify({ nonce: NONCE, purpose: 'hotel.check-in', ...question }),
  );
  if (answer.status !== 201) throw new Error(codeOf(answer));
  return answer.body as WalletRequest;
}

async function follow(terminal: WireTerminal, id: string): Promise<WalletProgress> {
  return (await terminal.get(`/v1/presentation-requests/${id}`)).body as WalletProgress;
}

/** The statement in the answer, its signature checked. */
async function statement(terminal: WireTerminal, id: string): Promise<PresentationStatement> {
  const { answer = '' } = await follow(terminal, id);
  if (!terminal.signingKey) throw new Error('not enrolled');
  const payload = await verifyCompact(answer, terminal.signingKey, 'vestibule-presentation+jws');
  return payload as PresentationStatement;
}

async function walletOf(authority: TestAuthority, citizen = 'eleni-karagianni'): Promise<ForeignWallet> {
  const wallet = new ForeignWallet();
  await wallet.fetchDocuments(authority.url, citizen);
  return wallet;
}

describe('a wallet that is not ours answers a request of the terminal', () => {
  test.for(['sd-jwt-vc', 'mdoc'] as const)(
    'Given a wallet with a %s, When its holder agrees, Then the terminal gets a signed verdict',
    async (format) => {
      const authority = await TestAuthority.open();
      const terminal = await authority.terminal();
      const request = await ask(terminal);
      const wallet = await walletOf(authority);
      const shown = await wallet.scan(request.walletUri);
      expect(shown).toMatchObject({ version: 100, clientIdPrefix: 'x509_hash' });
      expect(shown.name).toContain(request.number);
      expect(await follow(terminal, request.id)).toEqual({ state: 'opened' });
      expect(await wallet.agree(shown, format)).toBe(200);
      const found = await statement(terminal, request.id);
      expect(found).toMatchObject({
        terminal: terminal.id,
        nonce: NONCE,
        number: request.number,
        purpose: 'hotel.check-in',
        outcome: 'verified',
        format,
        training: true,
        claims: { birthDate: '1979-05-30', documentNumber: 'GR-0925-3317-64' },
      });
      expect(found.checks).toContainEqual({ name: 'holder-key', ok: true });
    },
  );
});

describe('an answer counts once, for one request', () => {
  async function scene(purpose = 'hotel.check-in') {
    const authority = await TestAuthority.open({ purposes: takingCopies() });
    const [terminal, wallet] = [await authority.terminal(), await walletOf(authority)];
    const request = await ask(terminal, { purpose });
    return { authority, terminal, wallet, request, shown: await wallet.scan(request.walletUri) };
  }

  test('Given many answers at the same moment, Then exactly one is taken', async () => {
    const { authority, terminal, wallet, request, shown } = await scene();
    const other = await walletOf(authority, 'marek-oravec');
    const seen = await other.scan(request.walletUri);
    const answers = await Promise.all(
      [...Array(12).keys()].map((turn) =>
        turn % 2 ? other.agree(seen, 'mdoc') : wallet.agree(shown, 'sd-jwt-vc'),
      ),
    );
    expect(answers.filter((status) => status === 200)).toHaveLength(1);
    expect(answers.filter((status) => status === 409)).toHaveLength(11);
    expect(await statement(terminal, request.id)).toMatchObject({ outcome: 'verified' });
  });

  test('Given a presentation made for an earlier request, When it is sent again, Then it is refused: replayed', async () => {
    const { terminal, wallet, shown } = await scene();
    const { id, paths } = wallet.matched(shown, 'sd-jwt-vc');
    const stolen = await wallet.presentSdJwt(shown.payload, paths);
    expect(await wallet.send(shown.payload, { [id]: [stolen] })).toBe(200);
    const again = await ask(terminal);
    const later = await wallet.scan(again.walletUri);
    expect(await wallet.send(later.payload, { [id]: [stolen] })).toBe(200);
    const { reason, claims } = await statement(terminal, again.id);
    expect({ reason, claims }).toEqual({ reason: 'replayed', claims: {} });
  });

  test('Given a driving licence shown to an earlier request, When it is sent again, Then it is refused', async () => {
    const { terminal, wallet, shown } = await scene();
    const { id, paths } = wallet.matched(shown, 'mdoc');
    const stolen = await wallet.presentMdoc(shown.payload, paths);
    const again = await ask(terminal);
    const later = await wallet.scan(again.walletUri);
    expect(await wallet.send(later.payload, { [id]: [stolen] })).toBe(200);
    expect(await statement(terminal, again.id)).toMatchObject({
      outcome: 'refused',
      reason: 'bad-signature',
    });
  });

  test('Given a driving licence, When it is sent as the identity document that was asked for, Then it is refused', async () => {
    const { terminal, wallet, request, shown } = await scene();
    const { paths } = wallet.matched(shown, 'mdoc');
    const licence = await wallet.presentMdoc(shown.payload, paths);
    expect(await wallet.send(shown.payload, { 'pid-mdoc': [licence] })).toBe(200);
    expect(await statement(terminal, request.id)).toMatchObject({
      outcome: 'refused',
      reason: 'not-permitted',
      claims: {},
    });
  });

  test.each(['hotel.check-in', TAKES_COPIES])(
    'Given a credential without its holder’s signature, When the request is for %s, Then it is refused',
    async (purpose) => {
      const { terminal, wallet, request, shown } = await scene(purpose);
      const { id, paths } = wallet.matched(shown, 'sd-jwt-vc');
      const whole = await wallet.presentSdJwt(shown.payload, paths);
      const bare = whole.slice(0, whole.lastIndexOf('~') + 1);
      expect(await wallet.send(shown.payload, { [id]: [bare] })).toBe(200);
      expect(await statement(terminal, request.id)).toMatchObject({
        outcome: 'refused',
        reason: 'not-permitted',
      });
    },
  );

  test('Given three minutes have passed, When the wallet answers, Then it is too late, and the terminal is told', async () => {
    const { authority, terminal, wallet, request, shown } = await scene();
    authority.ahead = 181_000;
    expect(await wallet.agree(shown, 'sd-jwt-vc')).toBe(409);
    await terminal.fetchToken();
    expect(await follow(terminal, request.id)).toEqual({ state: 'expired' });
  });

  test('Given the request was taken back, When the wallet answers, Then there is nothing to answer', async () => {
    const { terminal, wallet, request, shown } = await scene();
    expect((await terminal.remove(`/v1/presentation-requests/${request.id}`)).status).toBe(204);
    expect(await wallet.agree(shown, 'sd-jwt-vc')).toBe(404);
  });

  test('Given the holder says no, Then the terminal is told so and nothing else', async () => {
    const { terminal, wallet, request, shown } = await scene();
    expect(await wallet.decline(shown)).toBe(200);
    expect(await follow(terminal, request.id)).toEqual({ state: 'declined' });
    expect(await wallet.agree(shown, 'mdoc')).toBe(409);
  });

  test('Given a request of one terminal, When another one asks for it, Then there is none', async () => {
    const { authority, request } = await scene();
    const stranger = await authority.terminal();
    expect(codeOf(await stranger.get(`/v1/presentation-requests/${request.id}`))).toBe('not-found');
  });

  test('Given the authority restarts, When the wallet answers afterwards, Then the terminal gets its verdict', async () => {
    const { authority, terminal, wallet, request, shown } = await scene();
    await authority.restart();
    expect(await wallet.agree(shown, 'sd-jwt-vc')).toBe(200);
    expect(await statement(terminal, request.id)).toMatchObject({ outcome: 'verified' });
  });
});

describe('what is no answer', () => {
  async function scene(question: object = {}) {
    const authority = await TestAuthority.open();
    const terminal = await authority.terminal();
    const request = await ask(terminal, question);
    const url = `${authority.url}/v1/wallet-responses/${request.id}`;
    const post = async (fields: string) =>
      codeOf(
        await send(url, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: fields,
        }),
      );
    return { authority, terminal, request, post };
  }

  test('Given answers that nobody can read, Then five are turned down and the sixth finds the request refused', async () => {
    const { terminal, request, post } = await scene();
    const sent = [
      '',
      'response=abc',
      `vp_token={}&state=${request.id}`,
      'a=1&a=2',
      'error=access_denied&state=other',
      'x=1',
    ];
    const codes: string[] = [];
    for (const fields of sent) codes.push(await post(fields));
    expect(codes.filter((code) => code === 'bad-request').length).toBeGreaterThanOrEqual(5);
    expect(await post('response=abc')).toBe('request-over');
    expect(await statement(terminal, request.id)).toMatchObject({ outcome: 'refused', reason: 'malformed' });
  });

  test('Given an answer in clear to a request that wants it encrypted, Then it is turned down', async () => {
    const { authority, terminal, request } = await scene();
    const wallet = await walletOf(authority);
    const shown = await wallet.scan(request.walletUri);
    const payload = { ...shown.payload, response_mode: 'direct_post' as const };
    expect(await wallet.agree({ ...shown, payload }, 'sd-jwt-vc')).toBe(400);
    expect(await follow(terminal, request.id)).toEqual({ state: 'opened' });
  });

  test('Given a terminal that asks for plain answers, Then a wallet that does not encrypt is served', async () => {
    const { authority, terminal, request } = await scene({ responseMode: 'direct_post', formats: ['mdoc'] });
    const wallet = await walletOf(authority);
    const shown = await wallet.scan(request.walletUri);
    expect(() => wallet.matched(shown, 'sd-jwt-vc')).toThrow('not what is asked for');
    expect(await wallet.agree(shown, 'mdoc')).toBe(200);
    expect(await statement(terminal, request.id)).toMatchObject({ outcome: 'verified', format: 'mdoc' });
  });

  test('Given a body larger than any, or of another type, Then it is refused', async () => {
    const { post, authority, request } = await scene();
    expect(await post(`response=${'a'.repeat(600_000)}`)).toBe('too-large');
    const url = `${authority.url}/v1/wallet-responses/${request.id}`;
    expect(codeOf(await sendJson(url, {}))).toBe('unsupported-media-type');
  });

  test('Given a terminal that asks without end, or for a purpose that there is not, Then it is told so', async () => {
    const { terminal } = await scene();
    await expect(ask(terminal, { purpose: 'no.such-purpose' })).rejects.toThrow('bad-request');
    for (let turn = 0; turn < 19; turn++) await ask(terminal);
    await expect(ask(terminal)).rejects.toThrow('rate-limited');
  });
});
