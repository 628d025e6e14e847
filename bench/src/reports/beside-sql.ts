import { compileReport, type Statement } from '../../../platform/src/reports/compile/compile-report.ts';
import { plainSources } from '../../../platform/src/reports/plain-sources.ts';
import { BY_HAND } from '../../../platform/src/reports/ready-by-hand-for-tests.ts';
import { READY_REPORTS } from '../../../platform/src/reports/ready-reports.ts';
import type { Store } from '../../../platform/src/warehouse/store-types.ts';
import { TODAY } from './made-store.ts';
import { countQuestions, type Question, randomQuestions } from './random-questions.ts';

const SETTING = { zone: 'Europe/London', currency: 'GBP', today: TODAY, financialYearStart: 4 };

export interface Compared {
  readonly name: string;
  /** Milliseconds of the processor, the best of the rounds: others on the machine do not change them much. */
  readonly ours: number;
  readonly byHand: number;
  readonly rows: number;
  readonly isEqual: boolean;
}

/** Ready reports, random grouped ones, and counts: compiled, and beside them the same question in SQL by hand. */
export async function besideSql(store: Store, options: { readonly random: number; readonly rounds: number }) {
  const ready = READY_REPORTS.map(
    ({ id, definition }): Question => ({ name: id, definition, byHand: BY_HAND[id] ?? '' }),
  );
  const plain = await plainSources(store);
  const compared = async (questions: readonly Question[], isCount = false): Promise<Compared[]> => {
    const all: Compared[] = [];
    for (const { name, definition, byHand } of questions) {
      const compiled = compileReport(definition, SETTING);
      const { sql, parameters } = isCount ? compiled.count : compiled.statement;
      const statement = { parameters, sql: plain(sql) };
      all.push({ name, ...(await compare(store, statement, byHand, options.rounds)) });
    }
    return all;
  };
  return {
    reports: await compared([...ready, ...randomQuestions(options.random)]),
    counts: await compared(countQuestions(), true),
  };
}

async function compare(store: Store, { sql, parameters }: Statement, byHand: string, rounds: number) {
  const [ours, theirs]: [number[], number[]] = [[], []];
  let [found, expected]: [Row[], Row[]] = [[], []];
  // In turns, so that both meet the machine as it is at the time; the first of each only warms the cache.
  for (let round = 0; round <= rounds; round += 1) {
    const began = processorMs();
    found = await store.query(sql, parameters);
    const between = processorMs();
    expected = await store.query(byHand);
    if (round === 0) continue;
    ours.push(between - began);
    theirs.push(processorMs() - between);
  }
  return {
    ours: Math.min(...ours),
    byHand: Math.min(...theirs),
    rows: found.length,
    isEqual: textOf(found) === textOf(expected),
  };
}

/** Of this process, in which the store works too. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

type Row = Record<string, unknown>;

function textOf(rows: readonly Row[]): string {
  const lines = rows.map((row) =>
    JSON.stringify(Object.values(row), (_, value) => (typeof value === 'number' ? Number(value.toFixed(6)) : value)),
  );
  return lines.sort().join('\n');
}
