import { describe, expect, it } from 'vitest';
import { errorWords } from '../../../renderer/messages/error-words';
import { languages } from '../../../renderer/messages/language';
import { catalogueOf } from '../../../renderer/messages/catalogues';
import { createTranslate } from '../../../renderer/messages/translate';
import { ErrorCode } from '../../../shared/domain/error';

describe('errors in words', () => {
  it.each(languages)(
    'Given any error, when it is told in %s, then it says what happened, what is safe and what to do next',
    async (language) => {
      const t = createTranslate(language, await catalogueOf(language));
      for (const code of ErrorCode.options) {
        const { happened, safe, next } = errorWords(code, t);
        for (const sentence of [happened, safe, next]) expect(sentence).toMatch(/[.。]$/);
        expect(new Set([happened, safe, next]).size).toBe(3);
      }
    },
  );

  it('Given a damaged journal, when it is told, then nothing says that its records are all right', async () => {
    expect(errorWords('journal-damaged', createTranslate('en', await catalogueOf('en'))).safe).toBe(
      'Nothing was recorded by this.',
    );
  });
});
