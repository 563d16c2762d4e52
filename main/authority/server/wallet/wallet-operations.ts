import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WalletProgress, WalletRequest, WalletThanks } from '../../client/api.generated';
import { AuthorityError } from '../authority-error';
import type { Parts } from '../parts';
import { conforms, requireConforming } from '../protocol';
import type { RequestSender } from '../request-sender';
import { Misses } from './misses';

/** Seconds that a long poll may take. */
const LONGEST_WAIT = 25;

/** The operations of openapi.yaml by which terminals ask wallets, and those by which wallets answer. */
export function addWalletOperations(
  server: FastifyInstance,
  origins: () => readonly string[],
  { activeOf }: RequestSender,
  { wallets, now }: Parts,
): void {
  const origin = () => origins()[0] ?? '';

  const ask = async (request: FastifyRequest, reply: FastifyReply): Promise<WalletRequest> => {
    const terminal = await activeOf(request);
    const begun = await wallets.begin(requireConforming('WalletQuestion', request.body), terminal, origin());
    reply.code(201);
    return begun;
  };

  const follow = async (request: FastifyRequest): Promise<WalletProgress> => {
    const terminal = await activeOf(request);
    const query = new URLSearchParams(request.url.split('?')[1]);
    const [seen, wait] = [query.get('seen') ?? undefined, Number(query.get('wait') ?? 0)];
    const isRight = seen === undefined || conforms('WalletRequestState', seen);
    if (!isRight || !Number.isInteger(wait) || wait < 0 || wait > LONGEST_WAIT) {
      throw new AuthorityError(
        'bad-request',
        `Ask with a state that there is, and for 0 to ${LONGEST_WAIT} s.`,
      );
    }
    return wallets.follow(idOf(request), terminal, { seen, wait: wait * 1000 });
  };

  const end = async (request: FastifyRequest, reply: FastifyReply) => {
    await wallets.forget(idOf(request), await activeOf(request));
    return reply.code(204).send();
  };

  server.route({ method: 'POST', url: '/v1/presentation-requests', handler: ask });
  server.route({ method: 'GET', url: '/v1/presentation-requests/:id', handler: follow });
  server.route({ method: 'DELETE', url: '/v1/presentation-requests/:id', handler: end });
  void server.register(async (forWallets) => {
    const misses = new Misses(now);
    forWallets.removeAllContentTypeParsers();
    forWallets.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_request: FastifyRequest, body: string) => fieldsOf(body),
    );
    forWallets.route({
      method: 'GET',
      url: '/v1/wallet-requests/:id',
      handler: (request, reply) =>
        misses.count(request.ip, async () => {
          const jws = await wallets.requestObject(idOf(request), origin());
          return reply.type('application/oauth-authz-req+jwt').send(jws);
        }),
    });
    forWallets.route({
      method: 'POST',
      url: '/v1/wallet-responses/:id',
      handler: (request): Promise<WalletThanks> =>
        misses.count(request.ip, async () => {
          await wallets.answer(idOf(request), requireConforming('WalletForm', request.body), origin());
          return {};
        }),
    });
  });
}

/** Throws `AuthorityError` not-found for what is no id. */
function idOf({ params }: FastifyRequest): string {
  const id = typeof params === 'object' && params !== null && 'id' in params ? params.id : undefined;
  if (typeof id === 'string' && /^[A-Za-z0-9_-]{22}$/.test(id)) return id;
  throw new AuthorityError('not-found', 'There is no such request.');
}

/** The fields of a form. A name that is there twice makes it none: whoever reads it might take the other one. */
function fieldsOf(body: string): Record<string, string> {
  const fields = [...new URLSearchParams(body)];
  const names = new Set(fields.map(([name]) => name));
  if (names.size !== fields.length || names.has('__proto__')) {
    throw new AuthorityError('bad-request', 'The form names a field twice.');
  }
  return Object.fromEntries(fields);
}
