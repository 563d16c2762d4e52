import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { customerCalls, customerEvents } from '../../shared/contract/customer-page';
import type { EventMessage } from '../../shared/contract/events';
import type { WalletRequest } from '../../shared/domain/wallet-request';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { openTerminal } from '../../main/terminal/terminal';
import { ForeignWallet } from '../support/wallet/foreign-wallet';

/** A training terminal, and everything that it tells its windows. */
async function training() {
  const folder = mkdtempSync(path.join(tmpdir(), 'vestibule-wallet-'));
  const heard: EventMessage[] = [];
  const terminal = await openTerminal(TerminalOptions.parse({ mode: 'training', folder }), {
    now: () => new Date(),
    monotonic: () => performance.now(),
    emit: (message) => heard.push(message),
  });
  onTestFinished(async () => {
    await terminal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const state = () => terminal.handlers['wallet.read']({}) as WalletRequest | null;
  const until = (wanted: WalletRequest['state']) =>
    vi.waitFor(() => expect(state()).toMatchObject({ state: wanted }), { timeout: 10_000 });
  return { terminal, heard, until, state };
}

describe('the desk asks a wallet', () => {
  test('Given a wallet that is not ours, When the numbers are the same, Then the verdict is green, journalled, and the customer is told the outcome alone', async () => {
    const { terminal, heard, until, state } = await training();
    const request = await terminal.handlers['wallet.ask']({});
    const wallet = new ForeignWallet();
    const shown = await wallet.scan(request.code);
    await wallet.fetchDocuments(new URL(shown.payload.response_uri ?? '').origin, 'eleni-karagianni');
    await until('opened');
    expect(shown.name).toContain(request.number);
    expect(await wallet.agree(shown, 'sd-jwt-vc')).toBe(200);
    await until('compare');
    expect(JSON.stringify(heard)).not.toContain('Καραγιάννη');
    const verdict = await terminal.handlers['wallet.compare']({ same: true });
    expect(verdict).toMatchObject({
      outcome: 'verified',
      assurance: 'online',
      format: 'sd-jwt-vc',
      reader: { kind: 'wallet' },
    });
    expect(verdict.checks.filter(({ ok }) => ok !== true)).toEqual([]);
    expect(state()).toBeNull();
    expect(terminal.state().journal.entries).toBe(1);
    const forCustomer = heard.filter(({ event }) => customerEvents.includes(event));
    expect(forCustomer.at(-1)).toMatchObject({
      event: 'customer',
      payload: { show: 'outcome', outcome: 'verified' },
    });
    expect(JSON.stringify(forCustomer)).not.toMatch(/Καραγιάννη|1979-05|0925-3317/);
    // The authority is told to forget the request beside the desk's work: until then it is over, and then unknown.
    await vi.waitFor(async () => expect(await wallet.agree(shown, 'sd-jwt-vc')).toBe(404), 20_000);
  });

  test('Given another number on the phone, Then it is refused, and nothing of what was shown is left', async () => {
    const { terminal, until } = await training();
    await terminal.handlers['training.present']({ id: 'wallet-licence' });
    await until('compare');
    const verdict = await terminal.handlers['wallet.compare']({ same: false });
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'not-permitted', claims: {} });
    expect(verdict.checks).toContainEqual({ name: 'confirmation-number', ok: false });
    expect(() => terminal.handlers['wallet.compare']({ same: true })).toThrow('No wallet has answered');
  });

  test('Given the sample wallets of the tray, Then each answers as its holder would', async () => {
    const { terminal, until } = await training();
    await terminal.handlers['training.present']({ id: 'wallet-pid' });
    await until('compare');
    expect(await terminal.handlers['wallet.compare']({ same: true })).toMatchObject({ outcome: 'verified' });
    await terminal.handlers['training.present']({ id: 'wallet-licence' });
    await until('compare');
    expect(await terminal.handlers['wallet.compare']({ same: true })).toMatchObject({
      outcome: 'verified',
      format: 'mdoc',
    });
    await terminal.handlers['training.present']({ id: 'wallet-declines' });
    await until('declined');
    // It stands there until somebody puts it away, and holds no update of the program back.
    expect(await terminal.handlers['updates.moment']({})).toMatchObject({ halfRead: false });
  });

  test('Given the customer would rather show a card, Then the request is taken back', async () => {
    const { terminal, state } = await training();
    const request = await terminal.handlers['wallet.ask']({});
    await terminal.handlers['customer.decline']({});
    expect(state()).toBeNull();
    await vi.waitFor(
      async () => await expect(new ForeignWallet().scan(request.code)).rejects.toThrow(),
      20_000,
    );
  });

  test('Given the authority cannot be reached, Then asking says so', async () => {
    const { terminal } = await training();
    await terminal.handlers['training.network']({ connected: false });
    await expect(terminal.handlers['wallet.ask']({})).rejects.toMatchObject({
      code: 'authority-unreachable',
    });
  });
});

test('Given the calls of the customer’s window, Then none of them can answer with a claim', async () => {
  const { terminal } = await training();
  await terminal.handlers['training.present']({ id: 'identity-lin-wanqiu' });
  expect([...customerCalls].sort()).toEqual([
    'customer.consent',
    'customer.decline',
    'customer.read',
    'settings.read',
  ]);
  expect([...customerEvents].sort()).toEqual(['customer', 'installation', 'process', 'settings']);
  const view = await terminal.dispatch('customer.read', {});
  expect(view).toMatchObject({ ok: true, reply: { show: 'outcome', outcome: 'verified' } });
  expect(JSON.stringify(view)).not.toMatch(/林|Lin|1991-/);
});
