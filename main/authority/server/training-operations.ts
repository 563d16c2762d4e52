import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MintedCode, SampleCredentials, Samples } from '../client/api.generated';
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
  const issue = async (request: FastifyRequest, reply: FastifyReply): Promise<SampleCredentials> => {
    const issued = await desk().issue(requireConforming('CredentialsRequest', request.body), now());
    reply.code(201);
    return issued;
  };
  server.route({ method: 'GET', url: '/v1/training/samples', handler: samples });
  server.route({ method: 'POST', url: '/v1/training/codes', handler: mint });
  server.route({ method: 'POST', url: '/v1/training/credentials', handler: issue });
}
