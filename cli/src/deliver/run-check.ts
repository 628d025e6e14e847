import { stat } from 'node:fs/promises';
import type { ProgressLine } from '../progress-bar.ts';
import { bytes as size } from '../words.ts';
import { checkData } from './check-data.ts';
import { type CheckReport, checkPrepared } from './check-prepared.ts';
import type { ColumnMaps } from './column-maps.ts';
import { partFiles, type Source } from './find-batches.ts';

export interface RunCheck {
  readonly sources: readonly Source[];
  readonly personalFields: readonly string[];
  readonly currency: string | undefined;
  readonly columnMaps: ColumnMaps;
  readonly progress: Progress;
}

/** Shows how far a deed is that is measured in bytes, and stops it when the person has had enough. */
export interface Progress {
  readonly line: ProgressLine;
  /** On a terminal every percent is shown, in a pipe every tenth. */
  readonly isTerminal: boolean;
  readonly signal: AbortSignal;
}

/** Takes bytes as they are done. */
export function createMeter({ line, isTerminal, signal }: Progress, what: string, total: number) {
  const step = isTerminal ? 1 : 10;
  let done = 0;
  return (more: number): void => {
    signal.throwIfAborted();
    done += more;
    const share = total === 0 ? 100 : Math.floor((100 * done) / total / step) * step;
    line.show({ done, total, text: `${what}: ${share} % of ${size(total)}` });
  };
}

async function sizeOf(source: Source): Promise<number> {
  const paths =
    source.kind === 'data'
      ? source.files.map(({ path }) => path)
      : [...(await partFiles(source.folder)).values()].flat();
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  return sizes.reduce((sum, each) => sum + each, 0);
}

/** Checks each batch, and all data, to its end. */
export async function runCheck({
  sources,
  personalFields,
  currency,
  columnMaps,
  progress,
}: RunCheck): Promise<CheckReport[]> {
  const reports: CheckReport[] = [];
  for (const source of sources) {
    const onBytes = createMeter(progress, `Checking ${source.name}`, await sizeOf(source));
    reports.push(
      source.kind === 'data'
        ? await checkData(source, { personalFields, currency, columnMaps, onBytes })
        : await checkPrepared(source, { currency, columnMaps, onBytes }),
    );
  }
  progress.line.end();
  return reports;
}
