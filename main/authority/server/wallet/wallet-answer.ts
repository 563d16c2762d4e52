import { z } from 'zod';
import { WALLET_CONTENT_ENCRYPTION, open } from '../../../crypto/jwe';
import type { PresentationRequest } from './presentation-requests';
import { type WalletDocument, walletDocuments } from './wallet-documents';

/** What a wallet posted: one credential of a kind that was asked for, or that its holder does not want. */
export type WalletAnswer =
  { readonly document: WalletDocument; readonly presentation: string } | { readonly declined: true };

const Sent = z.object({
  response: z.string().optional(),
  vp_token: z.string().optional(),
  state: z.string().optional(),
  error: z.string().optional(),
});
/** One presentation: a text, or an SD-JWT in its JSON serialisation. */
const Presentation = z.union([
  z.string().min(1),
  z.record(z.string(), z.unknown()).transform((json) => JSON.stringify(json)),
]);
/** OpenID4VP 1.0, 8.1: by the id of the query the presentations for it, of which one was asked for. */
const VpToken = z.record(z.string(), z.tuple([Presentation]));
const Answered = z.object({ vp_token: VpToken, state: z.string() });
const Refused = z.object({ error: z.string(), state: z.string().optional() });

/**
 * Reads the answer to this request from the fields of the form that was posted (OpenID4VP 1.0, 8.2 and 8.3). Undefined
 * for what is no answer to it: malformed, sealed for somebody else, of another request, or not sealed where it has to be.
 * Only an error may come unsealed.
 */
export async function readWalletAnswer(
  form: Readonly<Record<string, unknown>>,
  request: PresentationRequest,
): Promise<WalletAnswer | undefined> {
  const sent = Sent.safeParse(form);
  if (!sent.success) return undefined;
  const { response, vp_token: vpToken, state } = sent.data;
  const plain = { ...form, ...(vpToken !== undefined && { vp_token: json(vpToken) }) };
  const isSealed = request.responseMode === 'direct_post.jwt';
  const opened = response === undefined ? plain : await openResponse(response, request);
  const refused = Refused.safeParse(opened);
  if (refused.success)
    return (refused.data.state ?? request.id) === request.id ? { declined: true } : undefined;
  if (isSealed ? response === undefined : response !== undefined || state === undefined) return undefined;
  const answered = Answered.safeParse(opened);
  if (!answered.success || answered.data.state !== request.id) return undefined;
  const [[id, [presentation]] = ['', ['']], ...others] = Object.entries(answered.data.vp_token);
  const document = walletDocuments.find((one) => one.id === id && request.formats.includes(one.format));
  return document === undefined || others.length > 0 ? undefined : { document, presentation };
}

async function openResponse(response: string, { encryptionKey }: PresentationRequest): Promise<unknown> {
  const opened = await open(response, encryptionKey, WALLET_CONTENT_ENCRYPTION);
  return opened === undefined ? undefined : json(opened);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
