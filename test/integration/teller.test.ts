import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PublicKey } from '../../main/crypto/jwk';
import { checkReceipt } from '../../main/journal/receipt';
import type { Terminal } from '../../main/terminal/terminal';
import { trainingOperators } from '../../main/terminal/training-operators';
import { EntryBody } from '../../shared/domain/entry-body';
import type { ApprovedAct } from '../../shared/domain/approval';
import { presentSample, trainingTerminal } from '../support/training-terminal';

const bank = 'bank.verify-customer';
const contract = { reference: 'K-20418', legalBasis: 'contract' };
const text = { version: '2026-1', language: 'en' };
const agreed = { ...contract, legalBasis: 'consent', consent: text };

describe('a customer is verified', () => {
  it('Given a customer who is asked on their own display, when they agree, then the record says to which text, in which language, and each check with its result', async () => {
    const { terminal, events } = await trainingTerminal();
    const { id, checks } = await presentSample(terminal, bank);
    const another = { ...agreed, consent: { ...text, version: '2019-4' } };
    await expect(record(terminal, id, another)).resolves.toMatchObject({
      error: { code: 'consent-needed' },
    });

    const asked = await ask(terminal, id);
    expect(asked).toMatchObject({ text: { version: '2026-1', words: { es: expect.any(String) } } });
    expect(JSON.stringify(asked)).not.toContain('•');
    await terminal.handlers['customer.consent']({ asked: asked.asked, given: true, language: 'es' });
    expect(events).toContainEqual(
      expect.objectContaining({
        event: 'consent',
        payload: expect.objectContaining({ verdict: id, answer: 'given', shownBy: 'customer-display' }),
      }),
    );
    expect(await terminal.handlers['customer.read']({})).toMatchObject({ show: 'answered', given: true });

    const { reply } = (await record(terminal, id, agreed)) as { reply: { entry: string } };
    const body = await bodyOf(terminal, reply.entry);
    expect(body).toMatchObject({
      form: { ...agreed, consent: { ...text, language: 'es' } },
      consent: { text: { language: 'es' }, answer: 'given', shownBy: 'customer-display' },
      checks: [...checks, { name: 'person-matches', ok: true }],
      trustListVersion: 1,
    });
    const page = await terminal.handlers['teller.receipt-page']({ entry: reply.entry });
    expect(page).toMatchObject({ reference: 'K-20418', legalBasis: 'consent', operator: 'clerk' });
    expect(page.claims.documentNumber).toMatch(/^[^•]+$/);
  });

  it('Given a customer who declines, when the teller records on the ground of consent, then nothing is recorded; on another ground it is', async () => {
    const { terminal } = await trainingTerminal();
    const { id } = await presentSample(terminal, bank);
    const { asked } = await ask(terminal, id);
    await terminal.handlers['customer.consent']({ asked, given: false, language: 'en' });
    const before = terminal.state().journal.entries;
    await expect(record(terminal, id, agreed)).resolves.toMatchObject({
      error: { code: 'consent-needed' },
    });
    expect(terminal.state().journal.entries).toBe(before);
    await expect(record(terminal, id, contract)).resolves.toMatchObject({ ok: true });
  });

  it('Given a question that was taken back, when its answer comes late, then it counts for nobody', async () => {
    const { terminal } = await trainingTerminal();
    const first = await presentSample(terminal, bank);
    const { asked } = await ask(terminal, first.id);
    terminal.handlers['consent.cancel']({});
    expect(await terminal.handlers['customer.read']({})).toMatchObject({ show: 'welcome' });
    await ask(terminal, (await presentSample(terminal, bank)).id);
    await expect(
      terminal.dispatch('customer.consent', { asked, given: true, language: 'en' }),
    ).resolves.toMatchObject({ error: { code: 'bad-request' } });
    expect(await terminal.handlers['customer.read']({})).toMatchObject({ show: 'consent' });
  });

  it('Given a customer who is asked on their own display, when the screen of the teller locks, then nobody is asked any more, and a late answer counts for nobody', async () => {
    const { terminal } = await trainingTerminal();
    await terminal.handlers['sign-in']({ operator: 'clerk', pin: pinOf('clerk') });
    const { asked } = await ask(terminal, (await presentSample(terminal, bank)).id);
    await terminal.handlers.lock({});
    expect(await terminal.handlers['customer.read']({})).toMatchObject({ show: 'welcome' });
    const { entries } = terminal.state().journal;
    await expect(
      terminal.dispatch('customer.consent', { asked, given: true, language: 'en' }),
    ).resolves.toMatchObject({ error: { code: 'bad-request' } });
    expect(terminal.state().journal.entries).toBe(entries);
  });

  it('Given the teller who read the text aloud, when the customer agreed, then the record says that it was before the operator', async () => {
    const { terminal } = await trainingTerminal();
    const { id } = await presentSample(terminal, bank);
    const said = await terminal.handlers['consent.record']({ verdict: id, language: 'it', answer: 'given' });
    expect(said).toMatchObject({ shownBy: 'operator', text: { language: 'it' } });
    const { reply } = (await record(terminal, id, agreed)) as { reply: { entry: string } };
    expect(await bodyOf(terminal, reply.entry)).toMatchObject({ consent: { entry: said.entry } });
  });

  it('Given a customer who agreed, when they withdraw it, then one entry about the record says so, in the list and on the receipt; where nothing was agreed to nothing is withdrawn', async () => {
    const { terminal } = await trainingTerminal();
    const { id } = await presentSample(terminal, bank);
    const { reply } = (await record(terminal, id, agreed)) as { reply: { entry: string } };
    const { entry } = reply;
    const listed = async () => (await terminal.handlers['guests.one']({ entry })).guest?.consent;
    expect(await listed()).toEqual({ at: expect.any(String) });

    const withdrawn = await terminal.handlers['consent.withdraw']({ entry });
    const { journal } = terminal.state();
    expect(await terminal.handlers['consent.withdraw']({ entry })).toEqual(withdrawn);
    expect(terminal.state().journal.entries).toBe(journal.entries);

    expect(await listed()).toMatchObject({ withdrawnAt: expect.any(String) });
    const page = await terminal.handlers['teller.receipt-page']({ entry });
    expect(page).toMatchObject({ consent: { answer: 'given' }, withdrawnAt: expect.any(String) });

    const other = await presentSample(terminal, bank);
    const { reply: without } = (await record(terminal, other.id, contract)) as { reply: { entry: string } };
    await expect(terminal.dispatch('consent.withdraw', { entry: without.entry })).resolves.toMatchObject({
      error: { code: 'bad-request' },
    });
    await expect(terminal.dispatch('consent.withdraw', { entry: withdrawn.entry })).resolves.toMatchObject({
      error: { code: 'unknown-entry' },
    });
  });
});

describe('two people', () => {
  it('Given a discrepancy, when the teller records, then a supervisor has to approve it, and who and why stands in the record', async () => {
    const { terminal } = await trainingTerminal();
    const { id } = await presentSample(terminal, bank);
    const odd = { ...contract, discrepancy: 'Another address; shown by a bill' };
    const acts: ApprovedAct[] = ['discrepancy', 'four-eyes'];
    await expect(record(terminal, id, odd)).resolves.toMatchObject({
      error: { code: 'approval-needed', acts },
    });
    const { approval } = await approve(terminal, acts);
    const { reply } = (await record(terminal, id, odd, approval)) as { reply: { entry: string } };
    expect(await bodyOf(terminal, reply.entry)).toMatchObject({
      form: odd,
      approvals: acts.map((act) => ({ act, approver: 'supervisor', reason: 'I saw the bill' })),
    });
  });

  it('Given a supervisor at the counter, when something does not fit, then they cannot approve it themselves', async () => {
    const { terminal } = await trainingTerminal();
    await terminal.handlers['sign-in']({ operator: 'supervisor', pin: pinOf('supervisor') });
    const { id } = await presentSample(terminal, bank);
    const odd = { ...contract, discrepancy: 'Another address' };
    await expect(record(terminal, id, odd)).resolves.toMatchObject({ error: { code: 'approval-needed' } });
    await expect(approve(terminal, ['discrepancy', 'four-eyes'])).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});

describe('the receipt', () => {
  it('Given a record, when its receipt is made, then the authority’s key alone proves it, it can be taken back, and a guest has none', async () => {
    const { terminal, folder } = await trainingTerminal();
    const { id } = await presentSample(terminal, bank);
    const { reply } = (await record(terminal, id, contract)) as { reply: { entry: string } };
    const { receipt } = await terminal.handlers['teller.receipt']({ entry: reply.entry });
    const file = await readFile(path.join(folder, 'authority', 'signing-key.json'), 'utf8');
    const checked = checkReceipt(receipt, [PublicKey.parse(JSON.parse(file))]);
    expect(checked).toMatchObject({ ok: true, header: { id: reply.entry, kind: 'check-in' } });
    expect(EntryBody['check-in'].parse(checked.body).checks).toContainEqual({
      name: 'person-matches',
      ok: true,
    });
    await terminal.handlers.void({ entry: reply.entry, reason: 'another customer' });
    expect(await terminal.handlers['teller.receipt-page']({ entry: reply.entry })).toMatchObject({
      void: { reason: 'another customer' },
    });

    const guest = await presentSample(terminal, 'hotel.check-in');
    const form = { room: '412', arrival: '2031-05-01', departure: '2031-05-03' };
    const stay = (await terminal.dispatch('check-in', {
      verdict: guest.id,
      purpose: 'hotel.check-in',
      form,
    })) as { reply: { entry: string } };
    await expect(terminal.dispatch('teller.receipt', { entry: stay.reply.entry })).resolves.toMatchObject({
      error: { code: 'unknown-entry' },
    });
  });

  it('Given records of customers and guests, when a reference is sought, then the customer’s record is found', async () => {
    const { terminal } = await trainingTerminal();
    const { id } = await presentSample(terminal, bank);
    await record(terminal, id, contract);
    const query = { search: 'K-20418', filter: 'all', offset: 0, limit: 50 } as const;
    const { guests } = await terminal.handlers['guests.page'](query);
    expect(guests).toMatchObject([{ room: 'K-20418', departure: '' }]);
  });
});

function record(terminal: Terminal, verdict: string, form: object, approval?: string) {
  return terminal.dispatch('check-in', {
    verdict,
    purpose: bank,
    form,
    ...(approval !== undefined && { approval }),
  });
}

/** What the customer's display shows once they are asked. */
async function ask(terminal: Terminal, verdict: string) {
  terminal.handlers['consent.ask']({ verdict });
  const view = await terminal.handlers['customer.read']({});
  if (view.show !== 'consent') throw new Error('Nothing is asked.');
  return view;
}

function approve(terminal: Terminal, acts: ApprovedAct[]) {
  const [approver, pin, reason] = ['supervisor', pinOf('supervisor'), 'I saw the bill'];
  return Promise.resolve(terminal.handlers['approval.give']({ approver, pin, acts, reason }));
}

const pinOf = (id: string) => trainingOperators.find((one) => one.id === id)?.pin ?? '';

/** What an entry says, through its receipt. */
async function bodyOf(terminal: Terminal, entry: string) {
  const { receipt } = await terminal.handlers['teller.receipt']({ entry });
  return EntryBody['check-in'].parse(checkReceipt(receipt, []).body);
}
