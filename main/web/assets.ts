import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Asset {
  readonly body: Buffer;
  readonly type: string;
  /** Its name holds a hash of what is in it, so it may be kept for ever. */
  readonly hashed: boolean;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

/**
 * The dashboard's files by their paths, read once: what is not in this list is not served, so no path leads anywhere else.
 * Files of other kinds (source maps) are left out.
 * @throws Error where the bundle is missing: our own fault or an unbuilt checkout
 */
export function readAssets(folder: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const type = TYPES[path.extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).split(path.sep).join('/');
    assets.set(`/${name}`, { body: readFileSync(file), type, hashed: name.startsWith('assets/') });
  }
  const index = assets.get('/index.html');
  if (!index) throw new Error(`${folder} has no index.html: run npm run build`);
  assets.set('/', index);
  return assets;
}
