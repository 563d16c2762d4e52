import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type PrivateKey, type PublicKey, generateSigningKey, publicHalf } from '../../main/crypto/jwk';
import { signCompact } from '../../main/crypto/jws';
import { RELEASE_TYPE, type Release } from '../../main/updates/release';

/** A program of some version, as far as an update needs one: it says its version. `broken`: it does not even start. */
export function programOf(version: string, broken = false): string {
  return broken ? '#!/bin/sh\nexit 3\n' : `#!/bin/sh\necho ${version}\n`;
}

/** An update server of plain files on this machine, its release key, and a machine with version folders. */
export class UpdateServer implements AsyncDisposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'vestibule-releases-'));
  readonly requests: { name: string; range: string | undefined }[] = [];
  /** Stops in the middle of the next package after so many bytes, until the line is cut. */
  holdAfter: number | undefined;
  #held: ServerResponse | undefined;
  #server: Server;

  static async start(): Promise<UpdateServer> {
    const server = new UpdateServer(await generateSigningKey());
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  private constructor(readonly key: PrivateKey) {
    this.#server = createServer((request, response) => {
      const name = path.basename(request.url ?? '');
      const { range } = request.headers;
      this.requests.push({ name, range });
      let bytes: Buffer;
      try {
        bytes = readFileSync(path.join(this.folder, name));
      } catch {
        return void response.writeHead(404).end();
      }
      const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': bytes.length - from });
      if (this.holdAfter === undefined || name.endsWith('.jws'))
        return void response.end(bytes.subarray(from));
      response.write(bytes.subarray(from, from + this.holdAfter));
      [this.holdAfter, this.#held] = [undefined, response];
    });
  }

  cut(): void {
    this.#held?.destroy();
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get pinned(): PublicKey[] {
    return [publicHalf(this.key)];
  }

  /** Packs a program and signs its release; what is given replaces what the release would say. */
  async publish(
    version: string,
    { program = programOf(version), ...said }: Partial<Release> & { program?: string } = {},
    key = this.key,
  ): Promise<string> {
    const name = `vestibule-${version}.tar.gz`;
    const made = mkdtempSync(path.join(tmpdir(), 'vestibule-program-'));
    mkdirSync(path.join(made, 'vestibule'));
    writeFileSync(path.join(made, 'vestibule', 'vestibule'), program);
    // So large that it does not go over the line in one piece.
    const ballast = Array.from({ length: 2_000 }, (_, at) => digest(`${version} ${at}`));
    writeFileSync(path.join(made, 'vestibule', 'ballast'), Buffer.concat(ballast));
    chmodSync(path.join(made, 'vestibule', 'vestibule'), 0o755);
    const file = path.join(this.folder, name);
    execFileSync('tar', ['-czf', file, '-C', made, 'vestibule']);
    rmSync(made, { recursive: true });
    const bytes = readFileSync(file);
    const release = {
      version,
      issuedAt: '2030-01-01T00:00:00Z',
      share: 100,
      backTo: '0.1.0',
      files: [
        {
          system: 'linux',
          architecture: 'x64',
          kind: 'folder',
          name,
          bytes: bytes.length,
          sha512: digest(bytes).toString('hex'),
        },
      ],
      ...said,
    };
    const jws = await signCompact(release, key, RELEASE_TYPE);
    for (const of of ['latest', version]) writeFileSync(path.join(this.folder, `${of}.jws`), jws);
    return file;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function digest(bytes: string | Buffer): Buffer {
  return createHash('sha512').update(bytes).digest();
}
