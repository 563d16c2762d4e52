import { expect, test } from 'vitest';
import { languageOfSystem } from '../../../main/shell/failed-start-words';

test.each([
  [['it-IT', 'en-US'], 'it'],
  [['zh-Hans-CN'], 'zh-CN'],
  [['ar_EG'], 'ar'],
  [['fr-FR', 'es-419'], 'es'],
  [['fr-FR', 'de'], 'en'],
  [[], 'en'],
])(
  'Given a system whose languages are %j, when the program cannot start, then it says so in %s',
  (wanted, spoken) => {
    expect(languageOfSystem(wanted)).toBe(spoken);
  },
);
