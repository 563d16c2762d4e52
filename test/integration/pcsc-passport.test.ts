import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ChipStep, readChip } from '../../main/credentials/emrtd/read-chip';
import { commandBytes } from '../../shared/framing/apdu';
import type { CardChannel } from '../../main/readers/pcsc/card-channel';
import type { CardReader } from '../../main/readers/transport';
import { pcscTransport } from '../../main/readers/transports/pcsc';
import { judge } from '../../main/verification/judge';
import { purposeNamed } from '../../main/verification/purposes';
import type { Passport, PassportOptions } from '../../main/training/passport/passport';
import { CAN, KEY, makePassport, portrait } from '../support/emrtd/sample';
import { NOON, presentation, trustListOf } from '../support/minted';
import {
  type SmartCardService,
  hasSmartCardService,
  smartCardService,
} from '../support/pcsc/smart-card-service';
import { VirtualCard } from '../support/pcsc/virtual-card';

/** The virtual passport on the virtual reader of the real pcscd, through the real package. */
describe.skipIf(!hasSmartCardService())(
  'Given a passport on a reader at the real PC/SC service (skipped where pcscd, vpcd or namespaces are absent)',
  () => {
    const transport = pcscTransport();
    const laid = new EventTarget();
    let service: SmartCardService;
    let reader: CardReader;
    beforeAll(async () => {
      service = smartCardService();
      Object.assign(process.env, service.variables);
      await service.up();
      const [device] = await transport.list();
      if (!device) throw new Error('pcscd lists no reader');
      reader = await transport.open(device);
      reader.onCard((card) => laid.dispatchEvent(new CustomEvent('card', { detail: card })));
    });
    afterAll(async () => {
      await reader.close();
      await service.close();
    });

    /** Lays the passport down, lets `use` talk to it, and takes it away. */
    const withPassport = async <T>(
      options: PassportOptions,
      use: (channel: CardChannel, passport: Passport, card: VirtualCard) => Promise<T>,
    ): Promise<T> => {
      const passport = makePassport(options);
      const card = new VirtualCard({ own: (command) => passport.chip.answer(commandBytes(command)) });
      const announced = once(laid, 'card');
      await service.insert(0, card);
      const [event] = await announced;
      const channel: CardChannel = event.detail;
      const gone = new Promise<void>((resolve) => channel.onGone(resolve));
      try {
        return await use(channel, passport, card);
      } finally {
        card.pull();
        await gone;
      }
    };

    it.each([
      ['PACE and its printed lines', { pace: { suite: 'aes-256', curve: 13 } }, { mrz: KEY }],
      ['PACE and its number', { pace: { suite: 'aes-128', curve: 16 } }, { can: CAN }],
      ['basic access control', {}, { mrz: KEY }],
      [
        'a signed challenge of RSA',
        { proof: { type: 'active', kind: { rsa: 2048, padding: 'pkcs1' }, hash: 'sha256' } },
        { mrz: KEY },
      ],
    ] as const)(
      'when it is read by %s, then it is verified, portrait and all',
      async (_, options, secret) => {
        const steps: ChipStep[] = [];
        const verdict = await withPassport(options, async (channel, { state }) => {
          const content = await readChip(channel, secret, { onStep: (step) => steps.push(step) });
          const csca = [state.root.toString('base64')];
          const trust = { list: trustListOf([], {}, { csca }), receivedAt: NOON };
          const purpose = purposeNamed('hotel.check-in');
          return (
            await judge(presentation(content), {
              purpose,
              trust,
              now: NOON,
              mode: 'training',
              clockOffset: 0,
            })
          ).verdict;
        });
        expect(verdict).toMatchObject({
          outcome: 'verified',
          assurance: 'offline-signature',
          format: 'emrtd',
        });
        expect(verdict.checks).toContainEqual(expect.objectContaining({ name: 'chip-original', ok: true }));
        expect(verdict.claims.portrait?.base64).toBe(Buffer.from(portrait()).toString('base64'));
        expect(steps.map(({ step }) => step)).toContain('reading');
      },
    );

    it('when other lines are read from its page, then it stays shut: chip-key-wrong', async () => {
      await withPassport({ pace: { suite: 'aes-128', curve: 12 } }, async (channel) => {
        const wrong = { mrz: { ...KEY, birthDate: '920309' } };
        await expect(readChip(channel, wrong)).rejects.toMatchObject({ code: 'chip-key-wrong' });
      });
    });

    it('when it is pulled while its face is read, then the answer is card-gone', async () => {
      await withPassport({}, async (channel, _, card) => {
        const onStep = (step: ChipStep) => step.step === 'reading' && step.file === 'DG2' && card.pull();
        await expect(readChip(channel, { mrz: KEY }, { onStep })).rejects.toMatchObject({
          code: 'card-gone',
        });
      });
    });
  },
);
