import { once } from 'node:events';
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  createServer,
  request,
} from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import type { Authority } from '../../main/authority/server/authority';

/** What happens to one request between terminal and authority. */
export const networkFaults = [
  'works',
  'slow',
  'late',
  'lost',
  'twice',
  'half',
  'wrong',
  'silent',
  'error-500',
  'busy',
  'captive-portal',
  'reset',
] as const;
export type NetworkFault = (typeof networkFaults)[number];

interface Passed {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * A network in front of a real authority that does to each request what a script says, and then works. Terminals
 * reach it under 127.0.0.1 and a port; the authority itself listens on the same port of another loopback address,
 * so that the DPoP proofs, which name the URL, hold behind it.
 */
export class FaultyAuthority {
  url = '';
  /** Faults still to come, by path. */
  readonly script = new Map<string, NetworkFault[]>();
  /** What was asked for, in order. */
  readonly requests: { path: string; fault: NetworkFault }[] = [];
  /** Answers of status 401 and their codes are part of DPoP; all others are kept here. */
  readonly answers: { path: string; status: number; body: string }[] = [];
  readonly #server: Server;
  readonly #held = new Set<ServerResponse>();

  private constructor(private readonly upstream: URL) {
    this.#server = createServer((incoming, response) => {
      this.#handle(incoming, response).catch(() => response.destroy());
    });
  }

  /** Moves `authority` behind the network. Gone after the test. */
  static async before(authority: Authority): Promise<FaultyAuthority> {
    for (let attempt = 1; ; attempt += 1) {
      const { url } = await authority.listen({ host: BEHIND, port: 0 });
      const faulty = new FaultyAuthority(new URL(url));
      try {
        await faulty.#listen();
        onTestFinished(() => faulty.close());
        return faulty;
      } catch (thrown) {
        // A port that is free on one address may be somebody else's on the other.
        if (attempt === 10) throw thrown;
      }
    }
  }

  async #listen(): Promise<void> {
    this.#server.listen({ host: '127.0.0.1', port: Number(this.upstream.port) });
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${this.upstream.port}`;
  }

  /** Another process of the authority stands behind the network from now on. */
  async behind(authority: Authority): Promise<void> {
    await authority.listen({ host: BEHIND, port: Number(this.upstream.port) });
  }

  close(): void {
    for (const response of this.#held) response.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
  }

  /** The next requests to `path` meet these faults, one each. */
  plan(path: string, ...faults: NetworkFault[]): void {
    this.script.set(path, [...(this.script.get(path) ?? []), ...faults]);
  }

  async #handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? '';
    const body = await buffer(incoming);
    const fault = this.script.get(path)?.shift() ?? 'works';
    this.requests.push({ path, fault });
    switch (fault) {
      case 'reset':
        response.destroy();
        return;
      case 'silent':
        this.#held.add(response);
        return;
      case 'error-500':
        say(response, 500, errorBody('internal'));
        return;
      case 'busy':
        say(response, 429, errorBody('rate-limited'), { 'retry-after': '1' });
        return;
      case 'captive-portal':
        say(response, 403, '<html><title>Guest network</title></html>', { 'content-type': 'text/html' });
        return;
      case 'twice': {
        const first = await this.#pass(incoming, body);
        await this.#pass(incoming, body);
        give(response, first);
        return;
      }
      case 'slow':
        await pause(50);
        give(response, await this.#pass(incoming, body));
        return;
      case 'late':
        await this.#pass(incoming, body);
        this.#held.add(response);
        return;
      case 'lost':
        await this.#pass(incoming, body);
        response.destroy();
        return;
      case 'half':
        cut(response, await this.#pass(incoming, body));
        return;
      case 'wrong':
        give(response, bent(await this.#pass(incoming, body)));
        return;
      case 'works':
        give(response, await this.#pass(incoming, body));
    }
  }

  async #pass(incoming: IncomingMessage, body: Buffer): Promise<Passed> {
    const sent = request(new URL(incoming.url ?? '/', this.upstream), {
      method: incoming.method,
      headers: { ...incoming.headers, 'content-length': body.length },
      agent: false,
    });
    sent.end(body);
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const passed = { status: answer.statusCode ?? 502, headers: answer.headers, body: await buffer(answer) };
    if (passed.status !== 401) {
      this.answers.push({ path: incoming.url ?? '', status: passed.status, body: passed.body.toString() });
    }
    return passed;
  }
}

/** macOS has no second address in 127/8 without being told. */
const BEHIND = process.platform === 'darwin' ? '::1' : '127.0.0.2';

function give(response: ServerResponse, { status, headers, body }: Passed): void {
  const {
    connection: _connection,
    'keep-alive': _keepAlive,
    'transfer-encoding': _encoding,
    ...rest
  } = headers;
  say(response, status, body, { ...rest, 'content-length': String(body.length) });
}

function cut(response: ServerResponse, { status, body }: Passed): void {
  response.writeHead(status, { 'content-length': body.length, date: new Date().toUTCString() });
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
}

/** One character in the middle of the answer is another one; what was signed does not hold any more. */
function bent(passed: Passed): Passed {
  const body = Buffer.from(passed.body);
  const middle = Math.floor(body.length / 2);
  body[middle] = body[middle] === 0x41 ? 0x42 : 0x41;
  return { ...passed, body };
}

function say(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: IncomingHttpHeaders = { 'content-type': 'application/json' },
): void {
  response.writeHead(status, headers);
  response.end(body);
}

function errorBody(code: string): string {
  return JSON.stringify({ error: { code, message: 'A fault of the test.' } });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
