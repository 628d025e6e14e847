import type { Output, ReadyReportMark, ReportSummary } from '@illuminate/contract';
import type { ExplorerSearch } from './explorer-search.ts';

/** A line of the explorer: a saved report, or one that came with the platform. */
export interface ExplorerRow {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly type: string;
  readonly folder: string;
  readonly owner: string;
  readonly isFavourite: boolean;
  /** By anybody; null where it has not been run. */
  readonly run: ReportSummary['lastRun'];
  /** ISO instant of that run: the column by which lines are put in order. */
  readonly lastRun: string | null;
  /** Null for one that came with the platform. */
  readonly saved: ReportSummary | null;
}

type Ready = Output<'listReadyReports'>['items'];

interface Words {
  readonly typeOf: (type: ReportSummary['type']) => string;
  readonly readyFolder: string;
  readonly readyOwner: string;
}

/** All that can be run, in one list; `marks` are the reader's, of reports that are ready. */
export function rowsOf(
  saved: readonly ReportSummary[],
  ready: Ready,
  marks: readonly ReadyReportMark[],
  words: Words,
): ExplorerRow[] {
  const markOf = new Map(marks.map((mark) => [mark.id, mark]));
  return [
    ...saved.map(
      (report): ExplorerRow => ({
        id: report.id,
        name: report.name,
        description: report.description,
        type: words.typeOf(report.type),
        folder: report.folder ?? '',
        owner: report.owner,
        isFavourite: report.isFavourite,
        run: report.lastRun,
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
        isFavourite: markOf.get(id)?.isFavourite ?? false,
        run: markOf.get(id)?.lastRun ?? null,
        lastRun: markOf.get(id)?.lastRun?.at ?? null,
        saved: null,
      }),
    ),
  ];
}

/** Whether a line is among those that the address asks for; every word that is sought has to be there. */
export function isShown(row: ExplorerRow, { folder, show, text = '' }: ExplorerSearch): boolean {
  if (show === 'ready' && row.saved !== null) return false;
  if (show === 'favourites' && !row.isFavourite) return false;
  if (folder !== undefined && (row.saved === null || row.folder !== folder)) return false;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const within = [row.name, row.description, row.folder, row.owner, row.type].join(' ').toLowerCase();
  return words.every((word) => within.includes(word));
}
