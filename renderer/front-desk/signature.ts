import type { RegistrationCard } from '../../shared/contract/registration-calls';
import { ageOn } from '../components';
import type { Language } from '../messages';

/** From this age on a guest signs (Spain's rule, the strictest that names an age). */
const SIGNS_FROM = 14;

/** Whether this guest signs on the day of arrival; somebody whose birth date nobody knows does. */
export function needsSignature({ claims, at }: Pick<RegistrationCard, 'claims' | 'at'>): boolean {
  const years = ageOn(claims.birthDate, new Date(at));
  return years === undefined || years >= SIGNS_FROM;
}

const spoken: readonly (readonly [Language, readonly string[]])[] = [
  ['zh-CN', ['CHN', 'TWN', 'HKG', 'MAC', 'SGP']],
  ['es', ['ESP', 'MEX', 'ARG', 'COL', 'CHL', 'PER', 'URY', 'VEN', 'ECU', 'CUB', 'BOL', 'PRY', 'CRI', 'PAN']],
  ['it', ['ITA', 'SMR', 'VAT']],
  [
    'ar',
    [
      'MAR',
      'DZA',
      'TUN',
      'EGY',
      'SAU',
      'ARE',
      'JOR',
      'LBN',
      'IRQ',
      'KWT',
      'QAT',
      'OMN',
      'BHR',
      'LBY',
      'SYR',
      'YEM',
    ],
  ],
  ['en', ['GBR', 'USA', 'IRL', 'AUS', 'NZL', 'CAN', 'IND', 'ZAF']],
];

/** The language a guest of this nationality most likely reads, as far as there are words in it; else the site's. */
export function languageForGuest(nationality: string | undefined, site: Language): Language {
  const found = spoken.find(([, states]) => nationality !== undefined && states.includes(nationality));
  return found?.[0] ?? site;
}
