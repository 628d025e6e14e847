/** What each workspace may import of ours. Nobody imports the platform; a simulator is a second witness and imports nothing. */
export const ARROWS = {
  model: [],
  contract: ['model'],
  delivery: ['model'],
  'connector-kit': ['model'],
  connectors: ['connector-kit', 'model'],
  platform: ['connectors', 'connector-kit', 'contract', 'delivery', 'model'],
  cli: ['contract', 'delivery', 'model'],
  web: ['contract', 'delivery', 'model'],
  simulators: [],
  tools: [],
  tests: ['model', 'contract', 'delivery', 'connector-kit', 'connectors', 'platform', 'cli', 'web', 'simulators'],
  bench: ['model', 'contract', 'delivery', 'connector-kit', 'connectors', 'platform', 'cli', 'simulators'],
};

/** What `npx illuminate` starts: it may build what it launches. */
export const LAUNCHER = 'cli/bin/illuminate.mjs';

/** Folders that say nothing of what is in them. */
export const NAMELESS_FOLDERS = ['shared', 'common', 'utils', 'helpers', 'lib', 'core', 'misc', 'types'];

/** Makers of box office systems that have no folder in connectors/ yet, or may never have one. */
export const OTHER_PROVIDERS = ['spektrix', 'ticketsolve', 'tessitura', 'patronbase', 'audienceview', 'ticketsource'];

/** Where a provider may not be named: there, code asks for capabilities. */
export const PROVIDER_BLIND = ['model', 'contract', 'delivery', 'connector-kit', 'platform', 'cli', 'web'];
export const isDemoData = (path) => /^platform\/src\/(.+\/)?demo[^/]*(\/|$)/.test(path);

/**
 * Things that have one door. `imports` are module names (`importing`, what is taken from them), `code` is looked for outside strings
 * and comments.
 */
export const DOORS = [
  {
    what: 'DuckDB',
    imports: /^@duckdb\//,
    within: ['model', 'contract', 'delivery', 'connector-kit', 'connectors', 'platform', 'cli', 'web'],
    door: /^platform\/src\/warehouse\//,
    instead: 'go through platform/src/warehouse, which alone opens stores',
  },
  {
    what: 'the environment',
    imports: /^(node:)?process$/,
    importing: /\benv\b/,
    code: /\bprocess\s*\.\s*env\b/,
    within: ['model', 'contract', 'delivery', 'connector-kit', 'connectors', 'platform', 'web'],
    door: /^platform\/src\/(config\/|main\.ts$)/,
    instead: 'take it from the configuration, which platform/src/config alone reads',
  },
  {
    what: 'the environment',
    code: /\bprocess\s*\.\s*env\b/,
    within: ['simulators'],
    door: /^simulators\/src\/main\.ts$/,
    instead: 'take it as an option from simulators/src/main.ts',
  },
  {
    what: 'the time of day',
    code: /\bDate\s*\.\s*now\b|\bnew\s+Date\s*\(\s*\)/,
    within: ['delivery', 'platform'],
    // The second asks when this machine was started, which no test's clock can say.
    door: /^platform\/src\/(clock|control\/process-identity)\.ts$/,
    instead: 'ask the clock, so that a test can set it',
  },
  {
    what: 'the mail server',
    imports: /^nodemailer\b/,
    within: ['connectors', 'connector-kit', 'platform', 'cli'],
    door: /^platform\/src\/notifications\/mail-server\.ts$/,
    instead: 'queue a mail by platform/src/notifications/queue-mail.ts',
  },
  {
    what: 'the network',
    imports: /^(undici|(node:)?https)$/,
    code: /(?<![.\w])fetch\s*\(/,
    /** A parameter that happens to be called so. */
    unless: /[{,(]\s*fetch\s*[,:}=)]/,
    within: ['model', 'delivery', 'connector-kit', 'connectors', 'platform'],
    // The second knocks at the doors of the demo's own simulators, and the kit can only ask.
    door: /^(connector-kit\/src\/http\/|platform\/src\/demo\/tell-simulator\.ts$)/,
    instead: 'go through connector-kit/http, which alone checks hosts, deadlines and sizes',
  },
];
