import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { catalogueOf } from '../../../renderer/messages/catalogues';
import { languages } from '../../../renderer/messages/language';

const cards = (await readFile('docs/quick-cards.md', 'utf8')).split(/^## /m).slice(1);

/** What a card speaks of as it stands on the screen. */
const named = [
  'outcome.verified',
  'outcome.unverified-queued',
  'outcome.check-by-eye',
  'outcome.refused',
  'recorded.title',
  'verdict.differs',
  'people.stay',
] as const;

it.each(languages.map((language, place) => [language, cards[place] ?? ''] as const))(
  'Given the quick card in %s, when a clerk looks for its words on the screen, then they stand there',
  async (language, card) => {
    const catalogue = await catalogueOf(language);
    for (const key of named) {
      // A card says the first half: that it is queued stands on its next lines.
      const [words = ''] = catalogue[key].split(/[,،，]/);
      expect(card.toLowerCase(), key).toContain(words.toLowerCase());
    }
  },
);
