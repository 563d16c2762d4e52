import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bacSeed, mrzInformation, mrzKeyIn, paceSecret } from '../../../main/credentials/emrtd/access-key';
import { openByBac } from '../../../main/credentials/emrtd/bac';
import { Chip } from '../../../main/credentials/emrtd/chip';
import { openByPace } from '../../../main/credentials/emrtd/pace';
import { type Session, opened, secured, sessionFrom } from '../../../main/credentials/emrtd/secure-messaging';
import { suites } from '../../../main/credentials/emrtd/suite';
import { curveNamed, pointBytes } from '../../../main/crypto/curve';
import { ABSENT, hasVectors, vector } from '../../support/vectors';

const text = z.record(z.string(), z.string());
const Examples = z.object({
  bac: text,
  sm: text,
  pace: z.object({ mrz: z.tuple([z.string(), z.string(), z.string()]) }).catchall(z.string()),
});

const hex = (digits: string | undefined) => new Uint8Array(Buffer.from(digits ?? 'absent', 'hex'));
const shown = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();

/** Hands out what was prepared, each piece once and only as long as asked for. */
function prepared(...pieces: Uint8Array[]): (length: number) => Uint8Array {
  return (length) => {
    const next = pieces.shift();
    expect(next).toHaveLength(length);
    return next ?? new Uint8Array();
  };
}

/** A chip that says what the example says, and is told what the example is told. */
function scripted(dialogue: readonly (readonly [told: string | null, says: string])[]) {
  const left = [...dialogue];
  return new Chip({
    async transmit(command) {
      const [told, says] = left.shift() ?? [null, ''];
      if (told !== null) expect(shown(command)).toBe(told);
      return hex(says);
    },
  });
}

describe.skipIf(!hasVectors)(`the worked examples of ICAO 9303 part 11 (${ABSENT})`, () => {
  const { bac, sm, pace } = Examples.parse(
    hasVectors
      ? JSON.parse(vector('icao/icao9303-p11-worked-examples.json'))
      : { bac: {}, sm: {}, pace: { mrz: ['', '', ''] } },
  );
  const L898902C = { documentNumber: 'L898902C', birthDate: '690806', expiryDate: '940623' };

  test('Given the printed lines, when keys are derived from them, then they are those of appendix D', () => {
    expect(mrzInformation(L898902C)).toBe(bac['mrzInformation']);
    expect(shown(bacSeed(L898902C))).toBe(bac['kSeed']);
    const { '3des': suite } = suites;
    const seed = hex(bac['kSeed']);
    expect([shown(suite.derive(seed, 1)), shown(suite.derive(seed, 2))]).toEqual([bac['kEnc'], bac['kMac']]);
    const session = sessionFrom(suite, hex(bac['ksSeed']));
    expect([shown(session.encryptionKey), shown(session.macKey)]).toEqual([bac['ksEnc'], bac['ksMac']]);
  });

  test('Given the nonces of the example, when basic access control runs, then commands, keys and counter are those of D.3', async () => {
    const chip = scripted([
      ['0084000008', `${bac['rndIc']}9000`],
      [`0082000028${bac['eIfd']}${bac['mIfd']}28`, `${bac['respExternalAuthenticate']}9000`],
    ]);
    const session = await openByBac(chip, L898902C, prepared(hex(bac['rndIfd']), hex(bac['kIfd'])));
    expect(shown(session.encryptionKey)).toBe(bac['ksEnc']);
    expect(shown(session.macKey)).toBe(bac['ksMac']);
    expect(shown(session.counter)).toBe(bac['ssc0']);
  });

  test('Given that session, when EF.COM is selected and its head read, then the messages are those of D.4', () => {
    const { '3des': suite } = suites;
    const start: Session = sessionFrom(suite, hex(bac['ksSeed']), hex(bac['ssc0']));
    const select = { cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: hex('011E') };
    const [selectBytes, selecting] = secured(start, select);
    expect(shown(selectBytes)).toBe(`0CA4020C15870901${sm['selectComDo87']}8E08${sm['selectComCC']}00`);
    const [selected, ready] = opened(selecting, hex(`${sm['selectComRapdu']}`));
    expect(selected).toEqual({ data: new Uint8Array(), status: 0x9000 });
    const [readBytes, reading] = secured(ready, { cla: 0, ins: 0xb0, p1: 0, p2: 0, expects: 4 });
    expect(shown(readBytes)).toBe(`0CB000000D9701048E08${sm['readBinary4CC']}00`);
    const [read] = opened(reading, hex(`${sm['readBinary4Rapdu']}`));
    expect(shown(read.data)).toBe(sm['readBinary4Data']);
  });

  test('Given the keys of the example, when PACE runs, then commands, tokens and session keys are those of appendix G.1', async () => {
    const [documentNumber, birthDate, expiryDate] = pace.mrz;
    const key = { documentNumber, birthDate: birthDate.slice(0, 6), expiryDate: expiryDate.slice(0, 6) };
    const { 'aes-128': suite } = suites;
    expect(shown(suite.derive(paceSecret({ mrz: key }), 3))).toBe(pace['kPi']);

    const objectId = hex('04007F00070202040202');
    const curve = curveNamed('brainpoolP256r1');
    const mapKey = curve.times(BigInt(`0x${pace['termMapPriv']}`), curve.base);
    const tlv = (tag: string, digits: string) =>
      `${tag}${(digits.length / 2).toString(16).padStart(2, '0').toUpperCase()}${digits}`;
    const answer = (tag: string, digits: string | undefined) => `${tlv('7C', tlv(tag, `${digits}`))}9000`;
    const ask = (cla: string, tag: string, digits: string | undefined) => {
      const data = tlv('7C', tlv(tag, `${digits}`));
      return `${cla}860000${(data.length / 2).toString(16).padStart(2, '0').toUpperCase()}${data}00`;
    };
    const chip = scripted([
      ['0022C1A40F800A04007F00070202040202830101', '9000'],
      ['10860000027C0000', answer('80', pace['encryptedNonce'])],
      [ask('10', '81', shown(pointBytes(mapKey))), answer('82', pace['chipMapPub'])],
      [ask('10', '83', pace['termKaPub']), answer('84', pace['chipKaPub'])],
      [ask('00', '85', pace['tIfd']), answer('86', pace['tIc'])],
    ]);
    const offer = { objectId, suite: 'aes-128', curve: 'brainpoolP256r1', parameterId: 13 } as const;
    const random = prepared(hex(pace['termMapPriv']), hex(pace['termKaPriv']));
    const session = await openByPace(chip, offer, false, { mrz: key }, random);
    expect(shown(session.encryptionKey)).toBe(pace['ksEnc']);
    expect(shown(session.macKey)).toBe(pace['ksMac']);
    expect(shown(session.counter)).toBe('00'.repeat(16));
  });
});

describe('the key in the printed lines', () => {
  // The specimens of ICAO 9303 parts 4 to 6.
  test.each([
    [
      'TD3',
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10',
      'L898902C3674081221204159',
    ],
    [
      'TD2',
      'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6',
      'D23145890774081221204159',
    ],
    [
      'TD1 with a long number',
      'I<UTOD23145890<7349<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<',
      'D23145890734974081221204159',
    ],
  ])(
    'Given the lines of %s, when they open a chip, then number, birth and expiry go in with their check digits',
    (_, lines, information) => {
      expect(mrzInformation(mrzKeyIn(lines))).toBe(information);
    },
  );

  test('Given a check digit that is wrong, when the lines are to open a chip, then they are refused before the chip is asked', () => {
    const lines =
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408132F1204159ZE184226B<<<<<10';
    expect(() => mrzKeyIn(lines)).toThrow(expect.objectContaining({ reason: 'malformed' }));
  });
});
