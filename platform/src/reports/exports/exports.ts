// Files of reports: prepared, so that whatever is in the way is said before anything is sent, and made while they are fetched.
import { EXPORT_TYPES, type Output } from '@illuminate/contract';
import { formatWall, zoneOf } from '@illuminate/model';
import type { Principal } from '../../access/principal.ts';
import { reachesWhole, reachOf } from '../../access/reach.ts';
import { appendAudit } from '../../audit/append.ts';
import { begunWith } from '../../begun-with.ts';
import { newId } from '../../control/new-id.ts';
import { notFound } from '../../refusal.ts';
import { askStore } from '../ask-store.ts';
import { explainPersonal } from '../explain-personal.ts';
import { endedWithServer } from '../run-ended.ts';
import { buildsReports } from '../saved/rights.ts';
import { type MakeFileDeps, makeFile } from './make-file.ts';
import { createPlaces } from './places.ts';
import {
  compileExport,
  type ExportAsked,
  type MeasuredExport,
  measureExport,
  sourceOfExport,
} from './prepare-export.ts';
import { createPrepared, KEPT_MS } from './prepared.ts';

/** How long it may take to see what is in the way. */
const MOST_LOOK_MS = 60_000;
/** Of an organisation at once. Each may take the memory that its store has. */
const AT_ONCE = 2;
const WAIT_MS = 60_000;

export interface SentFile {
  readonly type: string;
  readonly fileName: string;
  readonly bytes: AsyncIterable<Buffer>;
}

type Caller = Pick<ExportAsked, 'principal' | 'actor'>;

export interface Exports {
  /** Says what is in the way of a file, and keeps what was asked until it is fetched. @throws Refusal */
  prepare(asked: ExportAsked, signal: AbortSignal): Promise<Output<'prepareExport'>>;
  /** The file that the same caller prepared. @throws Refusal */
  take(id: string, caller: Caller, signal: AbortSignal): Promise<SentFile>;
  /** Both in one. @throws Refusal */
  send(asked: ExportAsked, signal: AbortSignal): Promise<SentFile>;
  /** Breaks off what is under way. */
  close(): void;
}

export function createExports(deps: MakeFileDeps): Exports {
  const { clock, warehouse } = deps;
  const closing = new AbortController();
  const prepared = createPrepared(clock);
  const places = createPlaces({ each: AT_ONCE, waitMs: WAIT_MS });

  async function begin(asked: ExportAsked, measured: MeasuredExport | null, caller: AbortSignal): Promise<SentFile> {
    const compiled = compileExport(deps, asked);
    const signal = AbortSignal.any([caller, closing.signal]);
    const leave = await places.take(asked.organisation.id, signal);
    const name = newId('exp');
    const made = endingWith(makeFile(deps, { asked, compiled, name, measured, signal }), leave);
    // What is wrong from the beginning is refused instead of breaking off an answer.
    const first = await made.next();
    return { type: typeOf(asked), fileName: fileNameOf(asked, clock.now()), bytes: begunWith(first, made) };
  }

  return {
    async prepare(asked, caller) {
      const compiled = compileExport(deps, asked);
      await explainPersonal(deps, { ...asked, columns: compiled.columns, criteria: asked.of.definition.criteria });
      const signal = AbortSignal.any([caller, closing.signal]);
      const { organisation } = asked;
      const on = { organisation, signal, mostMs: MOST_LOOK_MS, kind: 'run' as const };
      const { measured, heldBack } = await askStore(warehouse, on, async ({ query }) => {
        const found = await sourceOfExport(asked, compiled, query);
        return { measured: await measureExport(asked, compiled, found, query), heldBack: found.heldBack };
      });
      await noteExport(deps, asked, measured.rows);
      return {
        id: prepared.keep({ asked, measured }),
        ...{
          format: asked.format,
          audience: asked.audience,
          rows: measured.rows,
          fileName: fileNameOf(asked, clock.now()),
        },
        notes: heldBack === null ? [] : [heldBack],
        expiresAt: new Date(clock.now().getTime() + KEPT_MS).toISOString(),
      };
    },
    async take(id, { principal, actor }, caller) {
      const found = prepared.find(id, actor);
      if (found === null || !mayStill(found.asked, principal)) {
        throw notFound('file that was prepared under that id in the last quarter of an hour');
      }
      return begin({ ...found.asked, principal }, found.measured, caller);
    },
    async send(asked, caller) {
      const { columns } = compileExport(deps, asked);
      await explainPersonal(deps, { ...asked, columns, criteria: asked.of.definition.criteria });
      await noteExport(deps, asked, null);
      return begin(asked, null, caller);
    },
    close: () => closing.abort(endedWithServer()),
  };
}

/** Roles may have gone since it was prepared. */
function mayStill({ organisation, reason }: ExportAsked, principal: Principal): boolean {
  if (!reachesWhole(reachOf(principal, 'downloadExport'), organisation.id)) return false;
  return reason === null || buildsReports(principal, organisation);
}

async function* endingWith(bytes: AsyncGenerator<Buffer>, end: () => void): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } finally {
    end();
  }
}

/** What left, for whom and why. `rows` is null where nobody counted them before. */
async function noteExport(
  { db, clock }: Pick<MakeFileDeps, 'db' | 'clock'>,
  { organisation, of, format, audience, reason, actor }: ExportAsked,
  rows: number | null,
): Promise<void> {
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: clock.now(),
      actor,
      action: 'report.export',
      subject: organisation.id,
      organisationId: organisation.id,
      details: { report: of.name, format, audience, rows, reason },
    }),
  );
}

const typeOf = ({ format }: ExportAsked): string =>
  format === 'csv' ? `${EXPORT_TYPES.csv}; charset=utf-8` : EXPORT_TYPES[format];

/** Such as daily-sales-riverside-2026-11-29.csv; the day is the organisation's own. */
function fileNameOf({ of, organisation, format }: ExportAsked, now: Date): string {
  const words = of.name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  const day = formatWall(zoneOf(organisation.zone).toWall(now.getTime())).slice(0, 10);
  return `${words.slice(0, 60) || 'report'}-${organisation.slug}-${day}.${format}`;
}
