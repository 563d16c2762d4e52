import { measureInApp } from './in-app.mjs';
import { measureInElectron } from './in-electron.mjs';
import { measureStarts } from './start.mjs';

/**
 * @typedef {object} Measured what `npm run bench` prints for each figure (CLI, The other scripts)
 * @property {string} name
 * @property {boolean} ok
 * @property {number} [value]
 * @property {string} [unit]
 * @property {number} [yardstick]
 * @property {number} [ratio]
 * @property {string} [goal]
 * @property {string} [reason] why it could not be measured
 */

/**
 * @typedef {object} Source one run that measures one figure or several
 * @property {readonly string[]} names
 * @property {'Verification'} [topic] a section of its own in docs/figures.md
 * @property {string} [program] in test/bench
 * @property {string} [run] the function it exports
 * @property {() => Promise<Measured[]>} [measure] in place of both: a measurement that starts the program itself
 */

/** Where each figure comes from. @type {readonly Source[]} */
export const sources = [
  { names: ['commit'], program: 'journal.ts', run: 'commit' },
  { names: ['commit-syncs', 'commit-bytes'], program: 'journal.ts', run: 'writes' },
  { names: ['batch'], program: 'journal.ts', run: 'batch' },
  { names: ['lookup-at-1m', 'commit-at-1m'], program: 'journal.ts', run: 'atOneMillion' },
  { names: ['vs-electron-store'], program: 'journal.ts', run: 'vsElectronStore' },
  { names: ['ingest', 'drain'], program: 'fleet.ts', run: 'ingestAndDrain' },
  { names: ['decode-rate'], program: 'decode.ts', run: 'decodeRate' },
  { names: ['decode-photos'], program: 'decode.ts', run: 'decodePhotos' },
  { names: ['decode-dense'], program: 'decode.ts', run: 'decodeDense' },
  {
    names: ['cold-start', 'cold-start-training', 'rss', 'rss-training', 'host-restart'],
    measure: measureStarts,
  },
  { names: ['decode-empty-frame'], program: 'decode.ts', run: 'decodeEmptyFrame' },
  {
    names: [
      'claim-169',
      'hcert',
      'sd-jwt-vc',
      'mdoc',
      'emrtd',
      'vds',
      'aadhaar-qr',
      'resident-card',
      'mrz',
      'aamva',
      'magstripe',
      'e-id-code',
    ].map((format) => `verify-${format}`),
    topic: 'Verification',
    measure: () => measureInElectron('verify.ts', 'verifyFormats'),
  },
  {
    names: ['pace-p256', 'pace-brainpool256', 'pace-brainpool512', 'pace-p521', 'bac'],
    topic: 'Verification',
    measure: () => measureInElectron('open-chip.ts', 'openChip'),
  },
  {
    names: ['scan-to-verdict-offline', 'scan-to-verdict-offline-p95'],
    measure: () => measureInApp('scan-to-verdict', 40),
  },
  {
    names: ['shift', 'shift-window-rss', 'shift-terminal-rss', 'shift-host-rss', 'shift-shell-rss'],
    measure: () => measureInApp('shift', 2_000),
  },
];

/**
 * The figures as a table for people.
 * @param {readonly Measured[]} figures
 * @returns {string}
 */
export function table(figures) {
  const rows = figures.map(({ name, value, unit, yardstick, ratio, goal, ok, reason }) =>
    reason === undefined
      ? `| \`${name}\` | ${value} ${unit} | ${yardstick} | ${ratio} | ${goal} | ${ok ? 'met' : 'missed'} |`
      : `| \`${name}\` | | | | | not measured: ${reason} |`,
  );
  return ['| figure | value | yardstick | ratio | goal | |', '|---|---|---|---|---|---|', ...rows].join('\n');
}
