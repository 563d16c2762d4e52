import { z } from 'zod';

/**
 * What a terminal that never comes online hands over in a file: the very batches that it would send, each signed by
 * it, in order. The file has a JWE to the authority's export key with this as its JSON in each line, so that neither side
 * needs all of it at once.
 */
export const OfflineBundle = z.strictObject({
  v: z.literal(1),
  terminal: z.string(),
  /** `batch` is the JSON text of an EntryBatch (openapi.yaml); `signature` its detached JWS. */
  batches: z.array(z.strictObject({ batch: z.string(), signature: z.string() })),
});
export type OfflineBundle = z.infer<typeof OfflineBundle>;
