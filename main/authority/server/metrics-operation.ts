import type { FastifyInstance } from 'fastify';
import { AuthorityError } from './authority-error';
import type { Parts } from './parts';

/** `GET /metrics` for a Prometheus on this machine; from elsewhere, also through a proxy, there is no such page. */
export function addMetrics(server: FastifyInstance, { metrics, fleet, now }: Parts): void {
  server.route({
    method: 'GET',
    url: '/metrics',
    handler: async (request, reply) => {
      const forwarded = 'x-forwarded-for' in request.headers || 'forwarded' in request.headers;
      if (forwarded || !/^(127\.|::1$|::ffff:127\.)/.test(request.ip))
        throw new AuthorityError('not-found', 'There is no such operation.');
      const { terminals, active, queued, entries, refused } = await fleet.figures(now());
      reply.type('text/plain; version=0.0.4; charset=utf-8');
      return metrics.text({
        terminals,
        terminals_active: active,
        queued_entries: queued,
        stored_entries: entries,
        refused_entries: refused,
      });
    },
  });
}
