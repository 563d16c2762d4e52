import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { TerminalRole } from '../../../../shared/domain/terminal-role';
import { writeTicket } from '../../../../shared/domain/enrolment-ticket';
import type { Session } from '../administrator';
import { AuthorityError } from '../authority-error';
import { OrderKind } from '../orders';
import type { Parts } from '../parts';
import { OWN_SITE } from '../site-profile';
import script from './live.client.js?raw';
import { LiveFleet } from './live-fleet';
import { type PageLanguage, pageLanguage } from './messages';
import { overviewParts } from './overview';
import style from './page.css?raw';
import { showPage } from './show-page';
import { type PageFrame, codePage, overviewPage, signInPage } from './pages';

const COOKIE = 'vestibule-session';

const SignInForm = z.object({ password: z.string().min(1).max(1024) });
const TokenForm = z.object({ token: z.string() });
const CodeForm = z.object({ site: z.string().default(OWN_SITE), role: TerminalRole.default('any') });
const OrderForm = z.object({ terminal: z.string(), kind: OrderKind });

/** The live page for an administrator in a plain browser: `/`, its stream `/live`, and what can be done there. */
export function addPage(server: FastifyInstance, origins: () => readonly string[], parts: Parts): void {
  const { administrator, now } = parts;
  const live = new LiveFleet(parts);
  server.addHook('onClose', async () => live.close());

  const frame = (request: FastifyRequest): PageFrame => ({
    language: languageOf(request),
    training: parts.training !== undefined,
  });
  const session = async (request: FastifyRequest): Promise<Session | undefined> => {
    const id = new RegExp(`(?:^|; )${COOKIE}=([\\w-]{43})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1];
    return id === undefined ? undefined : administrator.session(id, now());
  };
  /** Whoever changes something is signed in, and his form came from this page. */
  const changing = async (request: FastifyRequest): Promise<Session> => {
    const found = await session(request);
    const form = TokenForm.safeParse(request.body);
    mustBeOwn(request, origins());
    if (!found || !form.success || form.data.token !== found.token)
      throw new AuthorityError('not-signed-in', 'Sign in at the page first.');
    return found;
  };

  server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: 4096 },
      async (_request: FastifyRequest, body: string) => Object.fromEntries(new URLSearchParams(body)),
    );
    scope.get('/', async (request, reply) => {
      const found = await session(request);
      if (!found) return showPage(reply, signInPage(frame(request)));
      const overview = await live.overview();
      const { given } = z.object({ given: z.string().optional() }).parse(request.query);
      const page = {
        parts: overviewParts(overview, languageOf(request)),
        token: found.token,
        signingKey: parts.keys.signing.kid ?? '',
        terminals: overview.terminals.map(({ id }) => id),
        sites: await parts.configurations.all(),
        given: given !== undefined,
      };
      return showPage(reply, overviewPage(frame(request), page));
    });
    scope.get('/live', async (request, reply) => {
      if (!(await session(request))) throw new AuthorityError('not-signed-in', 'Sign in at the page first.');
      reply.hijack();
      // Who left while the session was looked up is never heard to leave: nobody would end the looks.
      if (reply.raw.destroyed) return;
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      const language = languageOf(request);
      const end = live.watch(async (overview) => {
        // Who signed out, or whose session is over, sees nothing more; who does not read is not written to.
        if (!(await session(request))) return void reply.raw.end();
        if (reply.raw.writableNeedDrain) return;
        const changed = overviewParts(overview, language);
        const data = Object.fromEntries(Object.entries(changed).map(([id, { text }]) => [id, text]));
        reply.raw.write(`data: ${JSON.stringify(data)}\n\n`);
      });
      request.raw.once('close', end);
    });
    scope.get('/page.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
    scope.get('/live.js', async (_request, reply) =>
      reply.type('text/javascript; charset=utf-8').send(script),
    );
    scope.post('/sign-in', async (request, reply) => {
      mustBeOwn(request, origins());
      const form = SignInForm.safeParse(request.body);
      const tried = form.success ? await signIn(request, form.data.password) : undefined;
      if (tried === 'wait') return showPage(reply.code(429), signInPage(frame(request), 'waitAWhile'));
      if (!tried) return showPage(reply.code(403), signInPage(frame(request), 'wrongPassword'));
      reply.header('set-cookie', cookie(request, tried.id, 12 * 3600));
      return reply.redirect('/', 303);
    });
    scope.post('/sign-out', async (request, reply) => {
      await administrator.signOut(await changing(request));
      reply.header('set-cookie', cookie(request, '', 0));
      return reply.redirect('/', 303);
    });
    scope.post('/codes', async (request, reply) => {
      const { token } = await changing(request);
      const form = CodeForm.safeParse(request.body);
      const sites = await parts.configurations.all();
      const site = form.success ? sites.find(({ id }) => id === form.data.site) : undefined;
      if (!site || !form.success) throw new AuthorityError('bad-request', 'There is no such site or role.');
      const { role } = form.data;
      const refusal = await parts.configurations.refusal({ site: site.id, role });
      if (refusal !== undefined) throw new AuthorityError('bad-request', refusal);
      const [code = ''] = await parts.codes.issue({ site: site.id, role }, 1, now());
      const address = origins()[0] ?? '';
      const signingKey = parts.keys.signing.kid ?? '';
      const ticket = writeTicket({ authority: address, code, signingKey });
      return showPage(
        reply,
        codePage(frame(request), { code, site: site.name, role, ticket, address, signingKey, token }),
      );
    });
    scope.post('/orders', async (request, reply) => {
      await changing(request);
      const form = OrderForm.safeParse(request.body);
      if (!form.success || !(await parts.orders.give(form.data.terminal, form.data.kind, now())))
        throw new AuthorityError('bad-request', 'There is no such terminal or order.');
      return reply.redirect('/?given=1', 303);
    });
  });

  async function signIn(request: FastifyRequest, password: string): Promise<Session | 'wait' | undefined> {
    try {
      return await administrator.signIn(password, request.ip, now());
    } catch (thrown) {
      if (thrown instanceof AuthorityError && thrown.code === 'rate-limited') return 'wait';
      throw thrown;
    }
  }
}

/** A browser says from which page a form comes. Throws `AuthorityError` not-signed-in for another one's. */
function mustBeOwn({ headers }: FastifyRequest, origins: readonly string[]): void {
  const { origin } = headers;
  if (origin !== undefined && !origins.includes(origin))
    throw new AuthorityError('not-signed-in', 'This form came from another page.');
}

function cookie({ protocol }: FastifyRequest, value: string, seconds: number): string {
  const secure = protocol === 'https' ? '; Secure' : '';
  return `${COOKIE}=${value}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${seconds}${secure}`;
}

function languageOf({ headers }: FastifyRequest): PageLanguage {
  return pageLanguage(headers['accept-language']);
}
