import { describe, expect, test } from 'vitest';
import { mrzKeyIn } from '../../../main/credentials/emrtd/access-key';
import { type ChipStep, readChip } from '../../../main/credentials/emrtd/read-chip';
import { documentGroup, faceGroup, personGroup } from '../../../main/training/passport/files';
import { CAN, LINES, PERSON, makePassport, portrait } from '../../support/emrtd/sample';
import { MRZ, read, results, verdictFor, verdictOn } from '../../support/emrtd/reading';
import { type KeyKind, makeState } from '../../../main/training/passport/sample-state';

describe('a passport on the reader', () => {
  test('Given a genuine passport, when it is read with its printed lines, then it is verified, with its person and its portrait', async () => {
    const verdict = await verdictFor({ pace: { suite: 'aes-128', curve: 13 } });
    expect(verdict).toMatchObject({
      outcome: 'verified',
      assurance: 'offline-signature',
      format: 'emrtd',
      validUntil: '2032-07-01',
      issuer: { id: 'csca:UT' },
      claims: {
        fullName: 'MUSTERMANN, ERIKA MARIA',
        birthDate: '1992-03-08',
        sex: 'female',
        nationality: 'UTO',
        documentNumber: 'C01X0006H',
        address: 'Beispielgasse 1\nMusterstadt',
        issuingAuthority: 'Beispielamt',
        validFrom: '2022-07-02',
        adult: true,
        portrait: { mediaType: 'image/jpeg', base64: Buffer.from(portrait()).toString('base64') },
      },
    });
    expect(results(verdict)).toMatchObject({
      'chip-opened': true,
      'chip-contents': true,
      signature: true,
      'issuer-trusted': true,
      'chip-original': true,
      'printed-lines': true,
      validity: true,
    });
  });

  test('Given a chip whose application was selected by a look at it, when it is read, then it still opens by PACE', async () => {
    const passport = makePassport({ pace: { suite: 'aes-128', curve: 12 } });
    await passport.chip.transmit(Buffer.from('00a4040c07a0000002471001', 'hex'));
    expect(await read(passport)).toMatchObject({ openedBy: 'pace' });
  });

  test('Given the scanned lines as text, when they open the chip, then it opens', async () => {
    const passport = makePassport();
    const content = await read(passport, { mrz: mrzKeyIn(LINES) });
    expect(content).toMatchObject({ openedBy: 'bac', openedWith: 'mrz', chipAuthentication: 'passed' });
  });

  test.each([
    ['3des', 12],
    ['aes-128', 12],
    ['aes-192', 13],
    ['aes-256', 15],
    ['aes-128', 16],
    ['aes-256', 17],
    ['aes-256', 18],
  ] as const)(
    'Given a chip that offers PACE with %s over parameters %i, when it is read by lines and by number, then it opens by PACE',
    async (suite, curve) => {
      for (const secret of [MRZ, { can: CAN }]) {
        const content = await read(makePassport({ pace: { suite, curve }, proof: { type: 'none' } }), secret);
        expect(content).toMatchObject({ openedBy: 'pace', openedWith: 'mrz' in secret ? 'mrz' : 'can' });
        expect(Object.keys(content.files)).toEqual(['EF.COM', 'EF.SOD', 'DG1', 'DG2', 'DG11', 'DG12']);
      }
    },
  );

  test.each(['3des', 'aes-128', 'aes-192', 'aes-256'] as const)(
    'Given a chip that proves itself with %s, by a key of a named curve or of explicit parameters, when it is read, then it is the original',
    async (suite) => {
      const kinds: KeyKind[] = [{ curve: 'prime256v1' }, { curve: 'brainpoolP320r1', explicit: true }];
      for (const kind of kinds) {
        const verdict = await verdictFor({ proof: { type: 'chip', suite, kind } });
        expect([verdict.outcome, results(verdict)['chip-original']]).toEqual(['verified', true]);
      }
    },
  );

  test.each([
    [{ rsa: 1024, padding: 'pkcs1' }, 'sha1'],
    [{ rsa: 2048, padding: 'pkcs1' }, 'sha256'],
    [{ curve: 'prime256v1' }, 'sha256'],
    [{ curve: 'brainpoolP384r1' }, 'sha384'],
  ] as const)(
    'Given a chip that signs a challenge with %o and %s, when it is read, then it is the original; a copy is refused',
    async (kind, hash) => {
      const genuine = await verdictFor({ proof: { type: 'active', kind, hash } });
      expect([genuine.outcome, results(genuine)['chip-original']]).toEqual(['verified', true]);
      const copy = await verdictFor({ proof: { type: 'active', kind, hash }, isCloned: true });
      expect([copy.outcome, copy.reason, results(copy)['chip-original']]).toEqual([
        'refused',
        'bad-signature',
        false,
      ]);
    },
  );

  test('Given a chip that was made without a proof, when it is read, then it is verified and the check says that nobody can tell a copy', async () => {
    const verdict = await verdictFor({ proof: { type: 'none' } });
    expect([verdict.outcome, results(verdict)['chip-original']]).toEqual(['verified', null]);
  });

  test('Given a passport opened by its number, when it is verified, then the printed lines stay to be compared by eye', async () => {
    const verdict = await verdictFor({ pace: { suite: 'aes-256', curve: 16 } }, { can: CAN });
    expect([verdict.outcome, results(verdict)['printed-lines']]).toEqual(['verified', null]);
  });

  test.each<readonly [string, KeyKind]>([
    ['ECDSA on a NIST curve', { curve: 'secp384r1' }],
    ['ECDSA on a Brainpool curve with explicit parameters', { curve: 'brainpoolP512r1', explicit: true }],
    ['RSA PKCS#1', { rsa: 2048, padding: 'pkcs1' }],
    ['RSA PSS', { rsa: 2048, padding: 'pss' }],
  ])('Given a state that signs by %s, when its passport is read, then it is verified', async (_, kind) => {
    expect(await verdictFor({ state: makeState({ kind }) })).toMatchObject({ outcome: 'verified' });
  });

  test('Given a name in another script, when it is shown, then it stands as the person writes it, with the Latin letters beside it', async () => {
    const { claims } = await verdictFor({
      groups: new Map([[11, personGroup({ ...PERSON, name: 'ΠΑΠΑΔΟΠΟΥΛΟΥ<<ΜΑΡΙΑ' })]]),
    });
    expect(claims).toMatchObject({ fullName: 'ΠΑΠΑΔΟΠΟΥΛΟΥ, ΜΑΡΙΑ', latinName: 'MUSTERMANN, ERIKA MARIA' });
  });

  test('Given a person of over a hundred years, when the chip has the whole birth date, then the century is right', async () => {
    const { claims } = await verdictFor({
      groups: new Map([[11, personGroup({ ...PERSON, birthDate: '18920308' })]]),
    });
    expect(claims.birthDate).toBe('1892-03-08');
  });

  test('Given details that cannot be understood, when the passport is read, then it is verified without them', async () => {
    const verdict = await verdictFor({
      groups: new Map([[12, documentGroup('Beispielamt', '20220702').fill(0xff, 4)]]),
    });
    expect([verdict.outcome, verdict.claims.validFrom]).toEqual(['verified', undefined]);
  });

  test('Given a face of 60,000 bytes, when it is read, then it comes whole, from far offsets too', async () => {
    const large = Buffer.concat([portrait(), Buffer.alloc(60_000, 7)]);
    const steps: ChipStep[] = [];
    const passport = makePassport({
      groups: new Map([[2, faceGroup(large, false, 0)]]),
      pace: { suite: 'aes-256', curve: 13 },
    });
    const content = await readChip(passport.chip, MRZ, { onStep: (step) => steps.push(step) });
    const { claims } = await verdictOn(content, [passport.state.root]);
    expect(claims.portrait?.base64).toBe(large.toString('base64'));
    const face = steps.filter((step) => step.step === 'reading').filter(({ file }) => file === 'DG2');
    expect(face.at(-1)?.read).toBe(face.at(-1)?.total);
    expect(face.length).toBeGreaterThan(100);
    expect([steps[0], steps[1], steps.at(-1)]).toEqual([
      { step: 'opening', by: 'pace' },
      { step: 'opened', by: 'pace' },
      { step: 'proving' },
    ]);
  });
});
