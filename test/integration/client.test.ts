import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import * as fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { VestibuleError } from '../../shared/domain/error';
import type { VerificationQuestion } from '../../shared/domain/verification';
import {
  type AuthorityClient,
  type Enrolment,
  createAuthorityClient,
  enrol,
} from '../../main/authority/client';
import { generateSigningKey, publicHalf } from '../../main/crypto/jwk';
import { checkIn, people } from '../support/journal-samples';
import { journalBench } from '../support/journal-folder';
import { FaultyAuthority, type NetworkFault } from '../support/faulty-authority';
import { TestAuthority } from '../support/test-authority';
import { enrolled } from '../unit/client/answering';

const now = (): Date => new Date();
const health = { appVersion: '0.1.0', queued: 0, awaitingVerdict: 0 };

describe('Enrolment', () => {
  test('Given a fresh code, when a terminal enrols, then it has an id, a site, the trust list and the keys of the authority', async () => {
    const test = await TestAuthority.open();
    const enrolment = await enrol({
      url: test.url,
      code: (await test.code()).toLowerCase(),
      now,
      expectedSigningKey: test.authority.signingKey,
    });
    expect(enrolment).toMatchObject({ url: test.url, epoch: 1, training: true, site: { id: 'main' } });
    expect(enrolment.configuration.purposes).toContain('hotel.check-in');
    await expect(clientOf(enrolment).heartbeat(health)).resolves.toMatchObject({
      state: 'active',
      cursor: 0,
    });
  });

  test('Given the thumbprint of another authority, when a terminal enrols, then it does not believe this one', async () => {
    const test = await TestAuthority.open();
    const enrolled = enrol({
      url: test.url,
      code: await test.code(),
      now,
      expectedSigningKey: 'x'.repeat(43),
    });
    await expect(enrolled).rejects.toMatchObject({ code: 'authority-not-expected' });
  });

  test('Given a wrong, a used and an expired code, when a terminal enrols, then each has its own error', async () => {
    const test = await TestAuthority.open();
    await expect(enrol({ url: test.url, code: '0000-0000-0000', now })).rejects.toMatchObject({
      code: 'enrolment-code-wrong',
    });
    const [used, old] = [await test.code(), await test.code()];
    await enrol({ url: test.url, code: used, now });
    await expect(enrol({ url: test.url, code: used, now })).rejects.toMatchObject({
      code: 'enrolment-code-used',
    });
    test.ahead = 25 * 3_600_000;
    await expect(enrol({ url: test.url, code: old, now })).rejects.toMatchObject({
      code: 'enrolment-code-expired',
    });
  });

  test('Given an answer that was lost, when the same key enrols with the same code again, then it is the same terminal', async () => {
    const test = await TestAuthority.open();
    const network = await FaultyAuthority.before(test.authority);
    network.plan('/v1/terminals', 'lost', 'lost');
    const [code, keyPair] = [await test.code(), await generateSigningKey()];
    await expect(enrol({ url: network.url, code, now, keyPair })).rejects.toMatchObject({
      code: 'authority-unreachable',
    });
    const enrolment = await enrol({ url: network.url, code, now, keyPair });
    expect(await enrol({ url: network.url, code, now, keyPair })).toMatchObject({
      terminal: enrolment.terminal,
      epoch: enrolment.epoch,
    });
  });

  test('Given one lost answer, when a terminal enrols, then nobody notices', async () => {
    const test = await TestAuthority.open();
    const network = await FaultyAuthority.before(test.authority);
    network.plan('/v1/terminals', 'lost');
    await expect(enrol({ url: network.url, code: await test.code(), now })).resolves.toMatchObject({
      epoch: 1,
    });
  });

  test('Given an answer that was changed on the way, when a terminal enrols, then it is not believed', async () => {
    const test = await TestAuthority.open();
    const network = await FaultyAuthority.before(test.authority);
    network.plan('/v1/terminals', 'wrong');
    await expect(enrol({ url: network.url, code: await test.code(), now })).rejects.toMatchObject({
      code: 'authority-answer-invalid',
    });
  });

  test('Given http to another machine, when a terminal enrols, then nothing is sent: insecure-url', async () => {
    await expect(enrol({ url: 'http://192.0.2.1', code: 'any', now })).rejects.toMatchObject({
      code: 'insecure-url',
    });
  });
});

describe('A terminal and its authority', () => {
  test('Given a dynamic code, when it is asked about twice, then the first answer is yes and another showing is refused: replayed', async () => {
    const { test, client } = await enrolledTerminal();
    const question = await aboutDynamicCode(test, client);
    const answer = await client.ask(question);
    expect(answer).toMatchObject({ outcome: 'verified', training: true });
    expect(answer.claims.fullName).toBeTruthy();
    expect(await client.ask(question)).toMatchObject({ outcome: 'verified' });
    const later = { ...question, presentedAt: new Date(Date.now() + 1_000).toISOString() };
    expect(await client.ask(later)).toMatchObject({ outcome: 'refused', reason: 'replayed', claims: {} });
  });

  test('Given a question that was sealed offline, when it is asked late, twice, then the same outcome comes back', async () => {
    const { test, client } = await enrolledTerminal();
    await client.heartbeat(health);
    const verdict = randomUUID();
    const sealed = await client.seal(await aboutDynamicCode(test, client), verdict);
    expect(await client.askLate(sealed, verdict)).toMatchObject({ outcome: 'verified' });
    expect(await client.askLate(sealed, verdict)).toMatchObject({ outcome: 'verified' });
    await expect(client.askLate(sealed, randomUUID())).rejects.toMatchObject({
      code: 'authority-answer-invalid',
    });
  });

  test('Given entries of the real journal, when they are delivered twice, then both times each is acknowledged, and stored once', async () => {
    const { test, client, enrolment } = await enrolledTerminal();
    const journal = journalBench().open();
    journal.begin(enrolment);
    for (let count = 0; count < 5; count += 1) checkIn(journal, people.okafor);
    const batch = journal.outbox.takeBatch({ entries: 100, bytes: 256 * 1024 });
    const [first, second] = [await client.deliver(batch), await client.deliver(batch)];
    expect(first.results.map(({ status }) => status)).toEqual(Array(5).fill('acknowledged'));
    expect(second.results).toEqual(first.results);
    expect(first.cursor).toBe(5);
    expect(test.arrived.map(({ status }) => status)).toEqual([
      ...Array(5).fill('accepted'),
      ...Array(5).fill('duplicate'),
    ]);
  });

  test('Given the current list, when the trust list is asked for, then nothing comes; given none, a verified one', async () => {
    const { client } = await enrolledTerminal();
    const first = await client.trustList();
    expect(first?.list.issuers.length).toBeGreaterThan(0);
    expect(await client.trustList(first?.etag)).toBeNull();
    expect((await client.trustList('"another"'))?.list.version).toBe(first?.list.version);
  });

  test('Given a training authority, when samples are asked for, then they can be presented', async () => {
    const { client } = await enrolledTerminal();
    expect(
      (await client.samples()).filter(({ expect: outcome }) => outcome === 'verified').length,
    ).toBeGreaterThan(2);
  });

  test('Given a token and a nonce that have ended, when the terminal asks, then it gets new ones without anybody noticing', async () => {
    const { test, client } = await enrolledTerminal();
    await client.heartbeat(health);
    test.ahead = 20 * 60_000;
    await expect(client.heartbeat(health)).resolves.toMatchObject({ state: 'active' });
  });

  test('Given an authority that starts again, when the terminal asks, then it is still enrolled', async () => {
    const { test, client } = await enrolledTerminal();
    await client.heartbeat(health);
    await test.restart();
    await expect(client.heartbeat(health)).resolves.toMatchObject({ state: 'active' });
  });

  test('Given a terminal clock that is a day behind, when it talks to the authority, then it is let in and knows by how much', async () => {
    const test = await TestAuthority.open();
    const behind = (): Date => new Date(Date.now() - 86_400_000);
    const enrolment = await enrol({ url: test.url, code: await test.code(), now: behind });
    const client = createAuthorityClient({ enrolment, now: behind });
    await client.heartbeat(health);
    expect(Math.abs((client.clockOffset() ?? 0) - 86_400_000)).toBeLessThan(2_000);
    expect(client.lastReachedAt()).not.toBeNull();
  });

  test('Given a terminal in quarantine, when it delivers, then it is told so and may still say how it is', async () => {
    const { client, enrolment } = await enrolledTerminal();
    for (const folder of ['first', 'second']) {
      const journal = journalBench().open();
      journal.begin(enrolment);
      checkIn(journal, people.okafor);
      const batch = journal.outbox.takeBatch({ entries: 1, bytes: 1_000 });
      const delivered = client.deliver(batch);
      if (folder === 'first') await delivered;
      else
        await expect(delivered).rejects.toMatchObject({
          code: 'authority-refused',
          problem: 'terminal-forked',
          status: 409,
        });
    }
    await expect(client.heartbeat(health)).resolves.toMatchObject({ state: 'quarantined' });
  });
});

describe('A network in trouble', () => {
  test.each<[NetworkFault, string, object]>([
    ['reset', 'authority-unreachable', {}],
    ['lost', 'authority-unreachable', {}],
    ['half', 'authority-unreachable', {}],
    ['silent', 'authority-unreachable', {}],
    ['late', 'authority-unreachable', {}],
    ['error-500', 'authority-unreachable', { status: 500 }],
    ['busy', 'authority-unreachable', { status: 429, retryAfter: 1_000 }],
    ['captive-portal', 'authority-answer-invalid', { status: 403 }],
    ['wrong', 'authority-answer-invalid', {}],
  ])(
    'Given a network that answers “%s”, when the terminal asks about a code, then it is told %s, without the code',
    async (fault, code, details) => {
      const { test, client, network } = await terminalBehindNetwork();
      const question = await aboutDynamicCode(test, client);
      await client.heartbeat(health);
      network.plan('/v1/verifications', fault);
      const failure: unknown = await client.ask(question).catch((thrown: unknown) => thrown);
      expect(failure).toMatchObject({ code, ...details });
      expect(String(failure) + JSON.stringify(failure)).not.toContain(question.code);
      expect(await client.ask(question)).toMatchObject({ outcome: 'verified' });
    },
  );

  test('Given a cable that is pulled and plugged in, when the terminal asks, then it says why not, and then goes on', async () => {
    const { test, client } = await enrolledTerminal();
    await client.heartbeat(health);
    await test.authority.stopListening();
    const failure: unknown = await client.heartbeat(health).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'authority-unreachable' });
    expect(String(failure)).toContain('ECONNREFUSED');
    await test.authority.listen();
    await expect(client.heartbeat(health)).resolves.toMatchObject({ state: 'active' });
  });

  test('Given a request in flight, when it is given up, then it ends at once as unreachable', async () => {
    const { client, network } = await terminalBehindNetwork();
    await client.heartbeat(health);
    network.plan('/v1/heartbeats', 'silent');
    const giveUp = new AbortController();
    const beat = client.heartbeat(health, giveUp.signal);
    giveUp.abort();
    await expect(beat).rejects.toMatchObject({ code: 'authority-unreachable' });
  });

  test('Given a batch that is replayed on the wire, when it arrives twice, then the second is turned away and nothing is stored twice', async () => {
    const { test, client, network, enrolment } = await terminalBehindNetwork();
    const journal = journalBench().open();
    journal.begin(enrolment);
    checkIn(journal, people.okafor);
    await client.heartbeat(health);
    network.plan('/v1/entries', 'twice');
    const { results } = await client.deliver(journal.outbox.takeBatch({ entries: 1, bytes: 1_000 }));
    expect(results).toMatchObject([{ status: 'acknowledged' }]);
    expect(test.arrived).toHaveLength(1);
  });
});

describe('An impostor', () => {
  test('Given one that signs with another key than the pinned one, when it answers, then nothing of what it signs is believed', async () => {
    const { enrolment } = await enrolledTerminal();
    const client = clientOf({ ...enrolment, signingKey: publicHalf(await generateSigningKey()) });
    for (const ask of [() => client.trustList(), () => client.configuration(), () => client.reports(0)])
      await expect(ask()).rejects.toMatchObject({ code: 'authority-answer-invalid' });
  });

  test('Given anything at all as an answer, when the terminal talks to it, then every failure is typed and nothing is believed', async () => {
    const { enrolment } = await enrolled();
    let answer = { status: 200, body: '', headers: {} as Record<string, string> };
    const server = createServer((incoming, response) => {
      incoming.resume();
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const client = clientOf({ ...enrolment, url: `http://127.0.0.1:${port}` });
    const header = fc.string({ unit: fc.constantFrom(...'0123456789 abcGMT:,-.') });
    const anything = fc.record({
      status: fc.oneof(
        fc.constantFrom(200, 201, 204, 302, 304, 400, 401, 403, 413, 429, 500),
        fc.integer({ min: 200, max: 599 }),
      ),
      body: fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom(...wellFormed),
        fc.constantFrom('token-invalid', 'use-dpop-nonce', 'assertion-invalid').map(errorBody),
      ),
      headers: fc.record({
        date: header,
        'retry-after': header,
        'dpop-nonce': header,
        'content-type': header,
      }),
    });
    const talk: (() => Promise<unknown>)[] = [
      () => client.heartbeat(health),
      () => client.deliver([]),
      () =>
        client.ask({
          format: 'e-id-code',
          issuer: 'x',
          code: 'x',
          purpose: 'x',
          presentedAt: now().toISOString(),
        }),
      () => client.askLate('a.b.c.d.e', randomUUID()),
      () => client.trustList(),
      () => enrol({ url: `http://127.0.0.1:${port}`, code: 'x', now }),
    ];
    await fc.assert(
      fc.asyncProperty(anything, fc.constantFrom(...talk), async (given, say) => {
        answer = given;
        const failure: unknown = await say().catch((thrown: unknown) => thrown);
        expect(failure).toBeInstanceOf(VestibuleError);
      }),
      { numRuns: 200 },
    );
  });
});

const wellFormed = [
  '{"accessToken":"x","tokenType":"DPoP","expiresIn":300}',
  '{"answer":"e30.e30.e30"}',
  '{"acknowledgement":"e30.e30.e30"}',
  '{"signingKey":{"kty":"EC","crv":"P-256","x":"","y":""},"statement":"e30.e30.e30"}',
  'e30.e30.e30',
];

function errorBody(code: string): string {
  return JSON.stringify({ error: { code, message: '' } });
}

async function enrolledTerminal() {
  const test = await TestAuthority.open();
  const enrolment = await enrol({ url: test.url, code: await test.code(), now });
  return { test, enrolment, client: clientOf(enrolment) };
}

async function terminalBehindNetwork() {
  const test = await TestAuthority.open();
  const network = await FaultyAuthority.before(test.authority);
  const enrolment = await enrol({ url: network.url, code: await test.code(), now });
  return { test, network, enrolment, client: clientOf(enrolment, { ask: 1_500, heartbeat: 1_500 }) };
}

function clientOf(enrolment: Enrolment, timeouts = {}): AuthorityClient {
  return createAuthorityClient({ enrolment, now, timeouts });
}

/** A fresh sample code of an issuer that the routing rules of the trust list name. */
async function aboutDynamicCode(test: TestAuthority, client: AuthorityClient): Promise<VerificationQuestion> {
  const issuers = (await client.trustList())?.list.issuers ?? [];
  for (const { text, reusable } of await test.authority.samples()) {
    const issuer = issuers.find(({ routing }) => routing.some(({ prefix }) => text.startsWith(prefix)));
    if (!reusable && issuer) {
      const presentedAt = new Date().toISOString();
      return { format: 'e-id-code', issuer: issuer.id, code: text, purpose: 'hotel.check-in', presentedAt };
    }
  }
  throw new Error('no dynamic sample');
}
