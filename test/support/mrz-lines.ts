/** Writes machine readable zones of invented people, with check digits of its own making. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function check(text: string): string {
  let sum = 0;
  for (const [index, character] of [...text].entries()) {
    sum += Math.max(0, ALPHABET.indexOf(character)) * ([7, 3, 1][index % 3] ?? 0);
  }
  return `${sum % 10}`;
}

const checked = (text: string) => text + check(text);

export interface Printed {
  code?: string;
  issuer?: string;
  nationality?: string;
  names?: string;
  number?: string;
  birth?: string;
  sex?: string;
  expiry?: string;
  /** Data at the issuer's discretion. */
  optional?: string;
}

const WHOLE = {
  issuer: 'CHN',
  nationality: 'CHN',
  names: 'SAMPLE<<ALEX<MAY',
  number: 'E00000001',
  birth: '900307',
  sex: 'F',
  expiry: '310630',
  optional: '',
};

export function td3(printed: Printed = {}): string[] {
  const { code, issuer, nationality, names, number, birth, sex, expiry, optional } = {
    ...WHOLE,
    code: 'P<',
    ...printed,
  };
  const first = `${code}${issuer.padEnd(3, '<')}${names}`.padEnd(44, '<');
  const [a, b, c] = [checked(number.padEnd(9, '<')), checked(birth), checked(expiry)];
  const d = checked(optional.padEnd(14, '<'));
  return [first, `${a}${nationality.padEnd(3, '<')}${b}${sex}${c}${d}${check(a + b + c + d)}`];
}

export function td2(printed: Printed = {}): string[] {
  const { code, issuer, nationality, names, number, birth, sex, expiry, optional } = {
    ...WHOLE,
    code: 'I<',
    ...printed,
  };
  const first = `${code}${issuer.padEnd(3, '<')}${names}`.padEnd(36, '<');
  const [a, rest] = numbered(number, optional, 7);
  const [b, c] = [checked(birth), checked(expiry)];
  return [first, `${a}${nationality.padEnd(3, '<')}${b}${sex}${c}${rest}${check(a + b + c + rest)}`];
}

export function td1(printed: Printed = {}): string[] {
  const { code, issuer, nationality, names, number, birth, sex, expiry, optional } = {
    ...WHOLE,
    code: 'I<',
    ...printed,
  };
  const [a, rest] = numbered(number, '', 15);
  const [b, c] = [checked(birth), checked(expiry)];
  const own = optional.padEnd(11, '<');
  const composite = check(a + rest + b + c + own);
  return [
    `${code}${issuer.padEnd(3, '<')}${a}${rest}`,
    `${b}${sex}${c}${nationality.padEnd(3, '<')}${own}${composite}`,
    names.padEnd(30, '<'),
  ];
}

/** A number with its check digit, and what follows: a long one goes on there. */
function numbered(number: string, optional: string, room: number): [string, string] {
  if (number.length <= 9) return [checked(number.padEnd(9, '<')), optional.padEnd(room, '<')];
  const tail = `${number.slice(9)}${check(number)}<${optional}`;
  return [`${number.slice(0, 9)}<`, tail.padEnd(room, '<').slice(0, room)];
}
