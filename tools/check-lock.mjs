// The lock must install everywhere: for every platform, and from whatever registry a person uses.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './run-command.mjs';

const text = await readFile(process.argv[2] ?? join(root, 'package-lock.json'), 'utf8');
const { packages } = JSON.parse(text);
const nameOf = (path) => path.split('node_modules/').pop();
const names = new Set(Object.keys(packages).map(nameOf));

const missing = Object.entries(packages).flatMap(([path, { version, optionalDependencies = {} }]) =>
  Object.keys(optionalDependencies)
    .filter((name) => !names.has(name))
    .map((name) => `${name}, optional for ${nameOf(path)} ${version}, has no entry: other platforms would miss it.`),
);
const hosts = new Set(
  Object.values(packages)
    .map(({ resolved = '' }) => /^[a-z+]+:\/\/[^/]+/.exec(resolved)?.[0])
    .filter((host) => host !== undefined),
);
const faults = [
  ...missing.map((fault) => `${fault} Pin another version of the package that names it.`),
  ...[...hosts].map((host) => `The lock names ${host}. Install with --omit-lockfile-registry-resolved.`),
];

if (faults.length === 0) console.log(`${Object.keys(packages).length} entries, complete.`);
for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
