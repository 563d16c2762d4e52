import encodeQr from 'qr';
import { shortFingerprint } from '../../../../shared/domain/fingerprint';
import { TerminalRole } from '../../../../shared/domain/terminal-role';
import { Html, html } from './html';
import { type PageLanguage, type PageMessages, pageDirection, pageMessages } from './messages';

export interface PageFrame {
  readonly language: PageLanguage;
  readonly training: boolean;
}

/** Somebody has to sign in first. */
export function signInPage(frame: PageFrame, problem?: 'wrongPassword' | 'waitAWhile'): Html {
  const m = pageMessages(frame.language);
  const finding = problem === undefined ? undefined : html`<p class="finding" role="alert">${m[problem]}</p>`;
  return whole(
    frame,
    undefined,
    html`<section>
      <h2>${m.signIn}</h2>
      ${finding}
      <form class="field" method="post" action="/sign-in">
        <label
          >${m.password}<input
            type="password"
            name="password"
            autocomplete="current-password"
            required
            autofocus /></label
        ><button class="primary">${m.signIn}</button>
      </form>
    </section>`,
  );
}

export interface OverviewPage {
  readonly parts: Readonly<Record<string, Html>>;
  /** Goes with each form. */
  readonly token: string;
  /** The whole thumbprint, as a provisioning file names it. */
  readonly signingKey: string;
  /** For which a code can be issued. */
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  /** Ids of terminals to which an order can be given. */
  readonly terminals: readonly string[];
  readonly given: boolean;
}

/** Terminals, queues, arrivals; what can be done below. */
export function overviewPage(frame: PageFrame, page: OverviewPage): Html {
  const m = pageMessages(frame.language);
  const part = (id: string, title: string) =>
    html`<section aria-labelledby="${id}-title">
      <h2 id="${id}-title">${title}</h2>
      <div id="${id}">${page.parts[id]}</div>
    </section>`;
  const token = html`<input type="hidden" name="token" value="${page.token}" />`;
  return whole(
    frame,
    page.token,
    html`<section><dl class="figures" id="figures">${page.parts['figures']}</dl></section>
      ${part('terminals', m.terminals)}
      <div class="columns">
        ${part('arrivals', m.arrivals)}${part('refused', m.refused)}${part('issuers', m.issuers)}
        <section>
          <h2>${m.newTerminal}</h2>
          <p class="quiet">${m.codeHelp}</p>
          <p class="fingerprint">
            ${fingerprintOf(page.signingKey, m)}<br />
            <span class="quiet">signingKey: <code>${page.signingKey}</code></span>
          </p>
          <form class="field" method="post" action="/codes">
            ${token}${siteChoice(page, m)}${roleChoice(m)}<button class="primary">${m.issueCode}</button>
          </form>
        </section>
        ${page.terminals.length === 0 ? undefined : orders(page, m, token)}
      </div>
      <script src="/live.js" defer></script>`,
  );
}

/** As a new terminal shows it to be compared. */
function fingerprintOf(signingKey: string, m: PageMessages): Html {
  return html`${m.fingerprint}: <code>${shortFingerprint(signingKey)}</code>`;
}

/** Where there is one site there is no choice. */
function siteChoice({ sites }: OverviewPage, m: PageMessages): Html | undefined {
  if (sites.length < 2) return undefined;
  const choices = sites.map(({ id, name }) => html`<option value="${id}">${name}</option>`);
  return html`<label
    >${m.site}<select name="site">
      ${choices}
    </select></label
  >`;
}

/** What the terminal is at its site. */
function roleChoice(m: PageMessages): Html {
  const choices = TerminalRole.options.map(
    (role) => html`<option value="${role}">${m[`role-${role}`]}</option>`,
  );
  return html`<label
    >${m.role}<select name="role">
      ${choices}
    </select></label
  >`;
}

function orders({ terminals, given }: OverviewPage, m: PageMessages, token: Html): Html {
  const kinds = (['fetch-configuration', 'rotate-key', 'revoke-and-wipe'] as const).map(
    (kind) => html`<option value="${kind}">${m[kind]}</option>`,
  );
  const choices = terminals.map((id) => html`<option>${id}</option>`);
  const finding = given ? html`<p class="finding" role="status">${m.given}</p>` : undefined;
  return html`<section>
    <h2>${m.order}</h2>
    ${finding}
    <form class="field" method="post" action="/orders">
      ${token}<label
        >${m.terminal}<select name="terminal">
          ${choices}
        </select></label
      ><label
        >${m.order}<select name="kind">
          ${kinds}
        </select></label
      ><button>${m.give}</button>
    </form>
  </section>`;
}

/** A new enrolment code, to scan or to type. It is on this page only. */
export function codePage(
  frame: PageFrame,
  {
    code,
    site,
    role,
    ticket,
    address,
    signingKey,
    token,
  }: {
    code: string;
    site: string;
    role: TerminalRole;
    ticket: string;
    address: string;
    signingKey: string;
    token: string;
  },
): Html {
  const m = pageMessages(frame.language);
  // The drawing of a text that this program made; it holds no markup of anybody else.
  const drawing = new Html(encodeQr(ticket, 'svg'));
  return whole(
    frame,
    token,
    html`<section>
      <h2>${m.newTerminal}</h2>
      <div class="qr" role="img" aria-label="QR">${drawing}</div>
      <p class="code"><code id="code">${code}</code></p>
      <p>${m.site}: ${site}</p>
      <p>${m.role}: ${m[`role-${role}`]}</p>
      <p>${m.address}: <code>${address}</code></p>
      <p>${fingerprintOf(signingKey, m)}</p>
      <p class="quiet">${m.codeHelp}</p>
      <p><a href="/">${m.back}</a></p>
    </section>`,
  );
}

function whole({ language, training }: PageFrame, token: string | undefined, content: Html): Html {
  const m = pageMessages(language);
  const banner = training
    ? html`<aside class="striped" aria-label="${m.training}">${m.training}</aside>`
    : undefined;
  const signedIn =
    token === undefined
      ? undefined
      : html`<p id="stream" role="status" data-live="${m.live}" data-paused="${m.paused}"></p>
          <form method="post" action="/sign-out">
            <input type="hidden" name="token" value="${token}" /><button>${m.signOut}</button>
          </form>`;
  return html`<!doctype html>
    <html lang="${language}" dir="${pageDirection(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Vestibule · ${m.title}</title>
        <link rel="stylesheet" href="/page.css" />
      </head>
      <body>
        ${banner}
        <header>
          <h1>${m.title}</h1>
          ${signedIn}
        </header>
        <main>${content}</main>
      </body>
    </html>`;
}
