import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { contentSecurityPolicy } from './content-security-policy';

const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://terminal`;

const mediaTypes: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Makes `app://` a standard, secure scheme. Must run before `app` is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/**
 * Serves the built pages below `root`, and nothing outside of it. The deprecated call, on purpose: its successor has Node
 * load the whole of its `fetch` for the first page, a tenth of the shell's work at a start.
 */
export function serveApp(root: string): void {
  protocol.registerBufferProtocol(
    APP_SCHEME,
    (request, answer) => void serve(root, request.url).then(answer),
  );
}

async function serve(root: string, url: string): Promise<Electron.ProtocolResponse> {
  const file = resolveInside(root, url);
  const found = file ? await readFile(file).catch(() => null) : null;
  if (!file || !found) return { statusCode: 404, mimeType: 'text/plain', data: Buffer.from('not found') };
  const mimeType = mediaTypes[path.extname(file)] ?? 'application/octet-stream';
  return {
    data: found,
    mimeType,
    charset: 'utf-8',
    headers: {
      'Content-Type': mimeType.startsWith('text/') ? `${mimeType}; charset=utf-8` : mimeType,
      'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  };
}

/** Null for what is no address of a page: of another host, outside of `root`, or with escapes that stand for nothing. */
function resolveInside(root: string, url: string): string | null {
  const { host, pathname } = new URL(url);
  if (`${APP_SCHEME}://${host}` !== APP_ORIGIN) return null;
  const named = unescaped(pathname);
  if (named === null) return null;
  const wanted = path.join(root, named);
  const relative = path.relative(root, wanted);
  return relative && !relative.startsWith('..') && !path.isAbsolute(relative) ? wanted : null;
}

function unescaped(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
