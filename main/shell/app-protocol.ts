import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { protocol } from 'electron';
import { contentSecurityPolicy } from './content-security-policy';

const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://terminal`;

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
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

/** Serves the built pages below `root`, and nothing outside of it. */
export function serveApp(root: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const file = resolveInside(root, request.url);
    const found = file ? await readFile(file).catch(() => null) : null;
    if (!file || !found) return new Response('not found', { status: 404 });
    const headers = new Headers({
      'Content-Type': mediaTypes[path.extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    });
    return new Response(new Uint8Array(found), { headers });
  });
}

function resolveInside(root: string, url: string): string | null {
  const { host, pathname } = new URL(url);
  if (`${APP_SCHEME}://${host}` !== APP_ORIGIN) return null;
  const wanted = path.join(root, decodeURIComponent(pathname));
  const relative = path.relative(root, wanted);
  return relative && !relative.startsWith('..') && !path.isAbsolute(relative) ? wanted : null;
}
