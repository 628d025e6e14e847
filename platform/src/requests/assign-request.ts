import type { Request } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { emailKey } from '../access/email-key.ts';
import type { Context } from '../context.ts';
import type { ControlTables } from '../control/schema.ts';
import { invalidInput } from '../refusal.ts';
import { lockRequest } from './find-request.ts';
import type { OfDesk } from './move-request.ts';
import { recordEvent } from './record-event.ts';
import { showRequest } from './show-request.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors' | 'control'>;

export interface AssignRequest extends OfDesk {
  readonly id: string;
  /** Null: nobody looks after it in particular. */
  readonly email: string | null;
}

export async function assignRequest(deps: Deps, { id, email, by, actor }: AssignRequest): Promise<Request> {
  await deps.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    const assignee = email === null ? null : await ofDesk(trx, email);
    if (request.assignee === assignee) return;
    await trx.updateTable('requests').set({ assignee }).where('id', '=', id).execute();
    await recordEvent(trx, request, {
      ...{ at: deps.clock.now(), by, side: 'desk', what: 'assigned', internal: true, text: assignee, actor },
    });
  });
  return showRequest(deps, id);
}

/** The address as its owner wrote it. @throws Refusal for somebody who cannot see requests */
async function ofDesk(trx: Transaction<ControlTables>, email: string): Promise<string> {
  const person = await trx
    .selectFrom('people')
    .innerJoin('platform_roles', 'platform_roles.person_id', 'people.id')
    .select('people.email')
    .where('people.email_key', '=', emailKey(email))
    .where('people.disabled_at', 'is', null)
    .where('platform_roles.role', 'in', ['support-desk', 'platform-admin'])
    .executeTakeFirst();
  if (person !== undefined) return person.email;
  throw invalidInput([{ path: 'body.email', message: 'is nobody of the support desk' }]);
}
