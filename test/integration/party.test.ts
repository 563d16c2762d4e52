import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { TerminalOptions } from '../../main/terminal/process-contract';
import { type Terminal, openTerminal } from '../../main/terminal/terminal';
import { trainingOperators } from '../../main/terminal/training-operators';
import type { PartyAnswer } from '../../shared/domain/party-form';
import type { Sample } from '../../shared/domain/sample';

const stay = { room: '412', arrival: '2031-05-01', departure: '2031-05-03' };

describe('a party is recorded', () => {
  it('Given a family, when it is sent, then everybody is a guest of the same party, recorded together', async () => {
    const terminal = await training();
    const [head, child] = [await present(terminal, 0), await present(terminal, 1)];
    const answer = recordedOf(
      await terminal.handlers['party.check-in']({
        stay,
        members: [
          { verdict: head },
          {
            verdict: child,
            relationship: 'child',
            guardian: { verdict: head, relationship: 'parent', reach: '+30 690 000 4471' },
          },
        ],
        despite: [],
      }),
    );
    expect(answer.records.map(({ seq }) => seq)).toEqual([3, 4]);
    const { guests } = await terminal.handlers['guests.page'](page);
    expect(guests.map(({ party }) => party)).toEqual([answer.party, answer.party]);
    expect(terminal.state().journal.entries).toBe(5);
  });

  it('Given one guest, when they are sent, then there is one entry and no party', async () => {
    const terminal = await training();
    const answer = recordedOf(await record(terminal, [await present(terminal, 0)]));
    expect(answer.records).toHaveLength(1);
    expect(answer.party).toBeUndefined();
    expect(terminal.state().journal.entries).toBe(2);
  });

  it('Given somebody who is checked in already, when they come again, then nothing is recorded until the clerk has seen it', async () => {
    const terminal = await training();
    const first = recordedOf(await record(terminal, [await present(terminal, 0)]));
    const again = [await present(terminal, 0), await present(terminal, 1)];
    const before = terminal.state().journal.entries;

    const stopped = await record(terminal, again);

    expect(stopped).toMatchObject({
      earlier: [{ verdict: again[0], entry: first.records[0]?.entry, room: '412' }],
    });
    expect(terminal.state().journal.entries).toBe(before);
    const despite = 'earlier' in stopped ? stopped.earlier.map(({ entry }) => entry) : [];
    expect(recordedOf(await record(terminal, again, despite)).records).toHaveLength(2);
  });

  it('Given a document that no reader reads, when it is typed, then a person compares it and a supervisor approves it, and after its last day it is refused', async () => {
    const terminal = await training();
    const document = {
      kind: 'passport',
      number: 'XK 204771',
      familyName: 'Haddadi',
      givenName: 'Bilal',
      birthDate: '1988-02-29',
      issuingCountry: 'MAR',
      validUntil: '2035-01-31',
    } as const;
    const verdict = await terminal.handlers['present.by-hand']({ document });
    expect(verdict).toMatchObject({
      outcome: 'check-by-eye',
      assurance: 'unsigned',
      format: 'by-hand',
      claims: { fullName: 'Bilal Haddadi', documentNumber: '•••• 4771', documentKind: 'passport' },
    });
    const before = terminal.state().journal.entries;
    const members = [{ verdict: verdict.id }];
    await expect(call(terminal, 'party.check-in', { stay, members })).resolves.toMatchObject({
      error: { code: 'approval-needed', acts: ['manual-entry'] },
    });
    expect(terminal.state().journal.entries).toBe(before);
    const { approval } = await terminal.handlers['approval.give']({
      approver: 'supervisor',
      pin: trainingOperators.find(({ id }) => id === 'supervisor')?.pin ?? '',
      acts: ['manual-entry'],
      reason: 'The passport has no chip',
    });
    expect(recordedOf(await record(terminal, [verdict.id], [], approval)).records).toHaveLength(1);
    const expired = { ...document, validUntil: '2020-01-31' };
    expect(await terminal.handlers['present.by-hand']({ document: expired })).toMatchObject({
      outcome: 'refused',
      reason: 'expired',
    });
  });

  it('Given a minor who comes alone, when the clerk has not seen a permission, then nothing is recorded; with it a supervisor approves and says why', async () => {
    const terminal = await training();
    const verdict = await presentSample(
      terminal,
      ({ name, expect }) => name.includes('Danae') && expect === 'verified',
    );
    const sent = (permissionSeen?: true, approval?: string) => ({
      stay,
      members: [
        {
          verdict,
          guardian: {
            name: 'Rosa Ferreira',
            relationship: 'parent',
            reach: '+351 900 000 000',
            permissionSeen,
          },
        },
      ],
      approval,
    });
    const before = terminal.state().journal.entries;
    const refused = await call(terminal, 'party.check-in', sent());
    expect(refused).toMatchObject({ error: { code: 'bad-request', message: /permissionSeen/ } });
    const asked = await call(terminal, 'party.check-in', sent(true));
    expect(asked).toMatchObject({ error: { code: 'approval-needed', acts: ['minors-alone'] } });
    expect(terminal.state().journal.entries).toBe(before);
    const { approval } = await terminal.handlers['approval.give']({
      approver: 'supervisor',
      pin: trainingOperators.find(({ id }) => id === 'supervisor')?.pin ?? '',
      acts: ['minors-alone'],
      reason: 'School match, both parents signed',
    });
    expect(await call(terminal, 'party.check-in', sent(true, approval))).toMatchObject({ ok: true });
    // Check-in, party and the override.
    expect(terminal.state().journal.entries).toBe(before + 3);
  });

  it('Given a recorded party, when it is taken back, then all of it is; when one of it was taken back before, then nothing is', async () => {
    const terminal = await training();
    const { records } = recordedOf(
      await record(terminal, [await present(terminal, 0), await present(terminal, 1)]),
    );
    const entries = records.map(({ entry }) => entry);
    const reason = 'wrong room';
    await terminal.handlers.void({ entry: entries[1] ?? '', reason });
    const before = terminal.state().journal.entries;
    await expect(call(terminal, 'party.void', { entries, reason })).resolves.toMatchObject({
      error: { code: 'already-void' },
    });
    expect(terminal.state().journal.entries).toBe(before);
    await call(terminal, 'party.void', { entries: entries.slice(0, 1), reason });
    const { guests } = await terminal.handlers['guests.page'](page);
    expect(guests.map((guest) => guest.void?.reason)).toEqual([reason, reason]);
  });

  it.each([
    ['a refused document is among them', 'verdict-refused'],
    ['somebody is there twice', 'bad-request'],
    ['the guardian is of another party', 'bad-request'],
  ])('Given that %s, when it is sent, then nothing is recorded: %s', async (wrong, code) => {
    const terminal = await training();
    const head = await present(terminal, 0);
    const other = await present(terminal, 1);
    const refused = await presentSample(terminal, ({ expect }) => expect === 'refused');
    const before = terminal.state().journal.entries;
    const second = {
      'a refused document is among them': { verdict: refused },
      'somebody is there twice': { verdict: head },
      'the guardian is of another party': {
        verdict: other,
        guardian: { verdict: refused, relationship: 'parent', reach: '+30 690 000 4471' },
      },
    }[wrong];
    const answer = await call(terminal, 'party.check-in', { stay, members: [{ verdict: head }, second] });
    expect(answer).toMatchObject({ ok: false, error: { code } });
    expect(terminal.state().journal.entries).toBe(before);
  });
});

const page = { search: '', filter: 'all', offset: 0, limit: 50 } as const;

function call(terminal: Terminal, name: 'party.check-in' | 'party.void', request: unknown) {
  return terminal.dispatch(name, request);
}

function record(terminal: Terminal, verdicts: readonly string[], despite: string[] = [], approval?: string) {
  const members = verdicts.map((verdict) => ({ verdict }));
  return terminal.handlers['party.check-in']({ stay, members, despite, ...(approval && { approval }) });
}

function recordedOf(answer: PartyAnswer) {
  if ('recorded' in answer) return answer.recorded;
  throw new Error('It was stopped.');
}

/** Presents the code of the nth sample citizen; answers the verdict. */
function present(terminal: Terminal, nth: number): Promise<string> {
  const citizens = (sample: Sample) => sample.reusable && sample.expect === 'verified';
  return presentSample(terminal, citizens, nth);
}

async function presentSample(
  terminal: Terminal,
  fits: (sample: Sample) => boolean,
  nth = 0,
): Promise<string> {
  const sample = ((await terminal.samples()) ?? []).filter(fits)[nth];
  if (!sample?.text) throw new Error('There is no such sample.');
  const reader = { id: 'desk', kind: 'command', name: 'desk' } as const;
  const verdict = await terminal.present(reader, { type: 'text', text: sample.text });
  return verdict.id;
}

async function training(): Promise<Terminal> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vestibule-party-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const environment = { now: () => new Date(), monotonic: () => performance.now(), emit: () => undefined };
  const terminal = await openTerminal(TerminalOptions.parse({ mode: 'training', folder }), environment);
  onTestFinished(() => terminal.close());
  return terminal;
}
