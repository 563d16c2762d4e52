import { describe, expect, test } from 'vitest';
import { mrzKeyIn } from '../../../main/credentials/emrtd/access-key';
import { type ChipStep, readChip } from '../../../main/credentials/emrtd/read-chip';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import { PresentationContent } from '../../../shared/domain/presentation';
import type { Verdict } from '../../../shared/domain/verdict';
import { CAN, KEY, LINES, documentGroup, faceGroup, personGroup, zoneGroup } from '../../support/emrtd/files';
import { type PassportOptions, type Passport, makePassport, portrait } from '../../support/emrtd/passport';
import { type KeyKind, makeState } from '../../support/emrtd/state';
import { NOON, presentation, trustListOf } from '../../support/minted';

const MRZ = { mrz: KEY };

function read(passport: Passport, secret: Parameters<typeof readChip>[1] = MRZ) {
  return readChip(passport.chip, secret);
}

/** What the terminal says to a reading, whose trust list holds the root of the passport's state, in training: the state is Utopia. */
async function verdictOn(
  content: PresentationContent,
  roots: readonly Uint8Array[],
  mode: 'training' | 'live' = 'training',
): Promise<Verdict> {
  const csca = roots.map((der) => Buffer.from(der).toString('base64'));
  const { verdict } = await judge(presentation(PresentationContent.parse(content)), {
    purpose: purposeNamed('hotel.check-in'),
    trust: { list: trustListOf([], {}, { csca }), receivedAt: NOON },
    now: NOON,
    mode,
    clockOffset: 0,
  });
  return verdict;
}

async function verdictFor(options: PassportOptions, secret: Parameters<typeof readChip>[1] = MRZ) {
  const passport = makePassport(options);
  return verdictOn(await read(passport, secret), [passport.state.root]);
}

const results = ({ checks }: Verdict) => Object.fromEntries(checks.map(({ name, ok }) => [name, ok]));

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
    const { claims } = await verdictFor({ groups: new Map([[11, personGroup('ΠΑΠΑΔΟΠΟΥΛΟΥ<<ΜΑΡΙΑ')]]) });
    expect(claims).toMatchObject({ fullName: 'ΠΑΠΑΔΟΠΟΥΛΟΥ, ΜΑΡΙΑ', latinName: 'MUSTERMANN, ERIKA MARIA' });
  });

  test('Given a person of over a hundred years, when the chip has the whole birth date, then the century is right', async () => {
    const { claims } = await verdictFor({
      groups: new Map([[11, personGroup('MUSTERMANN<<ERIKA', '18920308')]]),
    });
    expect(claims.birthDate).toBe('1892-03-08');
  });

  test('Given details that cannot be understood, when the passport is read, then it is verified without them', async () => {
    const verdict = await verdictFor({ groups: new Map([[12, documentGroup().fill(0xff, 4)]]) });
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
    ['the details', '010b', personGroup('SOMEBODY<<ELSE')],
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
});

/** The zone with its check digits put right. */
function withCheckDigits(lines: string): string {
  const [first = '', second = ''] = lines.split('\n');
  const digit = (text: string) =>
    String(
      [...text].reduce(
        (sum, each, index) =>
          sum + (each === '<' ? 0 : Number.parseInt(each, 36)) * ([7, 3, 1][index % 3] ?? 0),
        0,
      ) % 10,
    );
  const [number, nation, birth, sex, expiry, rest] = [
    second.slice(0, 9),
    second.slice(10, 13),
    second.slice(13, 19),
    second.slice(20, 21),
    second.slice(21, 27),
    second.slice(28, 43),
  ];
  const covered = [number, birth, expiry].map((field) => field + digit(field));
  const whole = digit(covered.join('') + rest);
  return `${first}\n${covered[0]}${nation}${covered[1]}${sex}${covered[2]}${rest}${whole}`;
}
