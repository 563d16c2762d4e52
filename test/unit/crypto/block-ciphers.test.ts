import { describe, expect, test } from 'vitest';
import { aesCmac, decryptAes, encryptAes } from '../../../main/crypto/aes';
import { decryptTripleDes, encryptTripleDes, retailMac } from '../../../main/crypto/triple-des';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const shown = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** The message of the examples of RFC 4493 and NIST SP 800-38B. */
const MESSAGE =
  '6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e5130c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710';

describe('AES-CMAC', () => {
  test.each([
    ['2b7e151628aed2a6abf7158809cf4f3c', 0, 'bb1d6929e95937287fa37d129b756746'],
    ['2b7e151628aed2a6abf7158809cf4f3c', 16, '070a16b46b4d4144f79bdd9dd04a287c'],
    ['2b7e151628aed2a6abf7158809cf4f3c', 40, 'dfa66747de9ae63030ca32611497c827'],
    ['2b7e151628aed2a6abf7158809cf4f3c', 64, '51f0bebf7e3b9d92fc49741779363cfe'],
    ['8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b', 0, 'd17ddf46adaacde531cac483de7a9367'],
    ['8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b', 64, 'a1d5df0eed790f794d77589659f39a11'],
    [
      '603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4',
      0,
      '028962f61b7bf89efc6b551f4667d983',
    ],
    [
      '603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4',
      64,
      'e1992190549f6ed5696a2c056c315410',
    ],
  ])(
    'Given the published example with key %s and %i bytes, then the MAC is the published one',
    (key, length, mac) => {
      expect(shown(aesCmac(hex(key), hex(MESSAGE).subarray(0, length)))).toBe(mac);
    },
  );
});

describe('retail MAC and 3DES', () => {
  // ICAO 9303 part 11, D.3: authentication of the inspection system.
  const kEnc = hex('AB94FDECF2674FDFB9B391F85D7F76F2');
  const kMac = hex('7962D9ECE03D1ACD4C76089DCE131543');
  const plain = hex('781723860C06C226 4608F91988702212 0B795240CB7049B01C19B33E32804F0B');
  const encrypted = hex('72C29C2371CC9BDB65B779B8E8D37B29ECC154AA56A8799FAE2F498F76ED92F2');

  test('Given the worked example of ICAO, when it is encrypted, decrypted and authenticated, then the values are ICAO’s', () => {
    expect(encryptTripleDes(kEnc, plain)).toEqual(Buffer.from(encrypted));
    expect(decryptTripleDes(kEnc, encrypted)).toEqual(Buffer.from(plain));
    const padded = Buffer.concat([encrypted, hex('8000000000000000')]);
    expect(shown(retailMac(kMac, padded))).toBe('5f1448eea8ad90a7');
  });

  test('Given any AES key length, when blocks are encrypted, then decrypting gives them back', () => {
    for (const length of [16, 24, 32]) {
      const key = new Uint8Array(length).fill(7);
      expect(shown(decryptAes(key, encryptAes(key, hex(MESSAGE))))).toBe(MESSAGE);
    }
  });
});
