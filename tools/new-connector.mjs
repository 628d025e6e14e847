import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { installIfNeeded } from './install.mjs';
import { withLock } from './lock.mjs';
import { installedCommand, root, runCommand } from './run-command.mjs';
import { findName } from './walls/check-walls.mjs';

const template = join(root, 'tools', 'connector-template');

const USAGE = `npm run connector:new NAME

NAME is what the provider is called in addresses and flags: lower-case letters, digits and hyphens, such as box-lite. It makes
  connectors/src/NAME/             a connector that reads the interface of the simulator beside it
  simulators/src/NAME/             a simulator that misbehaves on demand
  tests/conformance/NAME.ts        how the one is tried against the other
and adds a line to each of connectors/src/registry.ts, simulators/src/registry.ts and tests/conformance/registry.ts.`;

/** A sentence for whoever asked. */
class Refused extends Error {}

/** Where a part of the template goes, and the line that names it in its registry. */
const partsOf = ({ id, camel }) => [
  { from: 'connector', to: `connectors/src/${id}`, line: `export { ${camel} } from './${id}/index.ts';` },
  { from: 'simulator', to: `simulators/src/${id}`, line: `export { ${camel} } from './${id}/command.ts';` },
  { from: 'conformance', to: 'tests/conformance', line: `export { ${camel} } from './${id}.ts';` },
];

const registryOf = ({ to }) => (to.startsWith('tests/') ? `${to}/registry.ts` : `${dirname(to)}/registry.ts`);

/** The forms in which a name is written: box-lite, boxLite, BoxLite, Box Lite. */
function formsOf(id) {
  const words = id.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const pascal = words.join('');
  return { id, pascal, camel: pascal.charAt(0).toLowerCase() + pascal.slice(1), title: words.join(' ') };
}

/** @throws Refused where the name cannot be one, or something is called so already */
async function refuseBadName(id) {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length < 3 || id.length > 40) {
    throw new Refused(`"${id}" is no name for a provider: 3 to 40 lower-case letters, digits and hyphens.`);
  }
  const names = formsOf(id);
  const places = [
    ...partsOf(names)
      .slice(0, 2)
      .map(({ to }) => to),
    `tests/conformance/${id}.ts`,
  ];
  const taken = places.find((place) => existsSync(join(root, place)));
  if (taken !== undefined) throw new Refused(`${taken} is there already. Choose another name, or remove it first.`);
  const place = await findName(root, id);
  if (place !== null) {
    throw new Refused(
      `${place} has the word "${id}" in it. A provider is named nowhere but in its own folders, so it needs a name that is nobody else's word.`,
    );
  }
}

async function filesUnder(folder) {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function writePart(names, { from, to }) {
  const fill = (text) =>
    text
      .replaceAll('__id__', names.id)
      .replaceAll('__camel__', names.camel)
      .replaceAll('__Pascal__', names.pascal)
      .replaceAll('__Title__', names.title)
      .replaceAll('__today__', new Date().toISOString().slice(0, 10));
  const written = [];
  for (const file of (await filesUnder(join(template, from))).sort()) {
    const name = relative(join(template, from), file).replace(/\.tpl$/, '');
    const path = join(to, name === 'trial.ts' ? `${names.id}.ts` : name);
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), fill(await readFile(file, 'utf8')));
    written.push(path);
  }
  return written;
}

/** Puts the line where it belongs by its module's name, as the formatter would. */
async function addLine(registry, line) {
  const lines = (await readFile(join(root, registry), 'utf8')).trimEnd().split('\n');
  const moduleOf = (text) => /from '([^']+)'/.exec(text)?.[1] ?? '';
  const later = lines.findIndex((each) => each.startsWith('export') && moduleOf(each) > moduleOf(line));
  lines.splice(later < 0 ? lines.length : later, 0, line);
  await writeFile(join(root, registry), `${lines.join('\n')}\n`);
}

/** Makes a connector, its simulator and its trial, each with a line in its registry, and says what to do next. */
export async function newConnector([id = '--help', ...rest]) {
  if (id === '--help' || id === '-h' || rest.length > 0) {
    console.log(USAGE);
    process.exitCode = rest.length > 0 ? 2 : 0;
    return;
  }
  try {
    await withLock(installIfNeeded);
    await refuseBadName(id);
    const names = formsOf(id);
    const written = [];
    const registries = [];
    for (const part of partsOf(names)) {
      written.push(...(await writePart(names, part)));
      await addLine(registryOf(part), part.line);
      registries.push(registryOf(part));
    }
    // Lines are as long as the name makes them.
    const paths = [...written, ...registries].filter((path) => path.endsWith('.ts'));
    const { code, output } = await runCommand(installedCommand('biome'), ['check', '--write', ...paths], {
      quiet: true,
    });
    if (code !== 0) throw new Refused(`The formatter did not take what was made:\n${output}`);
    for (const path of written) console.log(`made     ${path}`);
    for (const path of registries) console.log(`a line   ${path}`);
    console.log(
      `\nNext: npm run verify, then npm test -- tests/conformance -t '${names.title}', which is green from the start.\n` +
        'docs/connectors/writing-a-connector.md says how to go on from there.',
    );
  } catch (err) {
    if (!(err instanceof Refused)) throw err;
    console.error(err.message);
    process.exitCode = 2;
  }
}
