import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Authority, type AuthorityOptions, openAuthority } from '../../main/authority/server/authority';
import { WireTerminal } from './wire-terminal';

/** A training authority that listens on a free port, with a clock that the test can move; gone after the test. */
export class TestAuthority {
  /** Milliseconds by which its clock is ahead. */
  ahead = 0;
  url = '';
  readonly arrived: { terminal: string; entry: string; status: string }[] = [];
  readonly folder: string;
  readonly #options: AuthorityOptions;
  #authority: Authority | undefined;

  private constructor(options: Partial<AuthorityOptions>) {
    this.folder = options.folder ?? mkdtempSync(path.join(tmpdir(), 'vestibule-authority-'));
    this.#options = {
      training: true,
      now: () => new Date(Date.now() + this.ahead),
      onEntry: (line) => this.arrived.push(line),
      ...options,
      folder: this.folder,
    };
  }

  static async open(options: Partial<AuthorityOptions> = {}): Promise<TestAuthority> {
    const test = new TestAuthority(options);
    onTestFinished(async () => {
      await test.#authority?.close();
      rmSync(test.folder, { recursive: true, force: true });
    });
    await test.start();
    return test;
  }

  get authority(): Authority {
    if (!this.#authority) throw new Error('not open');
    return this.#authority;
  }

  /** The process ends and another one starts on the same folder and port. */
  async restart(): Promise<void> {
    await this.authority.close();
    await this.start(Number(new URL(this.url).port));
  }

  code(): string {
    const [code = ''] = this.authority.enrolmentCodes(1);
    return code;
  }

  terminal(): Promise<WireTerminal> {
    return WireTerminal.enrolled(this.url, this.code());
  }

  /** Opens the authority on what is in its folder now. */
  async start(port?: number): Promise<void> {
    this.#authority = undefined;
    this.#authority = await openAuthority(this.#options);
    this.url = (await this.#authority.listen({ port })).url;
  }
}
