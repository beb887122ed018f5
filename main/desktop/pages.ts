import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { protocol, type Session } from 'electron';
import { PAGE, SCHEME } from './page-address.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const HEADERS = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

/** A scheme of our own, so that the page has an origin that no file and no site shares. Before the app is ready. */
export function declarePages(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Answers with the dashboard's files, read once: what is not in the list is not there, so no path leads anywhere else. */
export function servePages({ protocol: pages }: Session, folder: string): void {
  const files = new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && path.extname(entry.name) in TYPES)
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [`${PAGE}${path.relative(folder, file).split(path.sep).join('/')}`, file];
      }),
  );
  files.set(PAGE, path.join(folder, 'index.html'));
  pages.handle(SCHEME, ({ method, url }) => {
    const file = files.get(url);
    if (method !== 'GET' || file === undefined) return new Response(null, { status: 404, headers: HEADERS });
    const type = TYPES[path.extname(file)] ?? '';
    return new Response(readFileSync(file), { headers: { ...HEADERS, 'Content-Type': type } });
  });
}
