import type { FastifyInstance } from 'fastify';
import { addDocumentation } from './documentation/documentation-operations';
import { addMetrics } from './metrics-operation';
import { addOperations } from './operations';
import { addPage } from './page/page-operations';
import type { Parts } from './parts';
import { addReceiptOperations } from './receipt-operations';
import { addTrainingOperations } from './training-operations';

/** Every operation of openapi.yaml, and nothing else. `origins` are the ways in which a request may name this server. */
export function addRoutes(server: FastifyInstance, origins: () => readonly string[], parts: Parts): void {
  addOperations(server, origins, parts);
  addTrainingOperations(server, parts);
  addReceiptOperations(server, parts);
  addMetrics(server, parts);
  addDocumentation(server);
  addPage(server, origins, parts);
}
