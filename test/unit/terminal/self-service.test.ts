import { beforeEach, describe, expect, it } from 'vitest';
import type { SelfServiceView } from '../../../shared/contract/self-service-view';
import { VestibuleError } from '../../../shared/domain/error';
import type { Verdict } from '../../../shared/domain/verdict';
import type { WalletRequest } from '../../../shared/domain/wallet-request';
import { SelfService } from '../../../main/terminal/self-service';
import { purposeNamed } from '../../../main/verification/purposes';

type Parts = ConstructorParameters<typeof SelfService>[0];
const reader = { id: 'keyboard', kind: 'keyboard', name: 'Keyboard scanner' } as const;
const text = (value: string) => ({ type: 'text', text: value }) as const;
const green = { id: 'v1', outcome: 'verified', format: 'claim-169', claims: { fullName: 'Lin Wanqiu' } };

function terminal(purpose = purposeNamed('hotel.check-in')) {
  const told: SelfServiceView[] = [];
  const recorded: unknown[] = [];
  const world = {
    free: true,
    verdict: green as unknown as Verdict,
    answer: { recorded: { records: [] } } as unknown,
    problem: undefined as VestibuleError | undefined,
    request: null as WalletRequest | null,
    compared: [] as boolean[],
    consents: [] as unknown[],
  };
  const write = (form: unknown) => {
    if (world.problem) throw world.problem;
    recorded.push(form);
    return world.answer;
  };
  const core = {
    presentations: {
      presentWallet() {
        if (world.problem) throw world.problem;
        return world.verdict;
      },
    },
    desk: {
      checkInParty: write,
      checkIn: write,
      claimsOf: () => [],
      consent: (_verdict: string, answered: unknown) => void world.consents.push(answered),
    },
    elsewhere: { of: () => Promise.resolve([]) },
    wallets: {
      ask: () => Promise.resolve(),
      read: () => world.request,
      cancel: () => undefined,
      compared: (same: boolean) => void world.compared.push(same),
    },
  } as unknown as ReturnType<Parts['free']>;
  const service = new SelfService({
    free: () => (world.free ? core : undefined),
    purpose: () => purpose,
    place: () => ({ site: 'Harbour House', training: true }),
    takes: () => ['code'],
    judge: () => (world.problem ? Promise.reject(world.problem) : Promise.resolve(world.verdict)),
    today: () => '2026-12-30',
    tell: (view) => void told.push(view),
  });
  return { service, world, told, recorded, show: () => service.read().show };
}

describe('somebody who serves themselves', () => {
  let at: ReturnType<typeof terminal>;
  beforeEach(() => {
    at = terminal();
  });

  it('Given a genuine document, when room and nights are filled in, then the stay begins today, and no step says anything of the person', async () => {
    await at.service.present(reader, text('code'));
    expect(at.show()).toBe('form');
    await at.service.record({ room: '412', nights: 3 });
    expect(at.show()).toBe('recorded');
    expect(at.recorded).toEqual([
      {
        stay: { room: '412', arrival: '2026-12-30', departure: '2027-01-02' },
        members: [{ verdict: 'v1' }],
        despite: [],
      },
    ]);
    expect(at.told.map(({ show }) => show)).toEqual(['looking', 'form', 'looking', 'recorded']);
    expect(JSON.stringify(at.told)).not.toContain('Wanqiu');
  });

  it.each([
    ['is amber', { ...green, outcome: 'unverified-queued' }],
    ['has to be compared by eye', { ...green, outcome: 'check-by-eye' }],
    ['is refused', { ...green, outcome: 'refused', reason: 'revoked' }],
    ['is of a format that the purpose does not take unattended', { ...green, format: 'emrtd' }],
    ['is a child’s', { ...green, claims: { adult: false } }],
  ])(
    'Given a document that %s, when it is shown, then the desk goes on and nothing can be recorded',
    async (_what, verdict) => {
      at.world.verdict = verdict as unknown as Verdict;
      await at.service.present(reader, text('code'));
      expect(at.service.read()).toMatchObject({ show: 'desk' });
      expect(Object.keys(at.service.read()).sort()).toEqual(['purpose', 'show', 'site', 'training']);
      await expect(at.service.record({ room: '1', nights: 1 })).rejects.toThrow(
        'Nobody has shown a document.',
      );
      expect(at.recorded).toEqual([]);
    },
  );

  it('Given a wallet whose number was typed, when it cannot be recorded, then the person is sent to the desk and not left looking at “one moment”', () => {
    at.world.request = { state: 'compare', number: '27' } as WalletRequest;
    at.service.wallet(at.world.request);
    at.world.problem = new VestibuleError('journal-full', 'The disk is full.');
    at.service.typedNumber('27');
    expect(at.show()).toBe('desk');
  });

  it('Given a form that is wrong, when it is sent, then it stays to be mended; an earlier stay and rules that stop lead to the desk', async () => {
    await at.service.present(reader, text('code'));
    for (const form of [{ room: '412' }, { room: '412', nights: 31 }, { nights: 1 }])
      await expect(at.service.record(form)).rejects.toThrow('Bad request');
    expect(at.show()).toBe('form');
    at.world.answer = { earlier: [{}] };
    await at.service.record({ room: '412', nights: 1 });
    expect(at.show()).toBe('desk');
    at.world.problem = new VestibuleError('approval-needed', 'A supervisor has to approve this.');
    at.service.clear();
    await at.service.present(reader, text('code'));
    expect(at.show()).toBe('desk');
  });

  it('Given somebody who went while their document was looked at, when the verdict comes, then the next person does not see it', async () => {
    const looking = at.service.present(reader, text('code'));
    at.service.clear();
    await looking;
    expect(at.show()).toBe('welcome');
    await expect(at.service.record({ room: '1', nights: 1 })).rejects.toThrow('Nobody has shown a document.');
  });

  it('Given a wallet that answered, when another number is typed three times, then the answer is refused; the right one goes on', () => {
    at.world.request = { state: 'compare', number: '4711', code: 'c' } as WalletRequest;
    at.service.wallet(at.world.request);
    expect(JSON.stringify(at.service.read())).not.toContain('4711');
    at.service.typedNumber('1111');
    expect(at.service.read()).toMatchObject({ show: 'wallet', wrong: true });
    at.service.typedNumber('4711');
    expect(at.show()).toBe('form');
    at.service.clear();
    at.service.wallet(at.world.request);
    for (const wrong of ['1', '2', '3']) at.service.typedNumber(wrong);
    expect(at.world.compared).toEqual([true, false]);
  });

  it('Given staff at work or a terminal that cannot record, when something is shown, then it is closed to the public', async () => {
    await at.service.present(reader, text('code'));
    at.world.free = false;
    at.service.look();
    expect(at.show()).toBe('closed');
    await at.service.present(reader, text('code'));
    expect(at.show()).toBe('closed');
    await expect(at.service.record({ room: '1', nights: 1 })).rejects.toThrow(
      'Nobody can serve themselves here now.',
    );
    at.world.free = true;
    at.service.look();
    expect(at.show()).toBe('welcome');
  });

  it('Given a reservation, when its reference is typed, then the claim is recorded for it', async () => {
    const claim = terminal(purposeNamed('reservation.claim'));
    claim.world.answer = { recorded: true };
    await claim.service.present(reader, text('code'));
    await claim.service.record({ reference: 'HB-2291' });
    expect(claim.recorded).toEqual([
      { verdict: 'v1', purpose: 'reservation.claim', form: { reference: 'HB-2291' } },
    ]);
    expect(claim.show()).toBe('recorded');
  });

  it('Given a purpose with a text to agree to, when the person agrees, then the answer is journalled and the form is asked; without it nobody goes on', async () => {
    const bank = {
      ...purposeNamed('bank.verify-customer'),
      unattended: { accepts: ['claim-169' as const], mostNights: 1 },
    };
    const asked = terminal(bank);
    await asked.service.present(reader, text('code'));
    expect(asked.service.read()).toMatchObject({ show: 'consent', text: { version: bank.consent?.version } });
    asked.service.consent({ given: true, language: 'it' });
    expect(asked.world.consents).toEqual([{ language: 'it', answer: 'given', shownBy: 'customer-display' }]);
    await asked.service.record({ reference: 'T-1' });
    expect(asked.recorded).toEqual([
      {
        verdict: 'v1',
        purpose: 'bank.verify-customer',
        form: {
          reference: 'T-1',
          legalBasis: 'consent',
          consent: { version: bank.consent?.version, language: 'it' },
        },
      },
    ]);
    asked.service.clear();
    await asked.service.present(reader, text('code'));
    asked.service.consent({ given: false, language: 'it' });
    expect(asked.show()).toBe('desk');
    await expect(asked.service.record({ reference: 'T-1' })).rejects.toThrow('Nobody has shown a document.');
  });
});
