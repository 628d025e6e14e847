import type { DoorDeeds, Fields } from '../../door/answer-door.ts';
import { type Answer, failure, json } from '../../http/answer.ts';
import { setUpDeliveries } from '../sender/set-up.ts';
import { publicPem, readKey } from '../sender/signed-request.ts';
import type { Simulation } from '../simulation.ts';

const EVERY_SECONDS = 180;

/** What the door offers about deliveries: to set them up, to see how they go, to deliver now. */
export function deliveryDeeds(simulation: Simulation): DoorDeeds {
  const reports = () => ({ deliveries: [...simulation.deliveries.values()].map((each) => each.report()) });
  return {
    'GET deliveries': () => json(reports()),
    'POST deliveries': async (_query, fields) => (await setUp(simulation, fields)) ?? json(reports()),
    'DELETE deliveries': async (query) => {
      for (const [name, each] of simulation.deliveries) {
        if (query.get('account') !== null && query.get('account') !== name) continue;
        await each.stop();
        simulation.deliveries.delete(name);
      }
      return json(reports());
    },
    'POST deliver': (_query, fields) => deliverNow(simulation, fields),
    'POST key': (_query, fields) =>
      typeof fields.keyFile === 'string'
        ? json({ publicKey: publicPem(readKey(fields.keyFile)) })
        : failure(400, 'keyFile must be the name of a file.'),
  };
}

/** Null where deliveries are set up; otherwise what is wrong. */
async function setUp(simulation: Simulation, fields: Fields): Promise<Answer | null> {
  const { account, target, connection, keyFile, keyId, everySeconds } = fields;
  if (typeof target !== 'string' || typeof connection !== 'string')
    return failure(400, 'target and connection are texts.');
  if (typeof keyFile !== 'string' || typeof keyId !== 'string') return failure(400, 'keyFile and keyId are texts.');
  const every = everySeconds ?? EVERY_SECONDS;
  if (typeof every !== 'number' || !(every >= 0)) return failure(400, 'everySeconds must be a number.');
  const named = typeof account === 'string' ? account : null;
  try {
    await setUpDeliveries(simulation, { account: named, target, connection, keyFile, keyId, everySeconds: every });
    return null;
  } catch (err) {
    return failure(400, err instanceof Error ? err.message : String(err));
  }
}

/** Delivers what is new, and answers when that is over: with the report of the account, which says what went wrong. */
async function deliverNow(simulation: Simulation, fields: Fields): Promise<Answer> {
  const [only] = simulation.deliveries.keys();
  const name =
    typeof fields.account === 'string' ? fields.account : simulation.deliveries.size === 1 ? only : undefined;
  const deliveries = name === undefined ? undefined : simulation.deliveries.get(name);
  if (!deliveries) return failure(404, 'Nothing is delivered for this account. Set it up with POST deliveries.');
  await deliveries.round();
  return json(deliveries.report());
}
