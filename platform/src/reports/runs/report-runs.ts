// Runs of reports: each is noted before it begins, can be ended while it goes, and is noted again when it is over.
import type { Output, ReportDefinition, ReportRunState } from '@illuminate/contract';
import type { Principal } from '../../access/principal.ts';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import { newId } from '../../control/new-id.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { describeError } from '../../logger.ts';
import { Refusal } from '../../refusal.ts';
import { StoreError } from '../../warehouse/errors.ts';
import { type Asking, askStore } from '../ask-store.ts';
import { endedBy, endedWithServer, RunEnded } from '../run-ended.ts';
import { ownerIdOf } from '../saved/rights.ts';
import { createKeptResults } from './kept-results.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'log' | 'warehouse' | 'config'>;

export interface WhichReportRan {
  readonly kind: 'saved' | 'ready';
  readonly id: string;
  readonly name: string;
}

export interface RunRequest {
  readonly organisation: Organisation;
  /** Null for a report that was sent along. */
  readonly of: WhichReportRan | null;
  readonly definition: ReportDefinition;
  readonly purpose: 'screen' | 'export';
  /** Of an export: csv, xlsx, parquet. */
  readonly format: string | null;
  readonly reason: string | null;
  readonly principal: Principal;
  readonly actor: string;
  /** Ends the run when its caller goes away. */
  readonly signal?: AbortSignal | undefined;
  /** ILLUMINATE_REPORT_SECONDS unless less is said. */
  readonly mostMs?: number;
}

export interface Running extends Asking {
  readonly id: string;
  /** How many rows of the data set match, once that is known. */
  matching(rows: number): void;
  /** How many rows there are by now, shown or written. */
  wrote(rows: number): void;
}

/** Where a run is that goes on now. */
export interface RunProgress {
  readonly matching: number | null;
  readonly rows: number;
}

export interface ReportRuns {
  /** Runs `work` on the organisation's store and notes how it went. @throws what `work` throws, RunEnded where it was ended */
  run<T>(request: RunRequest, work: (running: Running) => Promise<T>): Promise<T>;
  /** As `run`, without waiting; the result is kept for some minutes. @returns the id */
  start(request: RunRequest, work: (running: Running) => Promise<Output<'runReport'>>): Promise<string>;
  /** Ends a run that goes on; false where it is over. `by` is a name, for the history. */
  cancel(id: string, by: string): boolean;
  /** Null where it is over. */
  progressOf(id: string): RunProgress | null;
  resultOf(id: string): Output<'runReport'> | null;
  /** Of a file whose rows were written, and which was not taken to its end. */
  brokenOff(id: string): Promise<void>;
  /** Ends what goes on, as cut off, and waits until that is noted. */
  close(): Promise<void>;
}

interface Live {
  readonly id: string;
  readonly ending: AbortController;
  matching: number | null;
  rows: number;
}

/** What ran when the process before this one ended is over, whatever it had reached. */
export async function createReportRuns(deps: Deps): Promise<ReportRuns> {
  const { db, clock, log, warehouse, config } = deps;
  const { detail } = endedWithServer().parts;
  await db
    .updateTable('report_runs')
    .set({ state: 'cut-off', ended_at: clock.now(), problem: detail })
    .where('state', '=', 'running')
    .execute();
  const live = new Map<string, Live>();
  const going = new Set<Promise<unknown>>();
  const results = createKeptResults(clock);

  async function begin({ organisation, of, definition, purpose, format, reason, principal, actor }: RunRequest) {
    const run: Live = { id: newId('run'), ending: new AbortController(), matching: null, rows: 0 };
    await db
      .insertInto('report_runs')
      .values({
        ...{ id: run.id, organisation_id: organisation.id, report_id: of?.id ?? null, report_name: of?.name ?? null },
        ...{ definition: json(definition), purpose, format, reason, state: 'running', owner_id: ownerIdOf(principal) },
        ...{ started_by: actor, started_at: clock.now(), ended_at: null },
        ...{ row_count: null, matching: null, problem: null },
      })
      .execute();
    live.set(run.id, run);
    return run;
  }

  async function note({ id, matching, rows }: Live, state: ReportRunState, problem: string | null): Promise<void> {
    await db
      .updateTable('report_runs')
      .set({
        state,
        problem,
        matching,
        row_count: state === 'succeeded' || rows > 0 ? rows : null,
        ended_at: clock.now(),
      })
      .where('id', '=', id)
      .where('state', '=', 'running')
      .execute();
  }

  async function carryOut<T>(run: Live, request: RunRequest, work: (running: Running) => Promise<T>): Promise<T> {
    const { organisation, signal, purpose, mostMs = config.reportSeconds * 1_000 } = request;
    const leave = (): void => run.ending.abort(signal?.reason);
    if (signal?.aborted === true) leave();
    signal?.addEventListener('abort', leave);
    try {
      const kind = purpose === 'export' ? 'file' : 'run';
      const done = await askStore(warehouse, { organisation, signal: run.ending.signal, mostMs, kind }, (asking) =>
        work({
          ...asking,
          id: run.id,
          matching: (rows) => {
            run.matching = rows;
          },
          wrote: (rows) => {
            run.rows = rows;
          },
        }),
      );
      await note(run, 'succeeded', null);
      return done;
    } catch (err) {
      await note(run, err instanceof RunEnded ? err.state : 'failed', problemOf(err)).catch((failure: unknown) =>
        log.warn({ run: run.id, ...describeError(failure) }, 'the end of a run could not be noted'),
      );
      throw err;
    } finally {
      signal?.removeEventListener('abort', leave);
      live.delete(run.id);
    }
  }

  /** Kept in sight until it is over, so that closing waits for it. */
  function watched<T>(work: Promise<T>): Promise<T> {
    const over = work.then(
      () => undefined,
      () => undefined,
    );
    going.add(over);
    void over.then(() => going.delete(over));
    return work;
  }

  return {
    run: async (request, work) => watched(carryOut(await begin(request), request, work)),
    async start(request, work) {
      const run = await begin(request);
      const keep = async (running: Running): Promise<void> => results.keep(run.id, await work(running));
      // How it went is in the history.
      watched(carryOut(run, request, keep)).catch((err: unknown) => {
        if (!(err instanceof Refusal)) log.warn({ run: run.id, ...describeError(err) }, 'a run of a report failed');
      });
      return run.id;
    },
    cancel(id, by) {
      const run = live.get(id);
      if (run === undefined) return false;
      run.ending.abort(endedBy(by));
      return true;
    },
    progressOf(id) {
      const run = live.get(id);
      return run === undefined ? null : { matching: run.matching, rows: run.rows };
    },
    resultOf: (id) => results.get(id),
    async brokenOff(id) {
      await db
        .updateTable('report_runs')
        .set({ state: 'cancelled', problem: 'It was broken off while it was sent: the file is not whole.' })
        .where('id', '=', id)
        .where('state', '=', 'succeeded')
        .execute();
    },
    async close() {
      for (const { ending } of live.values()) ending.abort(endedWithServer());
      await Promise.all(going);
    },
  };
}

/** Why a run failed, in words of ours alone. */
function problemOf(err: unknown): string {
  if (err instanceof Refusal || err instanceof StoreError) return err.message;
  return 'Something went wrong; the log of the server says what.';
}
