import { AbortSyncError, JsonList, NotFoundError, type Page, type Records } from '@illuminate/connector-kit';
import { type SpektrixClient, type SpektrixRequest, TITLE } from '../client.ts';

/** The list that an answer is. @throws AbortSyncError if it is something else: the interface has changed. */
function listIn<Raw>(data: unknown, route: string): readonly Raw[] {
  if (Array.isArray(data)) return data as readonly Raw[];
  throw unexpected(route, 'is not a list');
}

/** A page whose records are there. */
interface List<Raw> extends Page<Raw> {
  readonly records: readonly Raw[];
}

/** All records of a list in one answer: Spektrix ignores `page` and `pageSize` [O], so there is no second page to ask for. */
export async function getList<Raw>(client: SpektrixClient, path: string, request: SpektrixRequest): Promise<List<Raw>> {
  const answer = await client.getJson(path, request);
  return { records: listIn<Raw>(answer.data, request.route), requestedAt: answer.requestedAt };
}

/** As `getList`, for lists that may be long: each record is made when it is come to. */
export async function getLongList<Raw>(
  client: SpektrixClient,
  path: string,
  request: SpektrixRequest,
): Promise<Page<Raw>> {
  const { data, requestedAt } = await client.getJson(path, { ...request, inPieces: true });
  const records = data instanceof JsonList ? (data as Records<Raw>) : listIn<Raw>(data, request.route);
  return { records, requestedAt };
}

/**
 * One record. A timeout is thrown at once: whoever reads many asks again at the end, when the others are there.
 * @throws NotFoundError if Spektrix does not have it (404, never an empty answer [O]), or does not take the id
 */
export async function getOne<Raw>(client: SpektrixClient, path: string, request: SpektrixRequest): Promise<List<Raw>> {
  const answer = await ifOffered(client.getJson(path, { retryTimeouts: false, ...request }));
  return { records: [answer.data as Raw], requestedAt: answer.requestedAt };
}

/**
 * An answer from a path that need not exist. Where a route is missing the next one may match, and take the rest of the path for an
 * id that it cannot read: 400 or 405 instead of 404 [I]. One path that is refused must not end a whole sync.
 * @throws NotFoundError for those too
 */
export async function ifOffered<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (err) {
    throw isRefusedPath(err) ? new NotFoundError(err.fault) : err;
  }
}

/**
 * An answer from a catalogue that an account may lack: null where it has none, or may not read it. PROVISIONAL [?]: that an
 * account may do without venues, plans or ticket types is not documented; all else can be read without them.
 */
export async function ifSupplied<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await ifOffered(answer);
  } catch (err) {
    const isDenied = err instanceof AbortSyncError && err.fault.code === 'access-denied';
    if (isDenied || err instanceof NotFoundError) return null;
    throw err;
  }
}

function isRefusedPath(err: unknown): err is AbortSyncError {
  return err instanceof AbortSyncError && err.fault.code === 'request-refused';
}

/** Records are asked for by ids that came from outside: they are never anything but one segment of a path. */
export function segment(id: string): string {
  return encodeURIComponent(id).replace(/^\.+$/, '_');
}

export function unexpected(route: string, problem: string): AbortSyncError {
  return new AbortSyncError({
    code: 'unexpected-answer',
    cause: `What ${TITLE} answers to ${route} ${problem}.`,
    whoActs: 'provider',
    nextStep: 'Report it: the interface has changed, and the connector has to follow.',
  });
}
