import { AFTER_WORK } from './die-once.ts';
import type { LifeReport } from './live.ts';
import { PLACE_NAMES } from './strikes.ts';

/** What a soak comes to, as columns of text. */
export function renderTable(
  reports: readonly LifeReport[],
  { seed, seconds }: { readonly seed: number; readonly seconds: number },
): string {
  const kills = countOf(reports.flatMap((report) => report.kills));
  const sum = (of: (report: LifeReport) => number): number => reports.reduce((total, report) => total + of(report), 0);
  const merged = (of: (report: LifeReport) => Iterable<readonly [string, number]>): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const report of reports) {
      for (const [name, count] of of(report)) counts.set(name, (counts.get(name) ?? 0) + count);
    }
    return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const served = merged((report) => report.served);
  const sections: [string, Iterable<readonly [string, number]>][] = [
    ['Server killed', [...PLACE_NAMES, AFTER_WORK].map((place) => [place, kills.get(place) ?? 0] as const)],
    ['Sender of deliveries', countOf(reports.flatMap((report) => report.senders))],
    ['Faults served', served],
    ['Syncs, by how they ended', merged((report) => report.syncs)],
    ['Deliveries, by their state', merged((report) => report.deliveries)],
    ['Rows equal to a clean full load', merged((report) => Object.entries(report.rows))],
    [
      'Privacy scan',
      [
        ['personal texts looked for', sum(({ scan }) => scan.texts)],
        ['files read', sum(({ scan }) => scan.files)],
        ['columns read', sum(({ scan }) => scan.columns)],
      ],
    ],
    [
      'In all',
      [
        ['kills', sum((report) => report.kills.length)],
        ['starts of the server', sum(({ starts }) => starts)],
        ['faults', [...served.values()].reduce((total, count) => total + count, 0)],
        ['lives finished and compared', reports.length],
        ['lives in which something is wrong', reports.filter(({ wrong }) => wrong.length > 0).length],
        ['seconds', seconds],
      ],
    ],
  ];
  const lines = sections.flatMap(([title, rows]) => [
    '',
    title,
    ...[...rows].map(([name, count]) => `  ${name.padEnd(40)} ${String(count).padStart(8)}`),
  ]);
  return [...lines, '', `Seed ${seed}, Node ${process.version}, ${process.platform} ${process.arch}.`].join('\n');
}

function countOf(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
