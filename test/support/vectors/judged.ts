import { everythingAllowed } from '../../../main/cli/verify-without-purpose';
import type { JudgeContext } from '../../../main/verification/judgement';
import { judge } from '../../../main/verification/judge';
import { purposeNamed } from '../../../main/verification/purposes';
import type { PresentationContent } from '../../../shared/domain/presentation';
import type { Verdict } from '../../../shared/domain/verdict';
import { presentation } from '../minted';
import type { Vector, VectorFile } from './vector';

/** By what a vector is judged. */
export function contextOf(
  { trust }: Pick<VectorFile, 'trust'>,
  vector: Omit<Vector, 'content' | 'expect'>,
): JudgeContext {
  const now = new Date(vector.at);
  const { asked } = vector;
  return {
    purpose: vector.purpose === undefined ? everythingAllowed : purposeNamed(vector.purpose),
    trust: { list: trust, receivedAt: now },
    now,
    mode: vector.mode,
    clockOffset: 0,
    standsAlone: true,
    ...(asked && {
      asked: {
        audience: asked.audience,
        nonce: asked.nonce,
        ...(asked.sessionTranscriptBase64 !== undefined && {
          sessionTranscript: Buffer.from(asked.sessionTranscriptBase64, 'base64'),
        }),
        ...(asked.readerKey && {
          readerKey: {
            curve: asked.readerKey.curve,
            scalar: Buffer.from(asked.readerKey.scalarBase64, 'base64'),
          },
        }),
      },
    }),
  };
}

/** What this terminal makes of a vector, or of something else in its place. */
export async function judged(
  file: Pick<VectorFile, 'trust'>,
  vector: Omit<Vector, 'expect'>,
  content: PresentationContent = vector.content,
): Promise<Verdict> {
  return (await judge(presentation(content), contextOf(file, vector))).verdict;
}
