import { describe, expect, test } from 'vitest';
import { Chip } from '../../../main/credentials/emrtd/chip';
import { type ChipStep, readChip } from '../../../main/credentials/emrtd/read-chip';
import { readFile } from '../../../main/credentials/emrtd/read-file';
import { faceGroup, personGroup, withCheckDigits, zoneGroup } from '../../../main/training/passport/files';
import { CAN, KEY, LINES, PERSON, makePassport, portrait } from '../../support/emrtd/sample';
import { MRZ, read, results, verdictFor, verdictOn } from '../../support/emrtd/reading';
import { makeState } from '../../../main/training/passport/sample-state';

describe('a passport that is not what it seems', () => {
  test.each([
    ['PACE', { pace: { suite: 'aes-128', curve: 13 } }],
    ['basic access control', {}],
  ] as const)(
    'Given other printed lines, when the chip is opened by %s, then it stays shut: chip-key-wrong',
    async (_, options) => {
      const wrong = { mrz: { ...KEY, documentNumber: 'C01X0006J' } };
      await expect(read(makePassport(options), wrong)).rejects.toMatchObject({ code: 'chip-key-wrong' });
    },
  );

  test('Given a wrong number, when the chip is opened, then it stays shut; given no PACE, then it says that the lines are needed', async () => {
    const passport = makePassport({ pace: { suite: 'aes-128', curve: 12 } });
    await expect(read(passport, { can: '000000' })).rejects.toMatchObject({ code: 'chip-key-wrong' });
    await expect(read(makePassport(), { can: CAN })).rejects.toMatchObject({ code: 'chip-unsupported' });
  });

  test.each([
    ['the face', '0102', faceGroup(Buffer.concat([portrait(), Buffer.of(0)]))],
    ['the zone', '0101', zoneGroup(LINES.replace('MUSTERMANN', 'MUSTERFRAU'))],
    ['the details', '010b', personGroup({ ...PERSON, name: 'SOMEBODY<<ELSE' })],
  ])(
    'Given %s exchanged after the state signed, when it is read, then it is refused: bad-signature',
    async (_, id, file) => {
      const verdict = await verdictFor({ altered: new Map([[id, file]]) });
      expect([verdict.outcome, verdict.reason, results(verdict)['chip-contents']]).toEqual([
        'refused',
        'bad-signature',
        false,
      ]);
      expect(verdict.claims).toEqual({});
    },
  );

  test('Given a document signed by a stranger of the same name, when it is read, then it is refused: untrusted-issuer', async () => {
    const passport = makePassport({ state: makeState() });
    const verdict = await verdictOn(await read(passport), [makeState().root]);
    expect([verdict.outcome, verdict.reason]).toEqual(['refused', 'untrusted-issuer']);
    expect(verdict.claims).toEqual({});
  });

  test('Given a signature with one bit changed, when it is read, then it is refused: bad-signature', async () => {
    const passport = makePassport();
    const sod = Buffer.from(passport.files.get('011d') ?? []);
    sod.writeUInt8(sod.readUInt8(sod.length - 3) ^ 1, sod.length - 3);
    const content = await read(passport);
    const files = { ...content.files, 'EF.SOD': sod.toString('base64') };
    const verdict = await verdictOn({ ...content, files }, [passport.state.root]);
    expect(results(verdict)).toMatchObject({ 'chip-contents': true, signature: false });
    expect(verdict).toMatchObject({ outcome: 'refused', reason: 'bad-signature' });
  });

  test('Given a signer whose certificate has run out, when it is read, then it is refused: expired', async () => {
    const verdict = await verdictFor({ signer: { until: new Date('2026-01-01T00:00:00Z') } });
    expect([verdict.outcome, verdict.reason]).toEqual(['refused', 'expired']);
  });

  test('Given a signer whose certificate is not yet good, when it is read, then it is refused: not-yet-valid', async () => {
    const verdict = await verdictFor({ signer: { from: new Date('2027-01-01T00:00:00Z') } });
    expect([verdict.outcome, verdict.reason]).toEqual(['refused', 'not-yet-valid']);
  });

  test('Given a passport that has run out, when it is read, then it is refused: expired, and the screen may say whose', async () => {
    const expired = withCheckDigits(LINES.replace('320701', '250701'));
    const passport = makePassport({ groups: new Map([[1, zoneGroup(expired)]]) });
    const verdict = await verdictOn(
      { ...(await read(passport)), printed: { ...KEY, expiryDate: '250701' } },
      [passport.state.root],
    );
    expect([verdict.outcome, verdict.reason]).toEqual(['refused', 'expired']);
    expect(verdict.claims.fullName).toBe('MUSTERMANN, ERIKA MARIA');
  });

  test('Given all files of a passport copied to another chip, when it is read, then it is refused: the chip is not the original', async () => {
    for (const suite of ['3des', 'aes-128'] as const) {
      const verdict = await verdictFor({ proof: { type: 'chip', suite }, isCloned: true });
      expect([verdict.outcome, verdict.reason, results(verdict)['chip-original']]).toEqual([
        'refused',
        'bad-signature',
        false,
      ]);
    }
  });

  test('Given a copy that hides the key it cannot use, when it is read, then it is refused all the same', async () => {
    const verdict = await verdictFor({ isCloned: true, altered: new Map([['010e', null]]) });
    expect([verdict.outcome, results(verdict)['chip-original']]).toEqual(['refused', false]);
  });

  test('Given the page of one document and the chip of another, when they are presented together, then it is refused', async () => {
    const passport = makePassport({
      groups: new Map([[1, zoneGroup(withCheckDigits(LINES.replace('C01X0006H', 'C01X0007H')))]]),
    });
    const verdict = await verdictOn(await read(passport), [passport.state.root]);
    expect([verdict.outcome, results(verdict)['printed-lines']]).toEqual(['refused', false]);
  });

  test('Given a specimen of a state that does not exist, when the terminal is live, then it is refused', async () => {
    const passport = makePassport();
    const verdict = await verdictOn(await read(passport), [passport.state.root], 'live');
    expect([verdict.outcome, verdict.reason]).toEqual(['refused', 'untrusted-issuer']);
  });

  test('Given a passport taken away, at whatever moment, when it is read, then the answer is card-gone', async () => {
    const whole = makePassport({ pace: { suite: 'aes-128', curve: 12 } });
    await read(whole);
    for (let pulledAt = 0; pulledAt < whole.chip.commands; pulledAt += 5) {
      const passport = makePassport({ pace: { suite: 'aes-128', curve: 12 }, state: whole.state, pulledAt });
      await expect(read(passport)).rejects.toMatchObject({ code: 'card-gone' });
    }
  });

  test('Given a reading that is called off, when the next command would go out, then it ends: read-incomplete', async () => {
    const passport = makePassport();
    const controller = new AbortController();
    const onStep = ({ step }: ChipStep) => step === 'reading' && controller.abort();
    const reading = readChip(passport.chip, MRZ, { onStep, signal: controller.signal });
    await expect(reading).rejects.toMatchObject({ code: 'read-incomplete' });
  });

  test.each([
    [1, 'read-incomplete'],
    [80, undefined],
  ])(
    'Given a chip that claims a large file and answers with %i bytes at a time, when the file is read, then the reading ends: %s',
    async (atATime, code) => {
      const large = Buffer.concat([Buffer.from('75824000', 'hex'), Buffer.alloc(0x4000)]);
      let commands = 0;
      const transmit = async (command: Uint8Array) => {
        commands += 1;
        const [, ins, p1 = 0, p2 = 0, expects = 0] = command;
        if (ins === 0xa4) return Buffer.from('9000', 'hex');
        const at = p1 * 256 + p2;
        const length = Math.min(expects, commands === 2 ? expects : atATime);
        return Buffer.concat([large.subarray(at, at + length), Buffer.from('9000', 'hex')]);
      };
      const reading = readFile(new Chip({ transmit }), 0x0102);
      if (code === undefined) expect(await reading).toEqual(large);
      else await expect(reading).rejects.toMatchObject({ code });
      expect(commands).toBeLessThan(300);
    },
  );
});
