import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Client, ExportFormat, Input, Output } from '@illuminate/contract';
import { CommandFailed, UsageError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import type { Result } from './output.ts';
import { createProgressLine } from './progress-bar.ts';
import type { Terminal } from './terminal.ts';
import { bytes, count } from './words.ts';

type Prepared = Output<'prepareExport'>;
export type TakenReport = NonNullable<Input<'prepareExport'>['body']>['of'];

export interface TakeReport {
  readonly organisation: string;
  readonly of: TakenReport;
  readonly format: ExportFormat;
  /** Where to; in this folder under the server's name for it if left out. */
  readonly output: string | undefined;
  readonly isForOutside: boolean;
  readonly hasBom: boolean;
  readonly reason: string | undefined;
  readonly asJson: boolean;
}

/** Takes a report away as a file, which has its name only once it is whole. @throws UsageError, CommandFailed, ApiError */
export async function takeReport(terminal: Terminal, client: Client, taking: TakeReport): Promise<Result> {
  const { organisation, of, format, output, isForOutside, hasBom, reason, asJson } = taking;
  if (output !== undefined && existsSync(output))
    throw new UsageError(`There is a file ${output} already; name another.`);
  const prepared = await client.call('prepareExport', {
    body: {
      ...{ organisation, of, format, audience: isForOutside ? 'outside' : 'inside', bom: hasBom },
      ...(reason === undefined ? {} : { reason }),
    },
  });
  const file = resolve(output ?? prepared.fileName);
  if (existsSync(file)) throw new UsageError(`There is a file ${file} already; name another with --output.`);
  const written = await download(terminal, client, { prepared, file, asJson });
  return {
    json: { file, bytes: written, ...prepared },
    blocks: [{ kind: 'line', text: `${count(prepared.rows, 'row')} in ${file}, ${bytes(written)}.` }],
    remarks: prepared.notes,
  };
}

async function download(
  terminal: Terminal,
  client: Client,
  { prepared, file, asJson }: { readonly prepared: Prepared; readonly file: string; readonly asJson: boolean },
): Promise<number> {
  const response = await client.request('downloadExport', { params: { export: prepared.id }, accept: '*/*' });
  const unfinished = `${file}.part`;
  const handle = await open(unfinished, 'w', 0o600);
  const line = createProgressLine(terminal, asJson);
  let written = 0;
  try {
    for await (const piece of response.body ?? []) {
      await handle.write(piece);
      written += piece.length;
      if (terminal.isTerminal) {
        line.show({ done: 0, total: 0, text: `${bytes(written)} of ${count(prepared.rows, 'row')} so far` });
      }
    }
    await handle.sync();
    await rename(unfinished, file);
    return written;
  } catch (err) {
    // The answer broke off; why is in the history of the report's runs.
    if (!(err instanceof TypeError)) throw err;
    throw new CommandFailed('The file broke off, and nothing was kept. Take it again.', EXIT.failed);
  } finally {
    line.end();
    await handle.close();
    await rm(unfinished, { force: true });
  }
}
