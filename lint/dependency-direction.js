/**
 * Dependencies point one way (docs/architecture.md). This table is the law; everything not listed is forbidden.
 *
 * `sees`   rooms a room may import from, besides itself and `shared`
 * `io`     whether it may touch files, network and processes (pure rooms may not)
 */
import path from 'node:path';

export const rooms = {
  shared: { sees: [], io: false },
  renderer: { sees: [], io: false },
  'main/crypto': { sees: [], io: false },
  'main/sqlite': { sees: [], io: true },
  'main/credentials': { sees: ['main/crypto'], io: false },
  'main/trust': { sees: ['main/crypto'], io: false },
  'main/verification': { sees: ['main/credentials', 'main/trust', 'main/crypto'], io: false },
  'main/readers': { sees: [], io: true },
  'main/readers/framing': { sees: [], io: false },
  'main/journal': { sees: ['main/crypto', 'main/sqlite'], io: true },
  'main/operators': { sees: ['main/crypto', 'main/journal'], io: false },
  'main/handoff': { sees: ['main/journal'], io: true },
  'main/authority': { sees: [], io: true },
  'main/authority/client': { sees: ['main/crypto'], io: true },
  'main/authority/server': {
    sees: [
      'main/authority',
      'main/credentials',
      'main/trust',
      'main/verification',
      'main/crypto',
      'main/sqlite',
      'main/training',
    ],
    io: true,
  },
  'main/delivery': { sees: ['main/journal', 'main/authority/client', 'main/crypto'], io: true },
  'main/training': {
    sees: ['main/authority/server', 'main/readers', 'main/credentials', 'main/crypto'],
    io: true,
  },
  'main/terminal': { sees: ['main/*'], except: ['main/shell', 'main/cli'], io: true },
  'main/cli': { sees: ['main/*'], except: ['main/shell'], io: true },
  'main/installation': { sees: ['main/readers', 'main/crypto'], io: true },
  'main/updates': { sees: ['main/crypto', 'main/installation'], io: true },
  'main/shell': {
    sees: ['main/terminal', 'main/readers', 'main/installation', 'main/updates', 'main/cli'],
    io: true,
    electron: true,
  },
};

const ioModules =
  /^(node:)?(fs|fs\/promises|net|http|https|http2|tls|dgram|dns|child_process|cluster|worker_threads|readline|os)$|^(node-hid|serialport|smartcard|@photostructure\/sqlite|fastify|electron-store)$|^node:sqlite$/;

/** The innermost room of the table that a repository path lies in, or undefined outside of it. */
export function roomOf(file) {
  const names = Object.keys(rooms).filter((name) => file === name || file.startsWith(`${name}/`));
  return names.sort((a, b) => b.length - a.length)[0];
}

/** Why `file` (repository path) may not import `specifier`, or undefined if it may. */
export function objection(file, specifier) {
  const from = roomOf(file);
  if (!from) return undefined;
  const law = rooms[from];
  if (/^electron(\/|$)/.test(specifier))
    return law.electron ? undefined : 'electron appears only in main/shell.';
  if (!specifier.startsWith('.')) {
    return !law.io && ioModules.test(specifier) ? `${from} is pure: it does no input or output.` : undefined;
  }
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
  const to = roomOf(target);
  if (!to) {
    return target.startsWith('..') || /^(test|scripts|lint)\//.test(target)
      ? `${from} may not import ${target}.`
      : undefined;
  }
  if (to === from || to === 'shared' || to.startsWith(`${from}/`) || from.startsWith(`${to}/`))
    return undefined;
  const seen = (name) =>
    to === name || to.startsWith(`${name}/`) || (name === 'main/*' && to.startsWith('main/'));
  if (law.except?.some((name) => to === name)) return `${from} may not see ${to}.`;
  return law.sees.some(seen) ? undefined : `${from} may not see ${to}: dependencies point one way.`;
}

const rule = {
  meta: {
    type: 'problem',
    docs: { description: 'Rooms import only what the table of lint/dependency-direction.js allows.' },
  },
  create(context) {
    const file = path
      .relative(context.cwd ?? process.cwd(), context.filename)
      .split(path.sep)
      .join('/');
    const check = (node) => {
      if (typeof node.source?.value !== 'string') return;
      const message = objection(file, node.source.value);
      if (message) context.report({ node: node.source, message });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
    };
  },
};

export default { meta: { name: 'house' }, rules: { 'dependency-direction': rule } };
