import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MintedCode, Samples } from '../client/api.generated';
import { AuthorityError } from './authority-error';
import type { Parts } from './parts';
import { requireConforming } from './protocol';

/** The operations that only a training authority answers. */
export function addTrainingOperations(server: FastifyInstance, { training, now }: Parts): void {
  const desk = () => {
    if (training) return training;
    throw new AuthorityError('training-only', 'This is not a training authority.');
  };
  const samples = async (): Promise<Samples> => ({ samples: await desk().samples(now()) });
  const mint = async (request: FastifyRequest, reply: FastifyReply): Promise<MintedCode> => {
    const minted = await desk().mint(requireConforming('MintRequest', request.body), now());
    reply.code(201);
    return minted;
  };
  server.route({ method: 'GET', url: '/v1/training/samples', handler: samples });
  server.route({ method: 'POST', url: '/v1/training/codes', handler: mint });
}
