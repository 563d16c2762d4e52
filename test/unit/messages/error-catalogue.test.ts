import { expect, it } from 'vitest';
import { ErrorCode } from '../../../shared/domain/error';
import { VerdictReason } from '../../../shared/domain/reason';
import { catalogueOf } from '../../../renderer/messages/catalogues';
import { createTranslate } from '../../../renderer/messages/translate';
import { errorWords } from '../../../renderer/messages/error-words';
import { nextSteps } from '../../../renderer/messages/next-steps';

/** docs/errors.md is what support looks a code up in: it says what the screens say. `vitest -u` writes it anew. */
it('Given a code on a screen, when support looks it up in docs/errors.md, then it says what the screen says', async () => {
  const t = createTranslate('en', await catalogueOf('en'));
  const errors = ErrorCode.options.map((code) => {
    const { happened, safe, next } = errorWords(code, t);
    return `| \`${code}\` | ${happened} | ${safe} | ${next} |`;
  });
  const reasons = VerdictReason.options.map((reason) => {
    const steps = nextSteps[reason].map((step) => t(`step.${step}.do`));
    return `| \`${reason}\` | ${t(`reason.${reason}`)} | ${steps.join(' ')} |`;
  });
  const page = `# Errors and refusals

The code on a screen, in an answer or in a script, and what it means. Both lists are closed: \`shared/domain/error.ts\` and \`shared/domain/reason.ts\`.

## Errors

| code | what happened | what is safe | what to do next |
| --- | --- | --- | --- |
${errors.join('\n')}

## Why a document is refused

| reason | what the sign says | what to do next |
| --- | --- | --- |
${reasons.join('\n')}
`;
  await expect(page).toMatchFileSnapshot('../../../docs/errors.md');
});
