import { z } from 'zod';
import type { Context } from '../context.ts';
import { askFleet } from '../fleet/ask-fleet.ts';
import type { RememberedFleet } from '../fleet/remember-fleet.ts';
import type { Handlers } from './call.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';

const afterRow = z.int().min(0);

export function fleetHandlers({ clock }: Pick<Context, 'clock'>, fleet: RememberedFleet): Pick<Handlers, 'listFleet'> {
  return {
    listFleet: async ({ query: { cursor, ...question } }) => {
      const from = decodeCursor(afterRow, cursor) ?? 0;
      const { next, ...asked } = askFleet(await fleet.rows(), question, from);
      return { asOf: clock.now().toISOString(), ...asked, nextCursor: encodeCursor(next) };
    },
  };
}
