import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CommandFailed, installedCommand, root, runCommand, spentSince } from './run-command.mjs';

const dist = join(root, 'dist');

/** What each bundle starts from. */
const BUNDLES = {
  server: 'platform/src/main.ts',
  'extract-worker': 'platform/src/syncs/extract-worker.ts',
  'delivery-worker': 'platform/src/deliveries/delivery-worker.ts',
  'upload-worker': 'platform/src/uploads/upload-worker.ts',
  'make-template': 'platform/src/control/make-template.ts',
  illuminate: 'cli/src/main.ts',
  simulate: 'simulators/src/main.ts',
  bench: 'bench/src/main.ts',
};
const SERVER_SIDE = [
  'model',
  'contract',
  'delivery',
  'connector-kit',
  'connectors',
  'platform',
  'cli',
  'simulators',
  'bench',
];
// The documents that are pages of the guide are part of the app.
const BROWSER_SIDE = ['model', 'contract', 'delivery', 'web', 'docs'];

/** Left in node_modules: native code, WebAssembly beside the file, worker threads of their own. */
const EXTERNAL = ['@duckdb/*', '@node-rs/*', '@electric-sql/pglite', 'pino', 'pino-pretty', 'pg-native'];

export const bundlePath = (name) => join(dist, `${name}.mjs`);

const isTest = (name) => /\.test\.tsx?$/.test(name);

async function filesUnder(folder) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries
      .filter(({ name }) => name !== 'node_modules' && name !== 'dist' && !isTest(name))
      .map((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? filesUnder(path) : [path];
      }),
  );
  return found.flat().sort();
}

const textOf = (path) => readFile(path, 'utf8').catch(() => '');

/** One hash over everything that a step reads: sources, the lock, and this file. */
async function hashOf(folders, ...more) {
  const hash = createHash('sha256');
  const files = (await Promise.all(folders.map((folder) => filesUnder(join(root, folder))))).flat();
  for (const file of [join(root, 'package-lock.json'), join(root, 'tools', 'build-dist.mjs'), ...files]) {
    hash.update(`${relative(root, file)}\0`).update(await readFile(file));
  }
  for (const text of more) hash.update(text);
  return hash.digest('hex');
}

/** Does `work` unless it has been done for this very hash and left `outputs`. */
async function step(name, hash, outputs, work) {
  const stamp = join(dist, '.built', name);
  if ((await textOf(stamp)) === hash && outputs.every((path) => existsSync(path))) return;
  await rm(stamp, { force: true });
  await work();
  await writeFile(stamp, hash);
}

/** Makes some of the bundles, in a folder. */
export async function bundle(names, folder) {
  const { build: esbuild, stop } = await import('esbuild');
  const entries = names.map((name) => ({ in: join(root, BUNDLES[name]), out: name }));
  let result;
  try {
    result = await esbuild({
      absWorkingDir: root,
      entryPoints: entries,
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: true,
      external: EXTERNAL,
      // CommonJS packages inside an ES module still ask for require().
      banner: {
        js: "import { createRequire as createRequireOfBundle } from 'node:module'; const require = createRequireOfBundle(import.meta.url);",
      },
      logLevel: 'warning',
      write: false,
    });
  } catch {
    throw new CommandFailed('The server was not built; the messages above say where.');
  } finally {
    // Its helper process would stay for as long as the server does.
    await stop();
  }
  // Renamed into place, so that a process which starts meanwhile reads the old file or the new one, never half.
  for (const { path, contents } of result.outputFiles) {
    await writeFile(`${path}.new`, contents);
    await rename(`${path}.new`, path);
  }
}

async function buildWeb() {
  const fresh = join(dist, 'web.new');
  const { code, output } = await runCommand(
    installedCommand('vite'),
    ['build', 'web', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'],
    { quiet: true },
  );
  if (code !== 0) throw new CommandFailed(`${output}\nThe web app was not built; the messages above say where.`);
  await rm(join(dist, 'web'), { recursive: true, force: true });
  await rename(fresh, join(dist, 'web'));
}

async function makeTemplate(template) {
  const { code, output } = await runCommand(process.execPath, [bundlePath('make-template'), template], { quiet: true });
  if (code !== 0 || !existsSync(template)) {
    throw new CommandFailed(`${output}\nThe template of the control database was not made.`);
  }
}

/** Says a step as it begins, and how long it took. */
async function timed(what, work) {
  const start = performance.now();
  console.error(`Building the ${what} …`);
  await work();
  console.error(`Built the ${what} in ${spentSince(start)}.`);
}

/** Builds what is out of date under dist/. `only` names some of: bundles, template, web. */
export async function build({ only = ['bundles', 'template', 'web'] } = {}) {
  await mkdir(join(dist, '.built'), { recursive: true });
  const bundles = async () => {
    const files = Object.keys(BUNDLES).map(bundlePath);
    await step('bundles', await hashOf(SERVER_SIDE), files, () =>
      timed('server', () => bundle(Object.keys(BUNDLES), dist)),
    );
  };
  const template = async () => {
    const file = join(dist, 'control-template.tar.gz');
    await step('template', await hashOf([], await textOf(bundlePath('make-template'))), [file], () =>
      timed('control database template', () => makeTemplate(file)),
    );
  };
  const web = async () => {
    await step('web', await hashOf(BROWSER_SIDE), [join(dist, 'web', 'index.html')], () => timed('web app', buildWeb));
  };
  const serverSide = async () => {
    if (only.includes('bundles')) await bundles();
    // Made by a bundle of this build, and only when the migrations within have changed.
    if (only.includes('template')) await template();
  };
  await Promise.all([serverSide(), only.includes('web') ? web() : null]);
}
