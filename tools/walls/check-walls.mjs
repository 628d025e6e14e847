import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { findCycles } from './find-cycles.mjs';
import { importsOf, readSource } from './read-source.mjs';
import { ARROWS, DOORS, isDemoData, LAUNCHER, NAMELESS_FOLDERS, OTHER_PROVIDERS, PROVIDER_BLIND } from './rules.mjs';

const isSource = (path) => /\.(ts|tsx|mts|mjs|js)$/.test(path);
const isTest = (path) => /(\.test|-for-tests)\.tsx?$/.test(path);
const isText = (path) => isSource(path) || /\.(json|css|html|md|sql|svg)$/.test(path);
const workspaceOf = (path) => path.split('/')[0];

/** Files under `folder` as paths from the root with forward slashes; `folders` gathers the folders on the way. */
async function listFiles(root, folder, folders) {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries
      .filter(({ name }) => name !== 'node_modules' && name !== 'dist' && !name.startsWith('.'))
      .map((entry) => {
        const path = `${folder}/${entry.name}`;
        if (!entry.isDirectory()) return [path];
        folders.push(path);
        return listFiles(root, path, folders);
      }),
  );
  return found.flat();
}

const lineOf = (text, at) => text.slice(0, at).split('\n').length;

/** What a relative import names, as a path from the root. */
function targetOf(root, from, name) {
  const path = join(dirname(from), name).split(sep).join('/');
  const candidates = [path, path.replace(/\.js$/, '.ts'), `${path}.ts`, `${path}.tsx`, `${path}/index.ts`];
  return candidates.find((candidate) => isSource(candidate) && existsSync(join(root, candidate))) ?? path;
}

function* arrowFaults(path, { name, line }, target) {
  const from = workspaceOf(path);
  const to = target === null ? /^@illuminate\/([^/]+)/.exec(name)?.[1] : workspaceOf(target);
  if (to === undefined || to === from) return;
  if (path === LAUNCHER && to === 'tools') return;
  if (!(ARROWS[from] ?? []).includes(to)) {
    const allowed = ARROWS[from]?.length ? `only ${ARROWS[from].join(', ')}` : 'nothing of ours';
    yield `${path}:${line}: ${from} imports ${to}; it may import ${allowed}.`;
  } else if (target !== null && from !== 'tests' && from !== 'bench') {
    yield `${path}:${line}: reaches into ${to} by a path; import @illuminate/${to}.`;
  }
}

/** One connector knows nothing of another. */
function* neighbourFaults(path, line, target) {
  const provider = (of) => /^connectors\/src\/([^/]+)\//.exec(of)?.[1];
  const from = provider(path);
  const to = target === null ? undefined : provider(target);
  if (from !== undefined && to !== undefined && from !== to) {
    yield `${path}:${line}: the connector ${from} imports the connector ${to}; what both need belongs to connector-kit.`;
  }
}

function* doorFaults(path, source, imports) {
  for (const { what, imports: modules, importing, code, unless, within, door, instead } of DOORS) {
    if (isTest(path) || !within.includes(workspaceOf(path)) || door.test(path)) continue;
    const fault = (at) => `${path}:${lineOf(source.codeOnly, at)}: reaches for ${what}; ${instead}.`;
    for (const { name, at, text } of imports) {
      if (modules?.test(name) && (importing?.test(text) ?? true)) yield fault(at);
    }
    const found = unless?.test(source.codeOnly) ? null : code?.exec(source.codeOnly);
    if (found) yield fault(found.index);
  }
}

function* providerFaults(path, text, providers) {
  if (!PROVIDER_BLIND.includes(workspaceOf(path)) || isDemoData(path)) return;
  for (const provider of providers) {
    const at = text.toLowerCase().indexOf(provider);
    if (at >= 0) {
      yield `${path}:${lineOf(text, at)}: names the provider ${provider}; ask for capabilities, take words from the connector.`;
    }
  }
}

/** Every crossing of a wall in the tree at `root`, as sentences that begin with file and line. */
export async function checkWalls(root) {
  const folders = [];
  const workspaces = Object.keys(ARROWS).filter((name) => existsSync(join(root, name)));
  const files = (await Promise.all(workspaces.map((name) => listFiles(root, name, folders)))).flat().sort();
  const providers = new Set([
    ...OTHER_PROVIDERS,
    ...folders.map((path) => /^connectors\/src\/([^/]+)$/.exec(path)?.[1]).filter((name) => name !== undefined),
  ]);
  const faults = folders
    .filter((path) => NAMELESS_FOLDERS.includes(path.split('/').pop()))
    .map((path) => `${path}: a folder named so says nothing of what is in it; name the thing.`);
  const graph = new Map();
  for (const path of files.filter(isText)) {
    const text = await readFile(join(root, path), 'utf8');
    faults.push(...providerFaults(path, text, providers));
    if (!isSource(path)) continue;
    const source = readSource(text);
    const imports = importsOf(source);
    faults.push(...doorFaults(path, source, imports));
    const targets = [];
    for (const { name, at, isErased } of imports) {
      const target = name.startsWith('.') ? targetOf(root, path, name) : null;
      const line = lineOf(text, at);
      faults.push(...arrowFaults(path, { name, line }, target), ...neighbourFaults(path, line, target));
      // A circle of types alone is erased: nothing in it can be half loaded.
      if (target !== null && !isErased) targets.push(target);
    }
    graph.set(path, targets);
  }
  const cycles = findCycles(graph).map(
    (cycle) => `${cycle[0]}: imports itself by way of ${cycle.slice(1).join(', ')}.`,
  );
  return { faults: [...faults, ...cycles], filesRead: graph.size };
}

/** The first place, with its line, where a word stands that would name a provider where none may be named; null if there is none. */
export async function findName(root, name) {
  for (const workspace of PROVIDER_BLIND.filter((each) => existsSync(join(root, each)))) {
    for (const path of (await listFiles(root, workspace, [])).filter(isText).sort()) {
      const [found] = providerFaults(path, await readFile(join(root, path), 'utf8'), [name]);
      if (found !== undefined) return found.split(' names the provider')[0].replace(/:$/, '');
    }
  }
  return null;
}
