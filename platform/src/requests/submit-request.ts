import type { Output } from '@illuminate/contract';
import { sql, type Transaction } from 'kysely';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { RequestRow } from '../control/schema/requests.ts';
import type { ControlTables } from '../control/schema.ts';
import { readSetting, storeSetting } from '../control/settings.ts';
import { queueMail } from '../notifications/queue-mail.ts';
import { invalidInput } from '../refusal.ts';
import { makeLink } from './links.ts';
import { recordEvent } from './record-event.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'keys' | 'connectors' | 'config'>;

/** For so long an unconfirmed request is kept. */
const CONFIRM_HOURS = 24;

export interface Asked {
  readonly kind: RequestRow['kind'];
  readonly provider: string | null;
  readonly organisationId: string | null;
  readonly organisationName: string;
  readonly contactName: string;
  readonly email: string;
  readonly account: string | null;
  readonly need: string;
}

/** @throws Refusal for a provider with which the desk does not arrange connections */
export function requireArranged({ connectors }: Pick<Context, 'connectors'>, provider: string): void {
  const connector = connectors.get(provider);
  if (connector?.supportRequest !== undefined && connector.methods.includes('support-request')) return;
  throw invalidInput([
    { path: 'body.provider', message: 'is no box office system whose connections the support desk arranges' },
  ]);
}

/** From somebody without an account: nothing of it is seen before the address is confirmed. */
export async function submitRequest(deps: Deps, asked: Asked): Promise<Output<'submitRequest'>> {
  if (asked.provider !== null) requireArranged(deps, asked.provider);
  await deps.db.transaction().execute(async (trx) => {
    const { request, path } = await insertRequest(deps, trx, { ...asked, confirmedAt: null });
    await recordEvent(trx, request, {
      ...{ at: request.created_at, by: asked.contactName, side: 'requester', what: 'received', toState: 'new' },
      actor: 'anonymous',
    });
    await queueMail(deps, trx, {
      to: { address: asked.email },
      template: 'confirm-address',
      filling: { what: asked.kind === 'sign-up' ? 'sign-up' : 'request', path, hours: CONFIRM_HOURS },
      concerns: `request ${request.id}`,
    });
  });
  return { sentTo: asked.email, hours: CONFIRM_HOURS, mailGoesOut: deps.config.mail !== undefined };
}

const FIRST_NUMBER = 1001;
const LAST_NUMBER = 'requests.last_number';
/** Any number, the same in every process: two requests must not take one number. */
const NUMBER_LOCK = 4_310_009;

export async function insertRequest(
  deps: Pick<Deps, 'keys' | 'clock'>,
  trx: Transaction<ControlTables>,
  asked: Asked & { readonly confirmedAt: Date | null },
): Promise<{ request: RequestRow; path: string }> {
  const number = await nextNumber(trx);
  const id = `R-${number}`;
  const { hash, sealed, path } = await makeLink(deps, trx, id);
  const now = deps.clock.now();
  const request = await trx
    .insertInto('requests')
    .values({
      id,
      number,
      kind: asked.kind,
      state: 'new',
      provider: asked.provider,
      organisation_id: asked.organisationId,
      organisation_name: asked.organisationName,
      contact_name: asked.contactName,
      contact_email: asked.email,
      account: asked.account,
      need: asked.need === '' ? null : asked.need,
      link_hash: hash,
      link_sealed: sealed,
      confirmed_at: asked.confirmedAt,
      created_at: now,
      state_at: now,
      touched_at: now,
      assignee: null,
      connection_id: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { request, path };
}

/** Never one that was given out, though its request may be gone: the audit trail names requests by it. */
async function nextNumber(trx: Transaction<ControlTables>): Promise<number> {
  await sql`select pg_advisory_xact_lock(${sql.lit(NUMBER_LOCK)})`.execute(trx);
  const last = z.int().safeParse(await readSetting(trx, LAST_NUMBER));
  const number = last.success ? last.data + 1 : FIRST_NUMBER;
  await storeSetting(trx, LAST_NUMBER, number);
  return number;
}
