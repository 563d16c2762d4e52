import { describe, expect, test } from 'vitest';
import { formats, recognise } from '../../../main/credentials/formats';
import { isPaymentCode } from '../../../main/credentials/payment-code';
import { layOpen, presentedBytes } from '../../../main/credentials/presented';
import { MAX_PRESENTATION_TEXT } from '../../../shared/domain/presentation';
import { NOON, claim169Code, newSigner } from '../../support/minted';
import { ABSENT, hasVectors, vector } from '../../support/vectors';

const ofText = (text: string) => layOpen({ type: 'text', text });
const nameOf = (text: string) => recognise(ofText(text), [])?.name;

describe('payment codes', () => {
  test.each([
    ['18 digits from 10', '100000000000000000'],
    ['18 digits from 13', '134567890123456789'],
    ['18 digits from 15', '159999999999999999'],
    ['16 digits from 25', '2500000000000000'],
    ['18 digits from 28', '284567890123456789'],
    ['24 digits from 30', '300000000000000000000000'],
    [
      'a merchant’s code',
      '00020101021126180014com.example.pa5204599953031565802CN5907EXAMPLE6007BEIJING63044FE5',
    ],
    ['a merchant’s code in Chinese', '0002015304示例商店6304D8F7'],
    ['a consumer’s code', 'hQVDUFYwMWETTwegAAAAVVVVUAhQcm9kdWN0MQ=='],
  ])('Given %s, when it is presented, then it is known as a payment code', (_, text) => {
    expect(isPaymentCode(ofText(text))).toBe(true);
  });

  test.each([
    ['18 digits from 16', '160000000000000000'],
    ['17 digits from 13', '13456789012345678'],
    ['19 digits from 13', '1345678901234567890'],
    ['15 digits from 25', '250000000000000'],
    ['25 digits from 25', '2500000000000000000000000'],
    ['18 digits from 31', '310000000000000000'],
    [
      'a merchant’s code with a wrong sum',
      '00020101021126180014com.example.pa5204599953031565802CN5907EXAMPLE6007BEIJING63044FE6',
    ],
    ['a merchant’s code without its sum', '000201010211'],
    ['base64 of something else', 'hQVDUFYwMg=='],
  ])('Given %s, when it is presented, then it is none', (_, text) => {
    expect(isPaymentCode(ofText(text))).toBe(false);
  });

  test.skipIf(!hasVectors)(
    `Given the public EMVCo samples, when they are presented, then both are payment codes (${ABSENT} otherwise)`,
    () => {
      const { mpm, cpm }: { mpm: string; cpm: string } = JSON.parse(vector('online-token/emvco-qr.json'));
      expect([mpm, cpm].map((text) => isPaymentCode(ofText(text)))).toEqual([true, true]);
    },
  );
});

describe('what a code looks like', () => {
  test.each([
    ['claim-169', claim169Code({ signer: newSigner('EdDSA') })],
    ['claim-169', '6BFdamaged'],
    ['hcert', 'HC1:6BFOXN%TS3DH'],
    ['sd-jwt-vc', 'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln~ZGlz~'],
    ['mdoc', 'mdoc:owBjMS4wAYIB2BhYSw'],
    ['aamva', '@\n\x1e\rANSI 636000010002DL00390187ZV02260032DLDAQ0123456789ABC'],
    ['aamva', '@ANSI 636000010002DL'],
    ['aadhaar-qr', `${'1234567890'.repeat(80)}`],
    ['mrz', 'I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
    ['mrz', 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\r\nL898902C36UTO7408122F1204159ZE184226B<<<<<10'],
    ['mrz', 'I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6'],
    ['magstripe', '%CAANYTOWN^SAMPLE$ALEX$M^1 EXAMPLE STREET^?;6360000000000000=320619900307?'],
  ])('Given a code of the format %s, when it is looked at, then that is its name', (name, text) => {
    expect(nameOf(text)).toBe(name);
  });

  test.each([
    'https://example.test/',
    'HTTPS://EXAMPLE.TEST/',
    'WIFI:T:WPA;S:example;P:x;;',
    'THIS!IS@NOT#VALID$BASE45%DATA',
    '你好',
    'A',
    '978020137962',
    'eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln',
    'P<UTO',
  ])('Given “%s”, when it is looked at, then it is no format', (text) => {
    expect(nameOf(text)).toBeUndefined();
  });

  test.each(formats.map((format) => [format.name, format] as const))(
    'Given the format %s, when it decodes what is not its own, then it refuses and does nothing else',
    (_, format) => {
      expect(() => format.decode({ bytes: new Uint8Array(3) }, NOON)).toThrow(
        /^(malformed|unsupported|unreadable)/,
      );
    },
  );

  test.skipIf(!hasVectors)(
    `Given the public MRZ samples, when they are looked at, then each is an MRZ (${ABSENT} otherwise)`,
    () => {
      const { valid }: { valid: string[][] } = JSON.parse(vector('icao/mrz-vectors.json'));
      const names = valid.map((lines) => nameOf(lines.join('\n')));
      expect(new Set(names)).toEqual(new Set(['mrz']));
    },
  );

  test.skipIf(!hasVectors)(
    `Given the public AAMVA samples, when they are looked at, then each is AAMVA (${ABSENT} otherwise)`,
    () => {
      const samples: { s: string }[] = JSON.parse(vector('aamva/aamva-samples.json'));
      expect(samples.map(({ s }) => nameOf(s))).toEqual(samples.map(() => 'aamva'));
    },
  );
});

describe('what a reader delivered', () => {
  test.each(['', ' ', '\r\n', '\0\0\0', '\u001d\u001e', '\u200b\u00a0', '\ufffd\ufffd'])(
    'Given nothing visible (%j), when it is laid open, then it is refused: unreadable',
    (text) => expect(() => ofText(text)).toThrow(/^unreadable/),
  );

  test('Given the longest text, when it is laid open, then it passes, and one more character is too large', () => {
    expect(ofText('x'.repeat(MAX_PRESENTATION_TEXT)).text).toHaveLength(MAX_PRESENTATION_TEXT);
    expect(() => ofText('x'.repeat(MAX_PRESENTATION_TEXT + 1))).toThrow(/^too-large/);
  });

  test('Given far too many bytes, when they are laid open, then they are too large', () => {
    const bytesBase64 = Buffer.alloc(40_000, 0xd2).toString('base64');
    expect(() => layOpen({ type: 'bytes', bytesBase64 })).toThrow(/^too-large/);
  });

  test('Given a text as bytes, when it is laid open, then it is the same text with the same bytes', () => {
    const content = { type: 'bytes' as const, bytesBase64: Buffer.from('EID:示例\r\n').toString('base64') };
    expect(layOpen(content)).toEqual(layOpen({ type: 'text', text: 'EID:示例' }));
    expect(presentedBytes(content)).not.toHaveLength(0);
  });

  test('Given a space at the end, when a text is laid open, then the space stays: it is part of base45', () => {
    expect(ofText('ABC \r\n').text).toBe('ABC ');
  });
});
