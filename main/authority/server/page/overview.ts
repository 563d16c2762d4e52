import type { PublishedList } from '../trust-lists';
import type { Figures, FleetTerminal, RefusedEntry } from '../fleet';
import { type Html, html } from './html';
import { type PageLanguage, type PageMessages, pageMessages, wordFor } from './messages';

/** New entries of one terminal, as they were seen to arrive. */
export interface Arrival {
  readonly terminal: string;
  readonly entries: number;
  readonly at: number;
}

export interface Overview {
  readonly figures: Figures;
  readonly perMinute: number;
  readonly terminals: readonly FleetTerminal[];
  readonly refused: readonly RefusedEntry[];
  readonly arrivals: readonly Arrival[];
  readonly trust: PublishedList;
  readonly now: Date;
}

/** The parts of the page that change, by the id of their place. None holds personal data. */
export function overviewParts(overview: Overview, language: PageLanguage): Record<string, Html> {
  const messages = pageMessages(language);
  const words = new Words(messages, language, overview.now);
  return {
    figures: figures(overview, messages, words),
    terminals: terminals(overview, messages, words),
    arrivals: arrivals(overview, messages, words),
    refused: refused(overview, messages, words),
    issuers: issuers(overview, messages, language),
  };
}

/** Numbers and times as the language writes them. */
class Words {
  readonly #number: Intl.NumberFormat;
  readonly #relative: Intl.RelativeTimeFormat;
  readonly #time: Intl.DateTimeFormat;

  constructor(
    readonly messages: PageMessages,
    language: PageLanguage,
    private readonly now: Date,
  ) {
    this.#number = new Intl.NumberFormat(language);
    this.#relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
    // As the terminals write it: the day before the month, and the clock of 24 hours.
    const locale = language === 'en' ? 'en-GB' : language;
    this.#time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', dateStyle: 'short' });
  }

  count(number: number): string {
    return this.#number.format(number);
  }

  ago(at: number | undefined): string {
    if (at === undefined) return '–';
    const seconds = Math.round((at - this.now.getTime()) / 1000);
    if (seconds > -60) return this.#relative.format(Math.min(0, seconds), 'second');
    if (seconds > -3600) return this.#relative.format(Math.round(seconds / 60), 'minute');
    return this.#relative.format(Math.round(seconds / 3600), 'hour');
  }

  time(at: number): string {
    return this.#time.format(at);
  }
}

function figures({ figures: all, perMinute }: Overview, m: PageMessages, words: Words): Html {
  const figure = (name: string, value: number, beside?: string) =>
    html`<div>
      <dd>${words.count(value)}</dd>
      <dt>${name}${beside === undefined ? '' : m.comma + beside}</dt>
    </div>`;
  return html`${figure(m.terminals, all.terminals, `${words.count(all.active)} ${m.active}`)}${figure(m.waiting, all.queued)}${figure(m.stored, all.entries)}${figure(m.perMinute, perMinute)}${figure(m.setAside, all.refused)}`;
}

function terminals({ terminals: all }: Overview, m: PageMessages, words: Words): Html {
  if (all.length === 0) return html`<p class="quiet">${m.noTerminals}</p>`;
  const rows = all.map((terminal) => {
    const { id, site, role, state, queued, oldestQueuedAt, heardAt, entries, appVersion, health } = terminal;
    const { replacedBy, replaces, keptApart } = terminal;
    // What a replaced terminal said last is nobody's problem any more.
    const gone = state === 'replaced';
    const problem = gone ? undefined : terminal.problem;
    const toLookAt = state === 'active' ? health : [];
    const attention =
      !gone && ((state !== 'active' && state !== 'silent') || problem !== undefined || toLookAt.length > 0);
    const word = wordFor(m, `state-${state}`);
    return html`<tr class="${attention ? 'attention' : gone ? 'gone' : ''}">
      <td><code>${id}</code></td>
      <td class="words">${site}</td>
      <td class="words">${m[`role-${role}`]}</td>
      <td>
        <span class="dot ${attention ? 'attention' : state}"
          >${problem === undefined ? word : word + m.comma + problem}${gone ? html` <code>${replacedBy}</code>` : ''}</span
        >
        ${replaces.map((former) => html`<span class="finding">${m.replaces} <code>${former}</code></span>`)}
        ${keptApart === 0 ? '' : html`<span class="finding">${m.keptApart}: ${words.count(keptApart)}</span>`}
        ${toLookAt.map(
          ({ topic, state: grade }) =>
            html`<span class="finding">${wordFor(m, `health-${topic}`)}: ${wordFor(m, grade)}</span>`,
        )}
      </td>
      <td class="count">${words.count(queued)}</td>
      <td>${words.ago(oldestQueuedAt)}</td>
      <td class="count">${words.count(entries)}</td>
      <td>${words.ago(heardAt)}</td>
      <td>${appVersion ?? '–'}</td>
    </tr>`;
  });
  const headings = [
    m.terminal,
    m.site,
    m.role,
    m.state,
    [m.queue],
    m.oldest,
    [m.entries],
    m.heard,
    m.version,
  ] as const;
  return table(m.terminals, headings, rows);
}

function arrivals({ arrivals: all }: Overview, m: PageMessages, words: Words): Html {
  if (all.length === 0) return html`<p class="quiet">${m.noArrivals}</p>`;
  const rows = all.map(
    ({ terminal, entries, at }) =>
      html`<tr>
        <td><code>${terminal}</code></td>
        <td class="count">+${words.count(entries)}</td>
        <td>${words.time(at)}</td>
      </tr>`,
  );
  return html`<table>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

function refused({ refused: all }: Overview, m: PageMessages, words: Words): Html {
  if (all.length === 0) return html`<p class="quiet">${m.noRefused}</p>`;
  const rows = all.map(
    ({ terminal, epoch, seq, reason, at }) =>
      html`<tr>
        <td><code>${terminal}</code></td>
        <td class="count">${epoch}/${words.count(seq)}</td>
        <td class="words">${wordFor(m, reason)}</td>
        <td>${words.time(at)}</td>
      </tr>`,
  );
  return table(m.refused, [m.terminal, [m.number], m.reason, ''], rows);
}

function issuers({ trust }: Overview, m: PageMessages, language: PageLanguage): Html {
  const { list } = trust;
  const head = html`<p class="quiet">${m.trustList} v${list.version}</p>`;
  if (list.issuers.length === 0)
    return html`${head}
      <p class="quiet">${m.noIssuers}</p>`;
  const rows = list.issuers.map(
    ({ id, name, formats, training }) =>
      html`<tr>
        <td>${name[language] ?? name['en'] ?? id}</td>
        <td>${formats.join(', ')}</td>
        <td>${training ? m.training : ''}</td>
      </tr>`,
  );
  return html`${head}${table(m.issuers, [m.issuer, m.formats, ''], rows)}`;
}

/** A table in a box that scrolls sideways, with a name for who hears it. A heading in brackets stands over numbers. */
function table(name: string, headings: readonly Heading[], rows: readonly Html[]): Html {
  const cells = headings.map((heading) => {
    if (heading === '') return html`<td></td>`;
    return typeof heading === 'string'
      ? html`<th>${heading}</th>`
      : html`<th class="count">${heading[0]}</th>`;
  });
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${name}">
    <table>
      <thead>
        <tr>
          ${cells}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

type Heading = string | readonly [string];
