import { loadBatch } from './load/load-batch.ts';
import { loadDelivery } from './load/load-delivery.ts';
import type { OpenStore } from './open-store.ts';
import { readCursors } from './read-cursors.ts';
import { readDelivery, readDeliveryFacts } from './read-deliveries.ts';
import { readFacts } from './read-facts.ts';
import { readKnownKeys, readLiveTickets, readUnknownKeys } from './read-keys.ts';
import { readRefused } from './read-refused.ts';
import { readRejects } from './read-rejects.ts';
import type { Session } from './session.ts';
import { writeChoices } from './source-choices.ts';
import type { Store } from './store-types.ts';
import { writeTicketClasses } from './ticket-classes.ts';
import type { Turns } from './turns.ts';
import { compareUpload } from './uploads/compare-upload.ts';
import { effectOfTurn } from './uploads/effect-of-turn.ts';
import { loadUpload } from './uploads/load-upload.ts';
import { readUpload } from './uploads/read-uploads.ts';
import { turnUpload } from './uploads/turn-upload.ts';

/** A borrower's view of an open store: its own reading connection, and turns at the one that writes. */
export interface LentStore extends Store {
  giveBack(): Promise<void>;
}

/** `writing` gives out the turns: one writer per store at a time. */
export function lendStore(open: OpenStore, writing: Turns): LentStore {
  let reader: Promise<Session> | null = null;
  const reading = async <T>(work: (session: Session) => Promise<T>): Promise<T> => {
    reader ??= open.connect();
    return work(await reader);
  };
  let isWriting = false;
  const writes = <T>(work: () => Promise<T>): Promise<T> =>
    writing(async () => {
      isWriting = true;
      try {
        return await work();
      } finally {
        isWriting = false;
      }
    });
  return {
    organisationId: open.organisationId,
    cursors: (connectionId) => reading((session) => readCursors(session, connectionId)),
    load: (request) => writes(() => loadBatch(open.writer, request)),
    loadDelivery: (request, chunks) => writes(() => loadDelivery(open.writer, request, chunks)),
    compareUpload: (what, chunks) => writes(() => compareUpload(open.writer, what, chunks)),
    loadUpload: (request, chunks) => writes(() => loadUpload(open.writer, request, chunks)),
    turnUpload: (request) => writes(() => turnUpload(open.writer, request)),
    upload: (of) => reading((session) => readUpload(session, of)),
    effectOfTurn: (of, kind) => reading((session) => effectOfTurn(session, of, kind)),
    delivery: (connectionId, which) => reading((session) => readDelivery(session, connectionId, which)),
    deliveries: (connectionId) => reading((session) => readDeliveryFacts(session, connectionId)),
    unknownKeys: (connectionId, table, keys) =>
      reading((session) => readUnknownKeys(session, connectionId, table, keys)),
    knownKeys: (connectionId, table) => reading((session) => readKnownKeys(session, connectionId, table)),
    liveTickets: (connectionId, orderIds) => reading((session) => readLiveTickets(session, connectionId, orderIds)),
    facts: (connectionId) => reading((session) => readFacts(session, connectionId)),
    refused: (connectionId, limit) => reading((session) => readRefused(session, connectionId, limit)),
    rejects: (connectionId, page) => reading((session) => readRejects(session, connectionId, page)),
    query: (sql, parameters) => reading((session) => session.select(sql, parameters)),
    copyRows: (request) => reading((session) => session.copyRows(request)),
    setSourceChoices: (choices) => writes(() => writeChoices(open.writer, choices)),
    setTicketClasses: (classes) => writes(() => writeTicketClasses(open.writer, classes)),
    checkpoint: () =>
      writes(async () => {
        await open.writer.run('CHECKPOINT');
      }),
    interrupt: () => {
      if (isWriting) open.writer.interrupt();
      reader?.then(
        (session) => session.interrupt(),
        () => {},
      );
    },
    giveBack: async () => {
      const session = await reader?.catch(() => null);
      session?.close();
    },
  };
}
