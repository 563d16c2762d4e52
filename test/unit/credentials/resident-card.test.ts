import { describe, expect, test } from 'vitest';
import type { Trusted } from '../../../main/credentials/format';
import { layOpen } from '../../../main/credentials/presented';
import { hasValidCheckDigit } from '../../../main/credentials/resident-card/check-digit';
import type { PortraitDecoder } from '../../../main/credentials/resident-card/portrait-decoder';
import { readRecord } from '../../../main/credentials/resident-card/record';
import { residentCard } from '../../../main/credentials/resident-card/resident-card';
import {
  FOREIGNER_2017,
  FOREIGNER_2023,
  HONG_KONG,
  RESIDENT,
  SAM,
  cardRecord,
} from '../../support/card-record';
import { NOON } from '../../support/minted';

const TRUSTED: Trusted = { issuers: [], sams: [SAM] };

function presented(record: Buffer, more: { samId?: string; addressBase64?: string } = {}) {
  return layOpen({
    type: 'resident-card',
    textBase64: record.toString('base64'),
    photoBase64: Buffer.alloc(1024, 1).toString('base64'),
    samId: SAM,
    ...more,
  });
}

async function proofOf(record: Buffer, samId = SAM) {
  const format = residentCard();
  return format.verify(format.decode(presented(record, { samId }), NOON), TRUSTED, NOON);
}

describe('the text record of each kind of card', () => {
  test('Given a resident’s card, when it is read, then every field is a claim in its own script', () => {
    expect(readRecord(cardRecord(RESIDENT)).claims).toEqual({
      fullName: '李测试',
      sex: 'female',
      ethnicity: '汉',
      birthDate: '1949-12-31',
      address: '示例省示例市测试路1号',
      documentNumber: '11010519491231002X',
      region: '110105',
      issuingAuthority: '示例市公安局',
      validFrom: '2020-01-01',
      validUntil: '2040-01-01',
    });
  });

  test('Given a card of a Hong Kong resident, when it is read, then pass number and issue count are there and no ethnicity', () => {
    const { layout, claims } = readRecord(cardRecord(HONG_KONG));
    expect(layout).toBe('hk-macao-taiwan');
    expect(claims).toMatchObject({ passNumber: 'H00000001', issueCount: '01', region: '810000' });
    expect(claims).not.toHaveProperty('ethnicity');
  });

  test('Given a foreigner’s card of 2017, when it is read, then both names and the nationality are there', () => {
    const { layout, claims } = readRecord(cardRecord(FOREIGNER_2017));
    expect(layout).toBe('foreigner-2017');
    expect(claims).toEqual({
      fullName: '样本',
      latinName: 'SAMPLE, ALEX',
      sex: 'male',
      documentNumber: 'USA110000000001',
      nationality: 'USA',
      birthDate: '1988-08-08',
      issuingAuthority: '1500',
      validFrom: '2018-06-01',
      validUntil: '2028-05-31',
    });
  });

  test('Given a foreigner’s card of 2023 with a long name, when it is read, then the rest of the name is joined', () => {
    const { layout, claims } = readRecord(cardRecord(FOREIGNER_2023));
    expect(layout).toBe('foreigner-2023');
    expect(claims.latinName).toBe('SAMPLE-VERYLONGSURNAME, ALEXANDRA MRIA JOSEFA');
    expect(claims).toMatchObject({
      nationality: 'USA',
      issueCount: '02',
      documentNumber: '911840198808080071',
    });
    expect(claims).not.toHaveProperty('region');
  });

  test('Given a foreigner’s card without a Chinese name, when it is read, then the Latin name is the name', () => {
    const { claims } = readRecord(cardRecord({ ...FOREIGNER_2017, name: [158, ''] }));
    expect(claims.fullName).toBe('SAMPLE, ALEX');
    expect(claims).not.toHaveProperty('latinName');
  });

  test('Given a card marked 长期, when it is read, then it has no end', () => {
    const { claims, validity } = readRecord(cardRecord({ ...RESIDENT, to: [204, '长期'] }));
    expect(claims.validUntil).toBe('long-term');
    expect(validity.until).toBeUndefined();
  });

  test('Given a last day, when its end is asked for, then it is midnight in China after that day', () => {
    const { validity } = readRecord(cardRecord(RESIDENT));
    expect(validity.from?.toISOString()).toBe('2019-12-31T16:00:00.000Z');
    expect(validity.until?.toISOString()).toBe('2040-01-01T16:00:00.000Z');
  });

  test('Given an appended address, when the card is read, then it stands in for the printed one', () => {
    const addressBase64 = Buffer.from('新示例路2号'.padEnd(35), 'utf16le').toString('base64');
    const { claims } = residentCard().decode(presented(cardRecord(RESIDENT), { addressBase64 }), NOON);
    expect(claims.address).toBe('新示例路2号');
  });

  test.each([
    ['255 bytes', cardRecord(RESIDENT).subarray(1), 'malformed'],
    ['nothing', Buffer.alloc(0), 'malformed'],
    ['half a surrogate in the name', cardRecord({ ...RESIDENT, name: [0, '\ud800测'] }), 'malformed'],
    ['a birth date no calendar has', cardRecord({ ...RESIDENT, birth: [36, '19490231'] }), 'malformed'],
    ['a validity that is no date', cardRecord({ ...RESIDENT, to: [204, '永久'] }), 'malformed'],
    ['a type flag nobody knows', cardRecord({ ...RESIDENT, flag: [248, 'Q'] }), 'unsupported'],
  ])('Given %s, when the record is read, then it is refused', (_, record, reason) => {
    expect(() => readRecord(record)).toThrow(new RegExp(`^${reason}`));
  });
});

describe('check digits (GB 11643)', () => {
  test.each([
    '11010519491231002X',
    '810000199003070015',
    '820000198506151236',
    '830000197701019991',
    '911840198808080071',
  ])('Given the number %s, when its check digit is computed, then it is right', (number) =>
    expect(hasValidCheckDigit(number)).toBe(true),
  );

  test.each([
    '110105194912310021',
    '81000019900307001X',
    '11010519491231002x',
    '1101051949123100',
    '',
    '11010519491231002XX',
  ])('Given the number “%s”, when its check digit is computed, then it is wrong', (number) =>
    expect(hasValidCheckDigit(number)).toBe(false),
  );

  test('Given every other digit in any one place, when the check digit is computed, then it is wrong', () => {
    const right = '320106199003074216';
    expect(hasValidCheckDigit(right)).toBe(true);
    for (let place = 0; place < 17; place++) {
      for (const digit of '0123456789'.replace(right.charAt(place), '')) {
        expect(hasValidCheckDigit(right.slice(0, place) + digit + right.slice(place + 1))).toBe(false);
      }
    }
  });
});

describe('who vouches for a card', () => {
  test('Given a module of the trust list, when a card is verified, then the reader attests it', async () => {
    expect(await proofOf(cardRecord(RESIDENT))).toEqual({
      assurance: 'reader-attested',
      checks: [
        { name: 'security-module', ok: true },
        { name: 'check-digits', ok: true },
      ],
    });
  });

  test('Given a module that is not in the list, when a card is verified, then nobody vouches', async () => {
    expect(await proofOf(cardRecord(RESIDENT), 'another')).toMatchObject({ refused: 'untrusted-issuer' });
  });

  test('Given a wrong check digit, when a card is verified, then it is refused: malformed', async () => {
    const record = cardRecord({ ...RESIDENT, number: [122, '110105194912310021'] });
    expect(await proofOf(record)).toMatchObject({ refused: 'malformed' });
  });

  test('Given the 15-character number of 2017, when it is verified, then the check digit stays open', async () => {
    const proof = await proofOf(cardRecord(FOREIGNER_2017));
    expect(proof.refused).toBeUndefined();
    expect(proof.checks).toContainEqual({ name: 'check-digits', ok: null });
  });
});

describe('the portrait', () => {
  test('Given no decoder, when a card is read, then there is none', () => {
    expect(residentCard().decode(presented(cardRecord(RESIDENT)), NOON).claims).not.toHaveProperty(
      'portrait',
    );
  });

  test('Given a site’s decoder, when a card is read, then it is given the photo and its picture is shown', () => {
    const decoder: PortraitDecoder = (photo) => ({
      mediaType: 'image/png',
      base64: Buffer.from([photo.length >> 8]).toString('base64'),
    });
    const { claims } = residentCard(decoder).decode(presented(cardRecord(RESIDENT)), NOON);
    expect(claims.portrait).toEqual({ mediaType: 'image/png', base64: 'BA==' });
  });
});
