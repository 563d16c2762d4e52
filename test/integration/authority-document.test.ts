import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fastify from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { assemble } from '../../main/authority/server/assemble';
import { addRoutes } from '../../main/authority/server/routes';
import { openStorage } from '../../main/authority/server/storage/open-storage';
import { protocol } from '../support/documented';
import { TestAuthority } from '../support/test-authority';
import { send } from '../support/wire-terminal';

test('Given the server, when its routes are compared with the document, then each is in it and each of it is served', async () => {
  const database = mkdtempSync(path.join(tmpdir(), 'vestibule-routes-'));
  onTestFinished(() => rmSync(database, { recursive: true, force: true }));
  const now = () => new Date();
  const storage = await openStorage(database, now);
  onTestFinished(() => storage.close());
  const { parts } = await assemble(storage, new Uint8Array(32), { database, training: false, now });
  const served: string[] = [];
  const server = fastify();
  onTestFinished(() => server.close());
  server.addHook('onRoute', ({ method, url }) => {
    // A server answers HEAD wherever it answers GET.
    for (const one of [method].flat()) if (one !== 'HEAD') served.push(`${one} ${url}`);
  });
  addRoutes(server, () => [], parts);
  await server.ready();
  const described = protocol.operations.map(
    (operation) => `${operation.method} ${operation.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  );
  expect(served.sort()).toEqual(described.sort());
});

test('Given any operation that takes a body, when it comes too large, as another type, or as what it is not, then the answer is one that the document has', async () => {
  const authority = await TestAuthority.open();
  const id = 'a'.repeat(22);
  // Sending checks each answer against the document.
  for (const { method, path: pattern, requestBody } of protocol.operations) {
    const url = authority.url + pattern.replaceAll(/\{\w+\}/g, id);
    const types = ['text/plain', ...Object.keys(requestBody?.content ?? {})];
    if (method !== 'POST') continue;
    for (const type of types) {
      for (const body of ['{', 'x'.repeat(600_000), '{}', 'a=1&a=2']) {
        const { status } = await send(url, { method, headers: { 'content-type': type }, body });
        expect(status).toBeGreaterThanOrEqual(400);
      }
    }
  }
});

test('Given any operation for terminals, when nobody or somebody without a proof asks, then it is refused as the document says', async () => {
  const authority = await TestAuthority.open();
  const guarded = protocol.operations.filter(({ security }) => 'dpop' in (security[0] ?? {}));
  expect(guarded.length).toBeGreaterThan(7);
  for (const { method, path: pattern } of guarded) {
    const url = authority.url + pattern.replaceAll(/\{\w+\}/g, 'a'.repeat(22));
    const json: Record<string, string> = method === 'POST' ? { 'content-type': 'application/json' } : {};
    const body = method === 'POST' ? '{}' : undefined;
    for (const token of ['', 'DPoP abc']) {
      const headers = { ...json, ...(token && { authorization: token }) };
      const answer = await send(url, { method, headers, ...(body && { body }) });
      expect(answer.status).toBe(401);
    }
  }
});
