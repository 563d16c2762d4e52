import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { type RunningTerminal, launchTerminal } from '../support/launch';
import { Counter } from './counter';

/** Below this nobody has a name. */
const DOMAIN = 'ways-out.test';

describe('what a page knows', () => {
  it('Given somebody else’s server, when a page that turned hostile tries every way out that a page has, then the server hears nothing, nobody is asked where one is, no file is saved and the page stays', async () => {
    const { port, heard } = await listening();
    await using terminal = await launchTerminal();
    const { page } = terminal;
    await new Counter(page).ready();
    const place = () => page.url().split('#')[0];
    const before = place();
    const saved = await watchDownloads(terminal);
    const log = path.join(terminal.profile, 'network.json');
    await terminal.app.evaluate(({ session }, file) => session.defaultSession.netLog.startLogging(file), log);

    expect(await tryWaysOut(page, port)).toBe('tried');
    await page.waitForTimeout(1_000);
    await terminal.app.evaluate(({ session }) => session.defaultSession.netLog.stopLogging());

    expect(heard).toEqual([]);
    // Somebody does listen there; and updates, which are no page's, get through.
    await terminal.app.evaluate(
      ({ session }, url) =>
        session
          .fromPartition('updates')
          .fetch(url, { signal: AbortSignal.timeout(2_000) })
          .then(String, String),
      `http://127.0.0.1:${port}/update`,
    );
    expect(heard).toEqual(['GET /update HTTP/1.1']);
    expect(await namesAsked(log)).toEqual([]);
    expect(await saved()).toEqual(['prevented']);
    expect(place()).toBe(before);
  }, 120_000);
});

/** Listens for whatever comes to one port, and writes down how it begins. */
async function listening(): Promise<{ port: number; heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => heard.push(bytes.toString('latin1').split('\r\n')[0] ?? ''));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket('udp4').on('message', ({ length }) => heard.push(`datagram of ${length}`));
  await new Promise<void>((resolve) => datagrams.bind(port, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
    datagrams.close();
  });
  return { port, heard };
}

/** What became of each file that the page wanted to save. */
async function watchDownloads({ app }: RunningTerminal): Promise<() => Promise<string[]>> {
  const seen = await app.evaluateHandle(({ session }) => {
    const fates: string[] = [];
    session.defaultSession.on('will-download', (event) => {
      fates.push(event.defaultPrevented ? 'prevented' : 'saved');
      event.preventDefault();
    });
    return fates;
  });
  return () => seen.jsonValue();
}

const NetLog = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.number()) }),
  events: z.array(
    z.object({ type: z.number(), params: z.looseObject({ host: z.string().optional() }).optional() }),
  ),
});

/** Names below the domain that the resolver was asked for. */
async function namesAsked(file: string): Promise<string[]> {
  const { constants, events } = NetLog.parse(JSON.parse(await readFile(file, 'utf8')));
  const resolving = Object.entries(constants.logEventTypes)
    .filter(([name]) => name.startsWith('HOST_RESOLVER'))
    .map(([, type]) => type);
  expect(resolving).not.toEqual([]);
  const hosts = events.filter(({ type }) => resolving.includes(type)).map(({ params }) => params?.host ?? '');
  return [...new Set(hosts.filter((host) => host.includes(DOMAIN)))];
}

/** The page runs these on its own, a moment later: the debugger lifts the policy for code it evaluates itself. */
function tryWaysOut(page: Page, port: number): Promise<string> {
  return page.evaluate(
    ([port, domain]) =>
      new Promise<string>((done) => {
        const url = (way: string) => `http://127.0.0.1:${port}/${way}`;
        const put = (tag: string, attributes: Record<string, string>) => {
          const element = document.createElement(tag);
          for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
          document.body.append(element);
          return element;
        };
        /** Browsers call each other past the policy of a page. */
        const call = async (urls: string, iceTransportPolicy: RTCIceTransportPolicy) => {
          const servers = [{ urls, username: 'what', credential: 'it knows' }];
          const peer = new RTCPeerConnection({ iceServers: servers, iceTransportPolicy });
          peer.createDataChannel('x');
          await peer.setLocalDescription(await peer.createOffer());
        };
        const transport = Reflect.get(globalThis, 'WebTransport') as new (address: string) => unknown;
        const ways: (() => unknown)[] = [
          () => fetch(url('fetch'), { mode: 'no-cors' }),
          () => navigator.sendBeacon(url('beacon'), 'x'),
          () => new WebSocket(`ws://127.0.0.1:${port}/socket`),
          () => new EventSource(url('events')),
          () => new transport(`https://127.0.0.1:${port}/transport`),
          () => new Worker(url('worker')),
          () => new FontFace('x', `url(${url('font')})`).load(),
          () => put('img', { src: url('img') }),
          () => put('video', { src: url('video') }),
          () => put('script', { src: url('script') }),
          () => put('iframe', { src: url('iframe') }),
          () => put('object', { data: url('object') }),
          () => put('link', { rel: 'stylesheet', href: url('stylesheet') }),
          () => put('link', { rel: 'prefetch', href: url('prefetch') }),
          () => put('link', { rel: 'preconnect', href: url('preconnect') }),
          () => put('a', { href: '#', ping: url('ping') }).click(),
          () => put('a', { href: 'data:text/plain,x', download: 'what it knows' }).click(),
          () => call(`stun:127.0.0.1:${port}`, 'all'),
          () => call(`turn:127.0.0.1:${port}?transport=udp`, 'relay'),
          () => call(`turn:127.0.0.1:${port}?transport=tcp`, 'relay'),
          () => call(`turn:called.${domain}:${port}?transport=tcp`, 'relay'),
          () => window.open(url('open')),
          () => (put('form', { action: url('form'), method: 'post' }) as HTMLFormElement).submit(),
          () => (location.href = url('location')),
        ];
        const attempt = async (way: () => unknown) => way();
        setTimeout(async () => {
          // Each on its own: one that throws at once keeps none of the others back.
          void Promise.allSettled(ways.map(attempt));
          setTimeout(() => done('tried'), 3_000);
        }, 10);
      }),
    [port, DOMAIN] as const,
  );
}
