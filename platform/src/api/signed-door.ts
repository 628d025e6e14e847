// The door of senders: the signature is looked at first, over the request as it came, and only then what it asks for.
import type { HttpBindings } from '@hono/node-server';
import type { Operation, Output } from '@illuminate/contract';
import { DELIVERY_HEADERS } from '@illuminate/delivery';
import type { Context as HonoContext } from 'hono';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { admitSender, findClaimed } from '../deliveries/admit-sender.ts';
import { completeBatch } from '../deliveries/complete-batch.ts';
import { requireBatch, stateOf } from '../deliveries/find-batch.ts';
import { openBatch } from '../deliveries/open-batch.ts';
import { batchUnknown, busy, partUnknown } from '../deliveries/refusals.ts';
import type { Sender } from '../deliveries/sender.ts';
import { showPosition } from '../deliveries/show-position.ts';
import { takePart } from '../deliveries/take-part.ts';
import { Refusal } from '../refusal.ts';
import type { SignedId } from './call.ts';
import { type RawBody, readRawBody } from './read-raw-body.ts';

type Env = { Bindings: HttpBindings };

export interface SignedAnswer {
  readonly status: number;
  readonly output: Output<'showDeliveryPosition'> | Output<'showDelivery'>;
}

/** What all bodies that are being read may hold together. */
const BODIES_AT_MOST_BYTES = 96 * 1024 * 1024;
/** Of requests that carry none. */
const NO_BODY_BYTES = 1024;

export type SignedDoor = (c: HonoContext<Env>, operation: Operation) => Promise<SignedAnswer>;

/** @throws Refusal */
export function createSignedDoor(context: Context): SignedDoor {
  let underWay = 0;

  async function read(c: HonoContext<Env>, { rawBody }: Operation): Promise<RawBody> {
    const maxBytes = rawBody?.maxBytes ?? NO_BODY_BYTES;
    const said = c.req.header('content-length');
    const room = said === undefined ? maxBytes : Math.min(Number(said), maxBytes);
    if (underWay + room > BODIES_AT_MOST_BYTES) throw busy('Too much is being sent at once just now.', 5);
    underWay += room;
    try {
      const body = await readRawBody(c.env.incoming, maxBytes);
      if (body === null) throw tooBig(rawBody?.type, maxBytes);
      return body;
    } finally {
      underWay -= room;
    }
  }

  return async (c, operation) => {
    const claimed = await findClaimed(context, {
      key: c.req.header(DELIVERY_HEADERS.key),
      time: c.req.header(DELIVERY_HEADERS.time),
      signature: c.req.header(DELIVERY_HEADERS.signature),
    });
    const { bytes, sha256 } = await read(c, operation);
    const sender = await admitSender(context, claimed, {
      method: c.req.method,
      target: c.env.incoming.url ?? '',
      connection: c.req.param('connection') ?? '',
      bodySha256: sha256,
    });
    return answer(context, operation.id as SignedId, { sender, c, bytes, sha256 });
  };
}

interface Asked extends RawBody {
  readonly sender: Sender;
  readonly c: HonoContext<Env>;
}

async function answer(context: Context, id: SignedId, { sender, c, bytes, sha256 }: Asked): Promise<SignedAnswer> {
  const batch = c.req.param('batch') ?? '';
  switch (id) {
    case 'showDeliveryPosition':
      return { status: 200, output: await showPosition(context, sender) };
    case 'openDelivery': {
      const { isNew, state } = await openBatch(context, { sender, batch, bytes });
      return { status: isNew ? 201 : 200, output: state };
    }
    case 'showDelivery': {
      const row = await requireBatch(context.db, sender.connection.id, known(batch));
      return { status: 200, output: await stateOf(context.db, row) };
    }
    case 'sendDeliveryPart': {
      const given = c.req.param('part') ?? '';
      const part = z
        .string()
        .regex(/^[1-9]\d?$/)
        .transform(Number)
        .safeParse(given);
      if (!part.success) throw partUnknown(known(batch), 'of this number');
      return {
        status: 200,
        output: await takePart(context, { sender, batch: known(batch), part: part.data, bytes, sha256 }),
      };
    }
    case 'completeDelivery':
      return { status: 200, output: await completeBatch(context, { sender, batch: known(batch) }) };
  }
}

/** What no batch can be called is asked for in vain. @throws Refusal batch-unknown */
function known(batch: string): string {
  if (/^[A-Za-z0-9._-]{1,100}$/.test(batch)) return batch;
  throw batchUnknown('of this name');
}

function tooBig(type: string | undefined, maxBytes: number): Refusal {
  const isPart = type === 'application/octet-stream';
  return new Refusal({
    code: isPart ? 'part-too-big' : type === undefined ? 'too-large' : 'manifest-invalid',
    detail: `The body has more than ${maxBytes} bytes.`,
    whoActs: 'provider',
    nextStep: isPart ? 'Cut the part into smaller ones, with a new manifest.' : 'Send less.',
  });
}
