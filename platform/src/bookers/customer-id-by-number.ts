import { type Connector, NotFoundError, type OtherCustomerNumber } from '@illuminate/connector-kit';
import { type BoxOfficeConfig, boxOfficeConfig } from '../connections/box-office-config.ts';
import { isConnectorError, refusalOf } from '../connections/probe-box-office.ts';
import type { Context } from '../context.ts';
import type { Connection, ConnectionState } from '../control/schema/connections.ts';
import { notPossibleNow, Refusal } from '../refusal.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';

const ASK_MS = 15_000;

export type AskDeps = Pick<Context, 'config' | 'db' | 'keys' | 'connectors' | 'warehouse'>;

/** What is said of a connection that may not ask, and what makes it one that may. */
const RESTS: Readonly<Partial<Record<ConnectionState, readonly [is: string, mend: string]>>> = {
  waiting_for_consent: ['waits for permission', 'See on its page what it waits for'],
  suspended: ['is held until its permission is confirmed', 'See on its page who confirms it'],
  stopped: ['is stopped', 'Reconnect it'],
};

/**
 * The id of a customer of whom somebody typed the number that the pages of a box office show: the box office is asked, by the
 * sign-in of the connection. Null for what is no such number, and where no connection has bookers that go by another.
 * @throws Refusal where it cannot be asked or has no such customer: to say that nothing is held would be untrue
 */
export async function customerIdByNumber(
  deps: AskDeps,
  organisationId: string,
  number: string,
): Promise<string | null> {
  const connections = await deps.db
    .selectFrom('connections')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .limit(1_000)
    .execute();
  const found = new Set<string>();
  let missing: Refusal | null = null;
  for (const connection of connections) {
    const connector = deps.connectors.get(connection.provider);
    const other = connector?.otherCustomerNumber;
    if (connector === undefined || other?.pattern.test(number) !== true) continue;
    const signIn = await signInOf(deps, connection, other);
    if (signIn instanceof Refusal) {
      if (await knowsBookers(deps, connection)) throw signIn;
      continue;
    }
    const id = await askFor(deps, { signIn, connector, other, number });
    if (id === null) missing = nobodyHas(connector, other);
    else found.add(id);
  }
  const [id, another] = found;
  if (another !== undefined) throw twoHaveIt(deps.connectors, number);
  if (id === undefined && missing !== null) throw missing;
  return id ?? null;
}

/** What a box office is asked by; or why it cannot be. */
async function signInOf(
  deps: AskDeps,
  connection: Connection,
  other: OtherCustomerNumber<unknown>,
): Promise<BoxOfficeConfig | Refusal> {
  const rests = RESTS[connection.state];
  if (rests !== undefined) return mayNotAsk(connection, other, rests);
  try {
    return await boxOfficeConfig(deps, connection);
  } catch (err) {
    if (err instanceof Refusal) return couldNotAsk(other, err, err.parts.detail);
    throw err;
  }
}

interface Question {
  readonly signIn: BoxOfficeConfig;
  readonly connector: Connector;
  readonly other: OtherCustomerNumber<unknown>;
  readonly number: string;
}

/** Null where nobody there has the number. Only the id is taken from the answer, and nothing of the question is written down. */
async function askFor(deps: AskDeps, { signIn, connector, other, number }: Question): Promise<string | null> {
  const options = { allowLoopback: deps.config.allowLoopback, onRequest: () => undefined };
  const client = connector.connect(signIn.config, options);
  const patience = AbortSignal.timeout(ASK_MS);
  try {
    return await other.customerIdOf(client, number, patience);
  } catch (err) {
    if (err instanceof NotFoundError) return null;
    if (patience.aborted)
      throw couldNotAsk(other, null, `${connector.title} did not answer within ${ASK_MS / 1000} s.`);
    if (!isConnectorError(err)) throw err;
    throw couldNotAsk(other, refusalOf(err), err.fault.cause);
  } finally {
    await connector.close(client);
  }
}

/** Whether anybody is known here of a connection that may not ask: if not, no number of theirs has to be understood. */
async function knowsBookers({ warehouse }: AskDeps, { id, organisation_id }: Connection): Promise<boolean> {
  if (await hasNoStore(warehouse.folders, organisation_id)) return false;
  const rows = await warehouse.withStore(organisation_id, (store) =>
    store.query(
      `(SELECT 1 FROM customers WHERE connection_id = $1 LIMIT 1)
       UNION ALL (SELECT 1 FROM orders WHERE connection_id = $1 AND customer_id IS NOT NULL LIMIT 1)`,
      [id],
    ),
  );
  return rows.length > 0;
}

const typed = ({ what }: OtherCustomerNumber<unknown>): string => `What was typed is the ${what}`;

function mayNotAsk(
  { name }: Connection,
  other: OtherCustomerNumber<unknown>,
  [is, mend]: readonly [string, string],
): Refusal {
  return notPossibleNow(
    `${typed(other)}. Only the box office can tell whose it is, and ${name}, by which it would be asked, ${is}.`,
    `${mend}, or type instead ${other.instead}.`,
  );
}

function couldNotAsk(other: OtherCustomerNumber<unknown>, refusal: Refusal | null, cause: string): Refusal {
  const { code, whoActs, nextStep } = refusal?.parts ?? {
    code: 'box-office-unavailable',
    whoActs: 'nobody',
    nextStep: 'Try again in a few minutes.',
  };
  return new Refusal({
    code,
    detail: `${typed(other)}, and the box office could not be asked whose it is. ${cause}`,
    whoActs,
    nextStep: `${nextStep} Or type instead ${other.instead}.`,
  });
}

function nobodyHas({ title }: Connector, other: OtherCustomerNumber<unknown>): Refusal {
  return new Refusal({
    code: 'invalid-input',
    detail: `${typed(other)}, and ${title} says that nobody there has it.`,
    whoActs: 'organisation',
    nextStep: `Compare it with the page of the customer in ${title}, or type instead ${other.instead}.`,
  });
}

function twoHaveIt(connectors: Context['connectors'], number: string): Refusal {
  const other = [...connectors.values()].find((each) => each.otherCustomerNumber?.pattern.test(number));
  return notPossibleNow(
    'Two box offices of this organisation each have a customer with the number that was typed, and not the same one.',
    `Type instead ${other?.otherCustomerNumber?.instead ?? 'the id by which orders name the customer'}.`,
  );
}
