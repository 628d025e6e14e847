import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Config } from './config.ts';
import { isLoopback } from './loopback.ts';
import { isMailUrl, MAIL_URL_FORM, type Sender, senderOf, serverOf } from './mail-settings.ts';
import { StartRefused } from './start-refused.ts';

const Switch = z.enum(['on', 'off'], { error: 'must be on or off' });

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((given) => given >= least && given <= most, `must be a whole number from ${least} to ${most}`);

const Environment = z.object({
  HOST: z
    .string()
    .refine((host) => host === 'localhost' || isIP(host) !== 0, 'must be an IP address or localhost')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number from 0 (any free port) to 65535')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be a number from 0 (any free port) to 65535')
    .default(4310),
  ILLUMINATE_DATA: z.string().default('./data'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'must look like postgres://user:password@host:5432/database')
    .optional(),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, 'must be an address without a path, such as https://tickets.example')
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .refine(
      (list) => list.every(isNetwork),
      'must be addresses or networks with commas between, such as 10.0.0.0/8,::1',
    )
    .default([]),
  ILLUMINATE_DEMO: Switch.optional(),
  ILLUMINATE_MASTER_KEY_FILE: z.string().optional(),
  ILLUMINATE_ALLOW_LOOPBACK: Switch.default('off'),
  // 320 was measured to be too little for the real pipeline at a million tickets; 400 was enough.
  ILLUMINATE_STORE_MEMORY_MB: whole(32, 65_536).default(400),
  ILLUMINATE_LEASE_SECONDS: whole(1, 3_600).default(45),
  ILLUMINATE_REPORT_SECONDS: whole(1, 86_400).default(600),
  SMTP_URL: z.string().refine(isMailUrl, MAIL_URL_FORM).optional(),
  MAIL_FROM: z
    .string()
    .transform((text, found): Sender => {
      const sender = senderOf(text);
      if (sender !== null) return sender;
      found.addIssue(
        'must be an address, such as illuminate@tickets.example or Illuminate <illuminate@tickets.example>',
      );
      return z.NEVER;
    })
    .optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], {
      error: 'must be trace, debug, info, warn, error or silent',
    })
    .default('info'),
});

/** Reads the settings once; the message of a refusal names the variable and never repeats its value. */
export function readConfig(env: NodeJS.ProcessEnv, workingFolder = process.cwd()): Config {
  // A variable that is set but empty means "not set", as in every compose file.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw invalid(String(issue?.path[0]), issue?.message ?? 'does not fit');
  }
  const settings = parsed.data;
  const dataFolder = resolve(workingFolder, settings.ILLUMINATE_DATA);
  const config: Config = {
    host: settings.HOST,
    port: settings.PORT,
    dataFolder,
    trustedProxies: settings.TRUSTED_PROXIES,
    demo: settings.ILLUMINATE_DEMO ?? 'on-fresh-folder',
    masterKeyFile: settings.ILLUMINATE_MASTER_KEY_FILE
      ? resolve(workingFolder, settings.ILLUMINATE_MASTER_KEY_FILE)
      : join(dataFolder, 'master.key'),
    allowLoopback: settings.ILLUMINATE_ALLOW_LOOPBACK === 'on',
    storeMemoryMb: settings.ILLUMINATE_STORE_MEMORY_MB,
    leaseSeconds: settings.ILLUMINATE_LEASE_SECONDS,
    reportSeconds: settings.ILLUMINATE_REPORT_SECONDS,
    logLevel: settings.LOG_LEVEL,
    loopbackOnly: isLoopback(settings.HOST),
  };
  if (settings.DATABASE_URL) config.databaseUrl = settings.DATABASE_URL;
  if (settings.PUBLIC_URL) config.publicUrl = new URL(settings.PUBLIC_URL);
  if (settings.SMTP_URL) {
    if (settings.MAIL_FROM === undefined)
      throw invalid('MAIL_FROM', 'must say from whom mail comes, as SMTP_URL is set');
    config.mail = { ...serverOf(settings.SMTP_URL), from: settings.MAIL_FROM };
  }
  refuseOpenAddress(config);
  return config;
}

function invalid(name: string, message: string): StartRefused {
  return new StartRefused(
    'setting_invalid',
    `The setting ${name} ${message}; correct it or leave it out, and start again.`,
  );
}

function refuseOpenAddress(config: Config): void {
  if (config.loopbackOnly) return;
  if (config.publicUrl?.protocol !== 'https:') {
    throw new StartRefused(
      'address_not_public',
      `HOST is ${config.host}, which other machines can reach, but PUBLIC_URL is not an https address: set PUBLIC_URL to the https address people will use (with TLS ended by a proxy in front), or leave HOST at 127.0.0.1.`,
    );
  }
  if (config.demo === 'on') throw demoNotLoopback(config.host);
}

export function demoNotLoopback(host: string): StartRefused {
  return new StartRefused(
    'demo_not_loopback',
    `The demo answers on loopback only and HOST is ${host}: set ILLUMINATE_DEMO=off and another ILLUMINATE_DATA folder to start for real, or leave HOST at 127.0.0.1.`,
  );
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ['postgres:', 'postgresql:'].includes(new URL(text).protocol);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return ['https:', 'http:'].includes(protocol) && pathname === '/' && !search && !hash && !username;
}

function isNetwork(entry: string): boolean {
  const [address = '', bits, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
