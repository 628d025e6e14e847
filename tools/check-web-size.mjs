// How much script a browser has to load before the first page shows: what index.html names, compressed as it travels.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { root } from './run-command.mjs';

export const MOST_BYTES = 260 * 1024;

/** The scripts of a built web app that load at once, with their sizes. */
export function initialScripts(folder = join(root, 'dist', 'web')) {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="(\/[^"]+\.js)"/g)].map(([, path]) => path);
  return named.map((path) => ({ path, bytes: gzipSync(readFileSync(join(folder, path)), { level: 9 }).length }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const scripts = initialScripts();
  const all = scripts.reduce((sum, { bytes }) => sum + bytes, 0);
  const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
  for (const { path, bytes } of scripts) console.log(`${kb(bytes).padStart(10)}  ${path}`);
  console.log(`${kb(all).padStart(10)}  of ${kb(MOST_BYTES)} at most, compressed, before the first page shows`);
  if (all > MOST_BYTES) process.exitCode = 1;
}
