/** What the vectors of this repository are made of. Every person, state and document is invented. */
import { isDeepStrictEqual } from 'node:util';
import type { Reason } from '../../../shared/domain/reason';
import type { FormatName } from '../../../shared/domain/format';
import type { TrustList } from '../../../shared/domain/trust-list';
import type { Claims } from '../../../shared/domain/claims';
import type { Verdict } from '../../../shared/domain/verdict';
import { codes } from './recipes-codes';
import { documents } from './recipes-documents';
import { wallets } from './recipes-wallets';
import { judged } from './judged';
import { shownClaims } from './shown-claims';
import { type Vector, VectorFile } from './vector';

/** A vector before its claims are written out: `expect.claims` are those that matter. */
export type Recipe = Omit<Vector, 'mode' | 'expect'> & {
  readonly mode?: Vector['mode'];
  readonly expect: {
    readonly outcome: Verdict['outcome'];
    readonly reason?: Reason;
    readonly assurance?: Verdict['assurance'];
    readonly claims?: Claims;
  };
};

export interface RecipeFile {
  readonly format: FormatName;
  readonly note: string;
  /** Signed by a library that signs differently each time: kept as it is until it is asked for. */
  readonly isSignedAnew?: boolean;
  readonly trust: TrustList;
  readonly recipes: readonly Recipe[];
}

export async function recipeFiles(): Promise<RecipeFile[]> {
  return [...codes(), ...(await wallets()), ...(await documents())];
}

/** The file as it is written. Throws where this terminal does not make of a recipe what it says. */
export async function written({ format, note, trust, recipes }: RecipeFile): Promise<VectorFile> {
  const vectors = await Promise.all(
    recipes.map(async ({ expect, mode = 'live', ...rest }): Promise<Vector> => {
      const vector = { ...rest, mode };
      const verdict = await judged({ trust }, vector);
      const { outcome, reason, assurance } = verdict;
      const { claims: wanted = {}, ...ending } = expect;
      const isSo =
        isDeepStrictEqual(defined({ outcome, reason, assurance }), defined(ending)) &&
        Object.entries(wanted).every(([name, value]) =>
          isDeepStrictEqual(verdict.claims[name as keyof Claims], value),
        );
      if (!isSo) throw new Error(`${format}, ${vector.name}: ${JSON.stringify(verdict)}`);
      return { ...vector, expect: { ...ending, claims: shownClaims(verdict) } };
    }),
  );
  return VectorFile.parse({ format, note, trust, vectors });
}

function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
