import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ApiError, lastBackup, type Output } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { CommandFailed, UsageError } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { localDataFolder, runServer } from '../offline.ts';
import { printResult } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';
import type { Terminal } from '../terminal.ts';
import { bytes, count } from '../words.ts';
import { jsonOption } from './options.ts';

type Last = NonNullable<Output<'showLastBackup'>['last']>;

export function backupCommand(terminal: Terminal): Command {
  return new Command('backup')
    .description('back everything up into one file that only the master key opens, while Illuminate runs or is stopped')
    .argument('[file]', 'where to; in this folder under the time of day if left out')
    .addOption(jsonOption())
    .action(async (given: string | undefined, { json = false }: { json?: boolean }) => {
      const file = resolve(given ?? nameOf(new Date()));
      if (existsSync(file)) throw new UsageError(`There is a file ${file} already; name another.`);
      const last = await fromServer(terminal, file, json).catch((err: unknown) => {
        const folder = localDataFolder(terminal);
        if (!(err instanceof ApiError) || err.problem.code !== 'unreachable' || folder === null) throw err;
        return fromFolder(terminal, file, folder);
      });
      const { warnings, leavesOut, masterKeyId, stores } = last;
      printResult(
        terminal,
        {
          json: { file, ...last },
          blocks: [
            {
              kind: 'line',
              text: `Backed up to ${file}, ${bytes(last.bytes)}: the control database and ${count(stores, 'store')}.`,
            },
            {
              kind: 'line',
              text: `It opens only with the master key ${masterKeyId}, which is not in it: keep a copy of master.key apart from it.`,
            },
            { kind: 'line', text: `Not in it: ${leavesOut.join(', ')}.` },
            ...(warnings.length === 0 ? [] : [{ kind: 'list' as const, title: 'Not as it is now', items: warnings }]),
          ],
        },
        json,
      );
      if (warnings.length > 0)
        throw new CommandFailed('The backup does not hold every store as it is now.', EXIT.failed);
    });
}

/** Streams it, so that a backup of any size needs no memory; the file has its name only once it is whole. */
async function fromServer(terminal: Terminal, file: string, asJson: boolean): Promise<Last> {
  const client = connect(terminal);
  const response = await client.request('takeBackup', {});
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, 'w', 0o600);
  const hash = createHash('sha256');
  const line = createProgressLine(terminal, asJson);
  let written = 0;
  try {
    try {
      for await (const piece of response.body ?? []) {
        await handle.write(piece);
        hash.update(piece);
        written += piece.length;
        if (terminal.isTerminal) line.show({ done: 0, total: 0, text: `${bytes(written)} so far` });
      }
    } catch {
      // Why it broke off is told by the server, if it is still there.
      hash.update('broken off');
    }
    line.end();
    await handle.sync();
    const { last } = await client.call('showLastBackup', {});
    if (last === null || last.failure !== null || last.sha256 !== hash.digest('hex')) {
      const why = last?.failure ?? 'What came is not what was sent.';
      throw new CommandFailed(`The backup broke off, and nothing was kept. ${why} Take it again.`, EXIT.failed);
    }
    await rename(unfinished, file);
    return last;
  } finally {
    await handle.close();
    await rm(unfinished, { force: true });
  }
}

async function fromFolder(terminal: Terminal, file: string, folder: string): Promise<Last> {
  const written = await runServer(terminal, {
    args: ['backup', file],
    env: { ILLUMINATE_DATA: folder },
    otherwise: 'Nothing was backed up; see above.',
    quiet: true,
  });
  return lastBackup.parse(JSON.parse(written));
}

/** illuminate-2026-11-24T184500Z.backup: names sort by time, and have no colons. */
const nameOf = (at: Date): string => `illuminate-${at.toISOString().slice(0, 19).replaceAll(':', '')}Z.backup`;
