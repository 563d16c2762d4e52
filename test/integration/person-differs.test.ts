import { describe, expect, it } from 'vitest';
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
});
