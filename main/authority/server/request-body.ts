import { gunzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AuthorityError } from './authority-error';

/** Greatest request body in bytes, as it travels and before it was compressed. */
export const GREATEST_BODY = 512 * 1024;

const bodies = new WeakMap<FastifyRequest, Uint8Array>();
/** Most batches inflate into one piece of this size. */
const PIECE = 128 * 1024;

/** Makes the server read JSON bodies, plain or compressed with gzip, and keep their bytes: signatures cover those. */
export function readBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, sent: Buffer) => {
      const bytes = uncompressed(sent, request.headers['content-encoding']);
      bodies.set(request, bytes);
      return json(bytes);
    },
  );
}

/** The bytes of the body before compression. */
export function bodyBytes(request: FastifyRequest): Uint8Array {
  return bodies.get(request) ?? new Uint8Array();
}

/** A body is small enough that handing it to another thread costs more than inflating it here. */
function uncompressed(sent: Buffer, encoding: string | undefined): Uint8Array {
  if (encoding === undefined || encoding === 'identity') return sent;
  if (encoding !== 'gzip')
    throw new AuthorityError('unsupported-media-type', 'Bodies come plain or with gzip.');
  try {
    return gunzipSync(sent, { maxOutputLength: GREATEST_BODY, chunkSize: PIECE });
  } catch (thrown) {
    if (thrown instanceof RangeError)
      throw new AuthorityError('too-large', 'The body is too large once inflated.');
    throw new AuthorityError('bad-request', 'The body is not what gzip makes.');
  }
}

function json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AuthorityError('bad-request', 'The body is not JSON.');
  }
}
