// What the documents name must be there: paths in backticks, links to files, and the commands of package.json.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root as ownRoot } from './run-command.mjs';

const root = process.argv[2] ?? ownRoot;
const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
const folders = [...manifest.workspaces, 'docs', '.ci'];

async function documentsUnder(folder) {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
      .map((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return documentsUnder(path);
        return entry.name.endsWith('.md') ? [path] : [];
      }),
  );
  return found.flat();
}

/** Whether something is at a path in which `*` stands for any one name. */
async function isThere(path) {
  let places = [root];
  for (const part of path.split('/').filter((name) => name !== '')) {
    const next = await Promise.all(
      places.map(async (place) => {
        if (part !== '*') return existsSync(join(place, part)) ? [join(place, part)] : [];
        const entries = await readdir(place, { withFileTypes: true }).catch(() => []);
        return entries.map(({ name }) => join(place, name));
      }),
    );
    places = next.flat();
  }
  return places.length > 0;
}

const isPath = (text) =>
  /^[\w.*@-]+(\/[\w.*@-]+)*\/?$/.test(text) && folders.includes(text.split('/')[0]) && text.includes('/');

async function faultsOf(document) {
  const text = await readFile(join(root, document), 'utf8');
  const found = async (pattern, judge) => {
    const faults = await Promise.all(
      [...text.matchAll(pattern)].map(async (match) => {
        const fault = await judge(match[1]);
        return fault === null ? [] : [`${document}:${text.slice(0, match.index).split('\n').length}: ${fault}`];
      }),
    );
    return faults.flat();
  };
  return [
    ...(await found(/`([^`\n]+)`/g, async (name) =>
      isPath(name) && !(await isThere(name)) ? `there is no ${name}.` : null,
    )),
    ...(await found(/\]\(([^)#\s]+)[^)]*\)/g, (link) =>
      /^[a-z]+:/.test(link) || existsSync(join(root, dirname(document), link))
        ? null
        : `the link to ${link} leads nowhere.`,
    )),
    ...(await found(/\bnpm run ([\w:-]+)/g, (name) =>
      name in manifest.scripts ? null : `package.json has no script ${name}.`,
    )),
  ];
}

const atRoot = (await readdir(root)).filter((name) => name.endsWith('.md'));
const below = await Promise.all(folders.filter((name) => existsSync(join(root, name))).map(documentsUnder));
const documents = [...atRoot, ...below.flat()];
const faults = (await Promise.all(documents.map(faultsOf))).flat();

if (faults.length === 0) console.log(`${documents.length} documents, everything they name is there.`);
for (const fault of faults) console.log(fault);
process.exitCode = faults.length === 0 ? 0 : 1;
