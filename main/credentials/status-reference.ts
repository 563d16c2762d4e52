import { z } from 'zod';

/** Where a credential's status stands (Token Status List, 6). `unknown`: it names one in a way that is not known here. */
export type StatusReference = { readonly uri: string; readonly index: number } | 'unknown';

const Status = z.object({ status_list: z.object({ uri: z.string().min(1), idx: z.int().nonnegative() }) });

/** The reference in a `status` claim, with text keys as JSON has them; undefined where there is none. */
export function statusReference(status: unknown): StatusReference | undefined {
  if (status === undefined) return undefined;
  const parsed = Status.safeParse(status);
  if (!parsed.success) return 'unknown';
  const { uri, idx: index } = parsed.data.status_list;
  return { uri, index };
}
