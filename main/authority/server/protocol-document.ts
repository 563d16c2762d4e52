import type { FastifyInstance } from 'fastify';
import openapi from '../openapi.yaml?raw';

/** `GET /openapi.yaml`: the protocol, word for word as every request is validated against it. */
export function addProtocolDocument(server: FastifyInstance): void {
  server.route({
    method: 'GET',
    url: '/openapi.yaml',
    handler: async (_request, reply) => reply.type('application/yaml; charset=utf-8').send(openapi),
  });
}
