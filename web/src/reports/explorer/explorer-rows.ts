import type { Output, ReportSummary } from '@illuminate/contract';
import type { ExplorerSearch } from './explorer-search.ts';

/** A line of the explorer: a saved report, or one that came with the platform. */
export interface ExplorerRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly folder: string;
  readonly owner: string;
  /** ISO instant; null where it has not been run. */
  readonly lastRun: string | null;
  readonly saved: ReportSummary | null;
}

type Ready = Output<'listReadyReports'>['items'];

interface Words {
  readonly typeOf: (type: ReportSummary['type']) => string;
  readonly readyFolder: string;
  readonly readyOwner: string;
}

/** All that can be run, in one list. */
export function rowsOf(saved: readonly ReportSummary[], ready: Ready, words: Words): ExplorerRow[] {
  return [
    ...saved.map(
      (report): ExplorerRow => ({
        id: report.id,
        name: report.name,
        description: report.description,
        type: words.typeOf(report.type),
        folder: report.folder ?? '',
        owner: report.owner,
        lastRun: report.lastRun?.at ?? null,
        saved: report,
      }),
    ),
    ...ready.map(
      ({ id, name, description, definition }): ExplorerRow => ({
        id,
        name,
        description,
        type: words.typeOf(definition.type),
        folder: words.readyFolder,
        owner: words.readyOwner,
        lastRun: null,
        saved: null,
      }),
    ),
  ];
}

/** Whether a line is among those that the address asks for; every word that is sought has to be there. */
export function isShown(row: ExplorerRow, { folder, show, text = '' }: ExplorerSearch): boolean {
  if (show === 'ready' && row.saved !== null) return false;
  if (show === 'favourites' && row.saved?.isFavourite !== true) return false;
  if (folder !== undefined && (row.saved === null || row.folder !== folder)) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const within = [row.name, row.description, row.folder, row.owner, row.type].join(' ').toLowerCase();
  return words.every((word) => within.includes(word));
}
