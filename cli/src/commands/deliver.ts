import { parseOffsetInstant } from '@illuminate/delivery';
import { Command, Option } from 'commander';
import { findUrl } from '../connect.ts';
import { type ColumnMaps, readColumnMaps, withMaps } from '../deliver/column-maps.ts';
import { deliverData } from '../deliver/deliver-data.ts';
import { deliverPrepared } from '../deliver/deliver-prepared.ts';
import { createDeliveryClient } from '../deliver/delivery-client.ts';
import { findBatches, type Source } from '../deliver/find-batches.ts';
import { printCheck, printDelivery } from '../deliver/print-delivery.ts';
import { type Progress, runCheck } from '../deliver/run-check.ts';
import { makeKey, readPrivateKey } from '../deliver/signing-key.ts';
import { CommandFailed, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { printResult } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';
import type { Terminal } from '../terminal.ts';
import { jsonOption } from './options.ts';

interface DeliverOptions {
  readonly check?: boolean;
  readonly connection?: string;
  readonly periodFrom?: number;
  readonly periodTo?: number;
  readonly personalField: readonly string[];
  readonly currency?: string;
  readonly columns: readonly string[];
  readonly keyFile?: string;
  readonly keyId?: string;
  readonly makeKey?: string;
  readonly json?: boolean;
}

const HELP = `
FOLDER has a manifest.json with its parts beside it (part-1.ndjson.gz, part-2.csv, …), or data files alone
(.ndjson, .jsonl, .csv, .xlsx, each perhaps with .gz; performances*.csv are performances, all others orders), or
folders with such.
Of data files the batches are made here; for that say --connection, --period-from and --period-to.

  illuminate deliver --make-key mill.pem
  illuminate connections keys add mill --public-key-file mill.pem.pub
  illuminate deliver today --check --personal-field customer.id --personal-field customer.email
  illuminate deliver today --connection mill --key-file mill.pem --key-id KEY-ID \\
    --period-from 2026-11-24T13:45:00Z --period-to 2026-11-24T14:00:00Z \\
    --personal-field customer.id --personal-field customer.email`;

function toInstant(text: string): number {
  const instant = parseOffsetInstant(text);
  if (instant === null) throw new UsageError(`"${text}" is no instant with its offset, such as 2026-11-24T14:00:00Z.`);
  return instant;
}

/** An option that may be given again and again. */
const several = (flags: string, description: string) =>
  new Option(flags, description).default([], 'none').argParser((value: string, before: string[]) => [...before, value]);

const needed = <T>(value: T | undefined, flag: string, why: string): T => {
  if (value === undefined) throw new UsageError(`${flag} is missing: ${why}.`);
  return value;
};

async function makeKeyCommand(terminal: Terminal, path: string, json: boolean | undefined): Promise<void> {
  const publicPath = await makeKey(path);
  const next = `illuminate connections keys add CONNECTION --public-key-file ${publicPath}`;
  printResult(
    terminal,
    {
      json: { privateKeyFile: path, publicKeyFile: publicPath },
      blocks: [
        {
          kind: 'facts',
          facts: [
            ['Private key', `${path}: keep it, and keep it to yourself`],
            ['Public key', publicPath],
            ['To register it', next],
          ],
        },
      ],
    },
    json,
  );
}

interface Sending {
  readonly terminal: Terminal;
  readonly sources: readonly Source[];
  readonly columnMaps: ColumnMaps;
  readonly options: DeliverOptions;
  readonly progress: Progress;
}

async function send({ terminal, sources, columnMaps, options, progress }: Sending): Promise<void> {
  const keyFile = needed(options.keyFile, '--key-file', 'every request is signed with the private key of the sender');
  const keyId = needed(options.keyId, '--key-id', 'it was printed when the public key was registered');
  const { key: privateKey, isOpenToOthers } = await readPrivateKey(keyFile);
  if (isOpenToOthers) terminal.err(`Others on this machine may read ${keyFile}: chmod 600 ${keyFile}\n`);
  const url = findUrl(terminal.env);
  const { wait } = terminal;
  const clientOf = (connection: string) =>
    createDeliveryClient({
      url,
      connection,
      keyId,
      privateKey,
      wait,
      signal: progress.signal,
      onRetry: (why, ms) =>
        terminal.err(`${progress.isTerminal ? '\n' : ''}${why}; asking again in ${Math.ceil(ms / 1000)} s.\n`),
    });

  const [source] = sources;
  if (source?.kind === 'data' && sources.length === 1) {
    const why = 'data files without a manifest do not say it';
    const connection = needed(options.connection, '--connection', why);
    const period = {
      from: needed(options.periodFrom, '--period-from', why),
      to: needed(options.periodTo, '--period-to', why),
    };
    if (period.from >= period.to) throw new UsageError('--period-to is not after --period-from.');
    const delivery = await deliverData({
      source,
      client: clientOf(connection),
      url,
      connection,
      period,
      personalFields: options.personalField,
      currency: options.currency,
      columnMaps,
      progress,
      wait,
      remark: (text) => terminal.err(`${text}\n`),
    });
    progress.line.end();
    printDelivery(terminal, delivery, options.json);
    return;
  }
  await deliverPrepared({ terminal, sources, options, columnMaps, progress, clientOf });
}

async function deliver(terminal: Terminal, folder: string | undefined, options: DeliverOptions): Promise<void> {
  if (options.makeKey !== undefined) {
    if (folder !== undefined) throw new UsageError('--make-key makes a key, and delivers nothing: leave FOLDER out.');
    await makeKeyCommand(terminal, options.makeKey, options.json);
    return;
  }
  const found = await findBatches(needed(folder, 'FOLDER', 'what is to be delivered'));
  const columnMaps = await readColumnMaps(options.columns);
  const sources = found.map((source) => withMaps(source, columnMaps));
  const stopping = new AbortController();
  using _ = terminal.onInterrupt(() => stopping.abort());
  const line = createProgressLine(terminal, options.json === true);
  const progress = { line, isTerminal: terminal.isTerminal, signal: stopping.signal };
  try {
    if (options.check !== true) {
      await send({ terminal, sources, columnMaps, options, progress });
      return;
    }
    const { personalField: personalFields, currency } = options;
    const reports = await runCheck({ sources, personalFields, currency, columnMaps, progress });
    if (!printCheck(terminal, reports, options.json)) throw new CommandFailed('Not fit to be sent.', EXIT.failed);
  } catch (err) {
    if (stopping.signal.aborted) {
      throw new CommandFailed('Stopped. Run it again: it goes on where it stopped.', EXIT.interrupted);
    }
    const { code, path } = err as NodeJS.ErrnoException;
    if (code === undefined || path === undefined) throw err;
    throw new CommandFailed(`${path} cannot be read or written (${code}).`, EXIT.failed);
  } finally {
    line.end();
  }
}

export function deliverCommand(terminal: Terminal): Command {
  return new Command('deliver')
    .description('hand over sales: orders with their tickets, and performances, signed and in batches')
    .argument('[folder]', 'what is to be delivered')
    .option('--check', 'only read it, and say everything that is wrong; needs no network and no key')
    .option('--connection <name>', 'name of the connection')
    .addOption(new Option('--period-from <instant>', 'begin of what the data covers').argParser(toInstant))
    .addOption(new Option('--period-to <instant>', 'its end, which is not included').argParser(toInstant))
    .addOption(several('--personal-field <path>', 'a personal field that occurs; may be given several times'))
    .option('--currency <code>', "the organisation's, for orders that name none")
    .addOption(
      several(
        '--columns <file>',
        'column map through which CSV and XLSX files of your own layout are read; one for each kind',
      ),
    )
    .option('--key-file <file>', 'private key of the sender, in PEM')
    .option('--key-id <id>', 'under which its public half is registered')
    .option('--make-key <file>', 'make a key pair: FILE, and FILE.pub to be registered')
    .addOption(jsonOption())
    .addHelpText('after', HELP)
    .action((folder: string | undefined, options: DeliverOptions) => deliver(terminal, folder, options));
}
