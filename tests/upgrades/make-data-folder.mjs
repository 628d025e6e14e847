// Makes the data folder of a release, for the test that starts the current build on it:
//   git worktree add /tmp/release COMMIT && (cd /tmp/release && npm ci && npm run build)
//   node tests/upgrades/make-data-folder.mjs /tmp/release tests/upgrades/data-folders/NAME
// It runs that release's own server and simulator, connects two organisations, collects, pauses and stops. NAME.tar.br is the
// folder as it then lies on the disk, with its keys; NAME.json is what the release itself said of it.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';

const run = promisify(execFile);
const [release, target] = process.argv.slice(2).map((path) => resolve(path));
if (release === undefined || target === undefined) {
  console.error('make-data-folder.mjs RELEASE TARGET: a built clone of the release, and where to, without an ending.');
  process.exit(2);
}

const home = await mkdtemp(join(tmpdir(), 'illuminate-release-'));
const data = join(home, 'data');
const bundle = (name) => join(release, 'dist', `${name}.mjs`);
const env = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  PORT: '0',
  ILLUMINATE_DATA: data,
  ILLUMINATE_DEMO: 'off',
  ILLUMINATE_ALLOW_LOOPBACK: 'on',
};

/** Starts a program and waits for the line that says where it is. */
function start(args, ready) {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((done) => child.once('close', done));
  const address = new Promise((done, fail) => {
    let written = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      written += text;
      const found = ready.exec(written);
      if (found !== null) done(found[1]);
    });
    void ended.then(() => fail(new Error(`${args[0]} ended:\n${written}`)));
  });
  return { address, stop: () => (child.kill('SIGTERM'), ended) };
}

const simulator = start(
  [
    bundle('simulate'),
    'spektrix',
    '--port',
    '0',
    '--seed',
    '3',
    '--clients',
    '2',
    '--events',
    '6',
    '--orders',
    '80',
    '--years',
    '1',
  ],
  /simulator is ready: (http:\S+)/,
);
const server = start([bundle('server')], /Illuminate is ready: (http:\S+)/);
try {
  const origin = await simulator.address;
  const { clients } = await (await fetch(`${origin}/__simulator/accounts`)).json();
  const address = await server.address;
  const key = (await readFile(join(data, 'operator.key'), 'utf8')).trim();
  const call = async (method, path, body) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${address}/api/v1${path}`, { method, headers, ...sent });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const connections = [];
  for (const [at, slug] of ['riverside', 'harbour'].entries()) {
    const { client, login, secret } = clients[at];
    await call('POST', '/organisations', { slug, name: `The ${slug}`, zone: 'Europe/London', currency: 'GBP' });
    const settings = { client, login, host: origin };
    const { name } = await call('POST', '/connections', {
      ...{ organisation: slug, provider: 'spektrix', method: 'api-credentials', settings, secret },
      syncEverySeconds: 3600,
    });
    for (let attempt = 0; ; attempt += 1) {
      const shown = await call('GET', `/connections/${name}`);
      if (shown.progress?.complete === true && shown.counts.orders > 0) break;
      if (attempt === 600) throw new Error(`${name} was not collected: ${JSON.stringify(shown)}`);
      await new Promise((done) => setTimeout(done, 500));
    }
    await call('POST', `/stores/${slug}/copies`);
    await call('POST', `/connections/${name}/pause`);
    const { counts, state } = await call('GET', `/connections/${name}`);
    connections.push({ name, state, counts });
  }
  await server.stop();
  const { stdout: commit } = await run('git', ['-C', release, 'rev-parse', '--short=7', 'HEAD'], { encoding: 'utf8' });
  // Copies hold the same rows as the stores, and dumps what the control database does.
  const { stdout: tar } = await run(
    'tar',
    [
      '-C',
      data,
      '--sort=name',
      '--owner=0',
      '--group=0',
      '--format=ustar',
      '--exclude=copies',
      '--exclude=dumps',
      '-cf',
      '-',
      '.',
    ],
    { encoding: 'buffer', maxBuffer: 1 << 30 },
  );
  const packed = brotliCompressSync(tar, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
      [constants.BROTLI_PARAM_LGWIN]: 26,
      [constants.BROTLI_PARAM_SIZE_HINT]: tar.length,
    },
  });
  await writeFile(`${target}.tar.br`, packed);
  await writeFile(`${target}.json`, `${JSON.stringify({ commit: commit.trim(), connections }, null, 2)}\n`);
  console.log(`${target}.tar.br: ${packed.length} bytes of ${tar.length}`);
} finally {
  await Promise.all([server.stop(), simulator.stop()]);
  await rm(home, { recursive: true, force: true });
}
