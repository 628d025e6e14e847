// The web app. Only files that were there at the start are served, by their whole names, so no path can lead elsewhere.
import { createHash } from 'node:crypto';
import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Context as HonoContext } from 'hono';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

interface StaticFile {
  readonly content: Buffer<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
  readonly caching: string;
}

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Illuminate</title>
<h1>Illuminate</h1><p>The server runs; the web app has not been built (<code>npm run build</code>). Its API: <a href="/api">reference</a>.</p></html>`;

/** Answers with a file, or with the app itself for a path that is one of its pages. */
export function staticFiles(folder: string | null): (c: HonoContext) => Response {
  const files = folder === null ? new Map<string, StaticFile>() : readAll(folder);
  const index = files.get('/index.html');
  return (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.text('Method not allowed', 405);
    const file = files.get(c.req.path);
    if (file !== undefined) return send(c, file);
    // A missing asset must not look like a page: a browser would run the page as a script.
    if (extname(c.req.path) !== '') return c.text('Not found', 404);
    return index === undefined ? c.html(NOT_BUILT) : send(c, index);
  };
}

function send(c: HonoContext, { content, type, etag, caching }: StaticFile): Response {
  c.header('etag', etag);
  c.header('cache-control', caching);
  if (c.req.header('if-none-match') === etag) return c.body(null, 304);
  return c.body(content, 200, { 'content-type': type });
}

function readAll(folder: string): Map<string, StaticFile> {
  if (!existsSync(folder)) return new Map();
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map((entry) => [`/${pathIn(folder, entry)}`, readOne(folder, entry)]),
  );
}

const pathIn = (folder: string, entry: Dirent): string =>
  relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');

function readOne(folder: string, entry: Dirent): StaticFile {
  const content = Buffer.from(readFileSync(join(entry.parentPath, entry.name)));
  return {
    content,
    type: TYPES[extname(entry.name)] ?? 'application/octet-stream',
    etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 27)}"`,
    // What is under assets/ carries the hash of its content in its name.
    caching: pathIn(folder, entry).startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
}
