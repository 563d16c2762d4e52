import { describe, expect, it, vi } from 'vitest';
import { Verdict } from '../../shared/domain/verdict';
import { presentSample, trainingTerminal } from '../support/training-terminal';

const hotel = 'hotel.check-in';
const stay = { room: '412', arrival: '2026-11-19', departure: '2026-11-22' };

describe('the person is not the one of the document', () => {
  it('Given a verified document, when the clerk says that it is somebody else’s, then it is refused without claims, journalled about the verdict, counted once, and records nobody', async () => {
    const { terminal } = await trainingTerminal();
    const { id } = await presentSample(terminal, hotel);
    const { outcomes } = await terminal.handlers['day.read']({});
    const written = terminal.state().journal.entries;

    const refused = await terminal.handlers['person-differs']({ verdict: id });

    expect(refused).toMatchObject({ id, outcome: 'refused', reason: 'person-differs', claims: {} });
    expect(refused.checks).toContainEqual({ name: 'person-matches', ok: false });
    expect(refused.assurance).toBeUndefined();
    expect(terminal.state().journal.entries).toBe(written + 1);
    const [newest] = await terminal.handlers['journal.lines']({ positions: [written + 1] });
    expect(newest?.kind).toBe('refusal');
    const details = await terminal.handlers['journal.entry']({ entry: newest?.id ?? '' });
    expect(details.aboutLine?.kind).toBe('verdict');
    expect(details.body).toContainEqual({ path: 'reason', value: 'person-differs' });
    expect((await terminal.handlers['day.read']({})).outcomes).toEqual(outcomes);
    const record = terminal.handlers['check-in']({ purpose: hotel, verdict: id, form: stay });
    await expect(record).rejects.toMatchObject({ code: 'verdict-refused' });
    expect(() => terminal.handlers['reveal']({ verdict: id })).toThrow('shows no number');
    expect(() => terminal.handlers['person-differs']({ verdict: id })).toThrow('refused');
  });

  it('Given a guest who is recorded, when the clerk says so afterwards, then the record has to be taken back instead', async () => {
    const { terminal } = await trainingTerminal();
    const { id } = await presentSample(terminal, hotel);
    await terminal.handlers['check-in']({ purpose: hotel, verdict: id, form: stay });
    const written = terminal.state().journal.entries;
    expect(() => terminal.handlers['person-differs']({ verdict: id })).toThrow('take the record back');
    expect(terminal.state().journal.entries).toBe(written);
  });

  it('Given a code whose question waits for the network, when the clerk says so, then there is nobody to compare with yet', async () => {
    const { terminal, events } = await trainingTerminal();
    await terminal.handlers['training.network']({ connected: false });
    const code = (await terminal.handlers['training.samples']({})).find(
      ({ format }) => format === 'e-id-code',
    );
    await terminal.handlers['training.present']({ id: code?.id ?? '' });
    const verdict = await vi.waitFor(() =>
      Verdict.parse(events.find(({ event }) => event === 'verdict')?.payload),
    );
    expect(verdict.outcome).toBe('unverified-queued');
    const written = terminal.state().journal.entries;
    expect(() => terminal.handlers['person-differs']({ verdict: verdict.id })).toThrow('Nobody is known yet');
    expect(terminal.state().journal.entries).toBe(written);
  });
});
