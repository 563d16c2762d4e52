import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { addPage } from '../../../main/authority/server/page/page-operations';

/** Longer than between two looks. */
const A_LOOK_LATER = 1_500;

/** The page of an authority whose database takes so long to find a session, and how often its fleet was looked at. */
async function opened(milliseconds: number) {
  let looks = 0;
  const nothing = async () => [];
  const figures = async () => {
    looks += 1;
    return { entries: 0 };
  };
  const parts = {
    administrator: { session: () => setTimeout(milliseconds, { id: 'session', token: 'token' }) },
    fleet: { figures, terminals: nothing, refused: nothing },
    trustLists: { current: async () => ({}) },
    now: () => new Date(),
  };
  const server = fastify({ forceCloseConnections: true });
  addPage(server, () => [], parts as unknown as Parameters<typeof addPage>[2]);
  await server.listen({ port: 0, host: '127.0.0.1' });
  const { port } = server.server.address() as AddressInfo;
  const headers = { cookie: `vestibule-session=${'a'.repeat(43)}` };
  const watching = request({ port, host: '127.0.0.1', path: '/live', headers });
  watching.on('error', () => undefined);
  watching.end();
  return { server, watching, looks: () => looks };
}

test('Given somebody who watches the live page, then the fleet is looked at', async () => {
  const { server, looks } = await opened(0);
  await setTimeout(A_LOOK_LATER);
  expect(looks()).toBeGreaterThan(0);
  await server.close();
});

test('Given somebody who leaves while their session is looked up, then nobody looks at the fleet for them', async () => {
  const { server, watching, looks } = await opened(300);
  await setTimeout(100);
  watching.destroy();
  await setTimeout(200 + A_LOOK_LATER);
  expect(looks()).toBe(0);
  await server.close();
});
