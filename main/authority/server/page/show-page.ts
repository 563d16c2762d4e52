import type { FastifyReply } from 'fastify';
import type { Html } from './html';

/** Nothing from elsewhere, no script or style but the page's own, in nobody's frame. */
const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Sends a page under the policy of all pages of the authority. */
export function showPage(reply: FastifyReply, page: Html): FastifyReply {
  reply.header('content-security-policy', POLICY);
  reply.header('x-content-type-options', 'nosniff');
  // With no-referrer a browser would not say from which page a form comes.
  reply.header('referrer-policy', 'same-origin');
  return reply.type('text/html; charset=utf-8').send(page.text);
}
