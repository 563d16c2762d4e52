/** The passport that the tests lay on readers. The person is invented; the state does not exist. */
import jpeg from 'jpeg-js';
import {
  type Passport,
  type PassportOptions,
  type PassportPage,
  makePassport as make,
} from '../../../main/training/passport/passport';

/** TD3, good until 2032. */
export const LINES =
  'P<UTOMUSTERMANN<<ERIKA<MARIA<<<<<<<<<<<<<<<<\nC01X0006H1UTO9203088F3207017<<<<<<<<<<<<<<<0';
export const KEY = { documentNumber: 'C01X0006H', birthDate: '920308', expiryDate: '320701' };
export const CAN = '407311';
export const PERSON = {
  name: 'MUSTERMANN<<ERIKA<MARIA',
  birthDate: '19920308',
  address: 'Beispielgasse 1<Musterstadt',
  phone: '0155501',
};

const page = (): PassportPage => ({
  lines: LINES,
  can: CAN,
  portrait: { image: portrait(), isJpeg2000: false },
  person: PERSON,
  authority: 'Beispielamt',
  issued: '20220702',
});

export function makePassport(options: PassportOptions = {}): Passport {
  return make(page(), options);
}

/** A face that nobody has: a grey oval. */
export function portrait(width = 120, height = 160): Uint8Array {
  const data = Buffer.alloc(width * height * 4, 0xff);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isFace = ((x - width / 2) / (width / 3)) ** 2 + ((y - height / 2) / (height / 2.6)) ** 2 < 1;
      data.fill(isFace ? 0x90 : 0xe8, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return jpeg.encode({ data, width, height }, 80).data;
}
