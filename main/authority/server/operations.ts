import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { roleFillsIn } from '../../../shared/domain/terminal-role';
import { sha256Hex } from '../../crypto/hash';
import { signCompact } from '../../crypto/jws';
import type {
  Acknowledgement,
  CheckpointAnswer,
  EnrolmentAnswer,
  Health,
  HeartbeatAnswer,
  SignedAcknowledgement,
  SignedReports,
  SignedStays,
  SignedVerification,
  StaysStatement,
  SuccessionsAnswer,
  TokenAnswer,
} from '../client/api.generated';
import { AuthorityError } from './authority-error';
import { takeBatch } from './batch';
import type { Parts } from './parts';
import { requireConforming } from './protocol';
import { reportsStatement } from './reporting/reports-statement';
import { bodyBytes } from './request-body';
import { header, requestSender } from './request-sender';
import { addWalletOperations } from './wallet/wallet-operations';

/** Seconds for which a trust list need not be asked for again. */
const LIST_AGE = 900;

/** The operations of openapi.yaml that every authority has. */
export function addOperations(server: FastifyInstance, origins: () => readonly string[], parts: Parts): void {
  const { now, keys } = parts;
  const senders = requestSender(origins, parts);
  const { of: sender, activeOf: activeSender, urls } = senders;

  const health = async (): Promise<Health> => {
    return { ok: true, training: parts.training !== undefined, signingKey: keys.signing.kid ?? '' };
  };

  const enrol = async (request: FastifyRequest, reply: FastifyReply): Promise<EnrolmentAnswer> => {
    const asked = requireConforming('EnrolmentRequest', request.body);
    const answer = await parts.enrolment.enrol(asked, urls(request), request.ip, now());
    reply.code(201);
    return answer;
  };

  const rotateKey = async (request: FastifyRequest): Promise<EnrolmentAnswer> => {
    const terminal = await sender(request);
    const asked = requireConforming('KeyRequest', request.body);
    return parts.enrolment.replaceKey(asked, terminal, urls(request), now());
  };

  const issueToken = async (request: FastifyRequest): Promise<TokenAnswer> => {
    const { clientAssertion } = requireConforming('TokenRequest', request.body);
    const proof = header(request, 'dpop');
    const key = await parts.senderProof.check({ method: 'POST', urls: urls(request), proof }, now());
    return parts.accessTokens.issue(clientAssertion, key, urls(request), now());
  };

  const verify = async (request: FastifyRequest): Promise<SignedVerification> => {
    const terminal = await activeSender(request);
    if (terminal.state === 'revoked')
      throw new AuthorityError('terminal-revoked', 'This terminal is not to ask any more.');
    const asked = requireConforming('VerificationRequest', request.body);
    return { answer: await parts.verification.answer(asked, terminal, now()) };
  };

  const deliver = async (request: FastifyRequest): Promise<SignedAcknowledgement> => {
    const terminal = await activeSender(request);
    const bytes = bodyBytes(request);
    const signature = header(request, 'jws-signature') ?? '';
    const { checkpoint, ...taken } = await takeBatch(parts, terminal, {
      bytes,
      signature,
      value: request.body,
    });
    const acknowledgement: Acknowledgement = {
      ...taken,
      terminal: terminal.id,
      batch: sha256Hex(bytes),
      checkpoint,
      at: now().toISOString(),
    };
    return {
      acknowledgement: await signCompact(acknowledgement, keys.signing, 'vestibule-acknowledgement+jws'),
    };
  };

  const compareStays = async (request: FastifyRequest): Promise<SignedStays> => {
    const terminal = await activeSender(request);
    if (terminal.state === 'revoked')
      throw new AuthorityError('terminal-revoked', 'This terminal is not to ask any more.');
    const { nonce, stays } = requireConforming('StaysRequest', request.body);
    if (!roleFillsIn(terminal.role, 'stay'))
      throw new AuthorityError('bad-request', 'Nobody checks in at a terminal of this role.');
    const statement: StaysStatement = {
      nonce,
      terminal: terminal.id,
      key: parts.stays.keyOf(terminal.site),
      elsewhere: await parts.stays.compare(stays, terminal, now()),
      at: now().toISOString(),
    };
    return { stays: await signCompact(statement, keys.signing, 'vestibule-stays+jws') };
  };

  const tellReports = async (request: FastifyRequest): Promise<SignedReports> => {
    const terminal = await sender(request);
    const since = sinceIn(request.query);
    const statement = await reportsStatement(parts.reporting, terminal, since, now());
    return { reports: await signCompact(statement, keys.signing, 'vestibule-reports+jws') };
  };

  const beat = async (request: FastifyRequest): Promise<HeartbeatAnswer> => {
    const terminal = await sender(request);
    const { ordersDone = [], ...heartbeat } = requireConforming('Heartbeat', request.body);
    await parts.terminals.heard(terminal.id, heartbeat, now());
    await parts.orders.done(terminal, ordersDone, now());
    const orders = await parts.orders.open(terminal, keys.signing);
    const { list } = await parts.trustLists.current(now());
    const earlier = await parts.entries.heldBefore(terminal.id, terminal.epoch);
    const reportChanges = await parts.reporting.reports.changesOf(terminal.id);
    return {
      state: terminal.state === 'wiped' ? 'revoked' : terminal.state,
      epoch: terminal.epoch,
      cursor: (await parts.entries.held(terminal.id, terminal.epoch)).cursor,
      ...(earlier.length > 0 && { earlier }),
      trustListVersion: list.version,
      configurationVersion: (await parts.configurations.of(terminal)).version,
      ...(reportChanges > 0 && { reportChanges }),
      ...(keys.signing.kid !== undefined && { signingKey: keys.signing.kid }),
      ...(orders.length > 0 && { orders }),
    };
  };

  const checkpoint = async (request: FastifyRequest): Promise<CheckpointAnswer> => {
    const newest = await parts.checkpoints.newest(await sender(request));
    if (newest === undefined)
      throw new AuthorityError('not-found', 'There is no checkpoint of this epoch yet.');
    return { checkpoint: newest };
  };

  const successions = async (): Promise<SuccessionsAnswer> => {
    return { successions: await keys.successions.statements() };
  };

  const trustList = async (request: FastifyRequest, reply: FastifyReply) => {
    const { jws, etag } = await parts.trustLists.current(now());
    reply.header('cache-control', `max-age=${LIST_AGE}`);
    return sendDocument(request, reply, jws, etag);
  };

  const statusList = async (request: FastifyRequest<{ Params: { id: string } }>, reply: FastifyReply) => {
    const { list } = await parts.trustLists.current(now());
    const found = await parts.statusLists.published(request.params.id, list.issuers, now());
    if (found === undefined) throw new AuthorityError('not-found', 'There is no such status list here.');
    reply.header('cache-control', `max-age=${LIST_AGE}`);
    reply.header('age', String(found.ageSeconds));
    return sendDocument(request, reply, found.jws, found.etag);
  };

  const configuration = async (request: FastifyRequest, reply: FastifyReply) => {
    const terminal = await sender(request);
    const current = await parts.configurations.of(terminal);
    const jws = await signCompact(current, keys.signing, 'vestibule-configuration+jws');
    return sendDocument(request, reply, jws, `"${terminal.site}-${terminal.role}-v${current.version}"`);
  };

  // A key that another process put in the place of ours signs from this request on. That the database cannot be used is told by what needs it.
  server.addHook('onRequest', () => keys.successions.look().catch(() => undefined));
  server.route({ method: 'GET', url: '/v1/health', handler: health });
  server.route({ method: 'POST', url: '/v1/terminals', handler: enrol });
  server.route({ method: 'POST', url: '/v1/keys', handler: rotateKey });
  server.route({ method: 'POST', url: '/v1/tokens', handler: issueToken });
  server.route({ method: 'POST', url: '/v1/verifications', handler: verify });
  server.route({ method: 'POST', url: '/v1/entries', handler: deliver });
  server.route({ method: 'POST', url: '/v1/stays', handler: compareStays });
  server.route({ method: 'GET', url: '/v1/reports', handler: tellReports });
  server.route({ method: 'GET', url: '/v1/checkpoint', handler: checkpoint });
  server.route({ method: 'POST', url: '/v1/heartbeats', handler: beat });
  server.route({ method: 'GET', url: '/v1/successions', handler: successions });
  server.route({ method: 'GET', url: '/v1/trust-list', handler: trustList });
  server.route({ method: 'GET', url: '/v1/status-lists/:id', handler: statusList });
  server.route({ method: 'GET', url: '/v1/configuration', handler: configuration });
  addWalletOperations(server, origins, senders, parts);
}

const Since = z.object({
  since: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
});

/** Throws `AuthorityError` bad-request for what is no number of a change. */
function sinceIn(query: unknown): number {
  const parsed = Since.safeParse(query);
  if (parsed.success) return parsed.data.since;
  throw new AuthorityError('bad-request', 'Say behind which change: since=0.');
}

function sendDocument(request: FastifyRequest, reply: FastifyReply, jws: string, etag: string) {
  reply.header('etag', etag);
  if (header(request, 'if-none-match') === etag) return reply.code(304).send();
  return reply.type('application/jose').send(jws);
}
