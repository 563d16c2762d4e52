import type { FastifyInstance } from 'fastify';
import openapi from '../../openapi.yaml?raw';
import { showPage } from '../page/show-page';
import document from '../openapi.generated.json';
import { describedProtocol } from './described-protocol';
import { documentationPage } from './documentation-page';
import style from './documentation.css?raw';

/** `GET /openapi.yaml`: the protocol, word for word as every request is validated against it; `/docs`: as a page to read. */
export function addDocumentation(server: FastifyInstance): void {
  let page: ReturnType<typeof documentationPage> | undefined;
  server.get('/openapi.yaml', async (_request, reply) =>
    reply.type('application/yaml; charset=utf-8').send(openapi),
  );
  // Made when somebody reads it, and then once.
  server.get('/docs', async (_request, reply) =>
    showPage(reply, (page ??= documentationPage(describedProtocol(document)))),
  );
  server.get('/docs.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
}
