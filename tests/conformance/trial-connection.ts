import type { TrialConnection } from '@illuminate/connector-kit/conformance';
import { createFinder, distinctiveWords } from '../privacy/find-texts.ts';
import { CONNECTION, type ConnectionPlan, connectInProcess } from '../support/in-process-sync.ts';
import { brokenRules, readState, type Select, selectFrom } from '../support/read-store.ts';

export type KeptConnection = TrialConnection;

/** More than a trap ever causes. */
const REJECTS = 500;

/** The real extraction and the real store, as a trap of the suite sees them. */
export async function openTrialConnection(plan: ConnectionPlan): Promise<KeptConnection> {
  const ours = await connectInProcess(plan);
  let said = '';
  const select: Select = (sql) => ours.withStore((store) => store.query(sql));
  return {
    async sync({ cutOffAt, onRequest, asked = false } = {}) {
      const outcome = await ours.sync({
        asked,
        onRequest(nth, stop) {
          if (nth === cutOffAt) stop();
          return onRequest?.(nth);
        },
      });
      said += outcome.said;
      const { ending, failures, caughtUp, requests } = outcome;
      const isDone = ending?.kind === 'done' && !ending.moreHistory;
      return { failures, requests, complete: isDone && caughtUp && failures.length === 0 };
    },
    state: () => ours.withStore((store) => readState(selectFrom(store))),
    brokenRules: () => ours.withStore((store) => brokenRules(selectFrom(store), { catalogueRead: false })),
    deleted: (table) => select(`SELECT * FROM ${table} WHERE deleted_at IS NOT NULL`),
    async openRejects() {
      const { rejects } = await ours.withStore((store) => store.rejects(CONNECTION, { limit: REJECTS }));
      return rejects.filter(({ resolvedAt }) => resolvedAt === null);
    },
    async zoneDifference() {
      const { clockDifference } = await ours.withStore((store) => store.facts(CONNECTION));
      return clockDifference?.ms ?? null;
    },
    replay: () => ours.replay(),
    async findKept(texts) {
      const finder = createFinder([...texts, ...distinctiveWords(texts)]);
      const found: string[] = [];
      const look = (where: string, text: string): void => {
        for (const { form } of finder.find(Buffer.from(text))) found.push(`in ${where}, ${form}`);
      };
      look('what the sync said', said);
      for (const text of await ours.keptTexts()) look('kept pages', text);
      for (const { table_name: table, column_name: column } of await columnsOf(select)) {
        const values = await select(`SELECT "${column}" AS value FROM "${table}" WHERE "${column}" IS NOT NULL`);
        look(`${table}.${column}`, values.map(({ value }) => textOf(value)).join('\n'));
      }
      return found;
    },
  };
}

async function columnsOf(select: Select): Promise<{ table_name: string; column_name: string }[]> {
  const rows = await select('SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal');
  return rows.map((row) => ({ table_name: String(row.table_name), column_name: String(row.column_name) }));
}

function textOf(value: unknown): string {
  return typeof value === 'string'
    ? value
    : (JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? '');
}
