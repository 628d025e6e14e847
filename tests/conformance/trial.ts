import type { Arrangement, SimulatedProvider, TrialWorld, Truth } from '@illuminate/connector-kit/conformance';
import type { SimulatorDoor } from '../support/simulator-door.ts';

/** A simulated provider, and how its simulator is started and asked. */
export interface SimulatedTrial extends SimulatedProvider {
  /** ISO 4217. */
  readonly currency: string;
  /** What `npm run simulate` is told, from the simulator's name on. */
  readonly words: (world: TrialWorld) => readonly string[];
  readonly truth: (door: SimulatorDoor) => Promise<Truth>;
}

/** How one connector is tried. A file each, and a line in the registry beside this. */
export interface Trial extends Arrangement {
  readonly provider: SimulatedTrial | { readonly notHere: string };
}

/** What the doors of simulators call a performance; one says show where another says event. */
export interface DoorTruth {
  readonly totals: { readonly orders: number; readonly tickets: number };
  readonly performances: readonly {
    readonly id: string;
    readonly event?: string;
    readonly show?: string;
    /** Wall time, with or without an offset behind it. */
    readonly start: string;
    readonly listed: boolean;
    readonly tickets: number;
    readonly amount: string;
    readonly orders: number;
  }[];
}

/** The truth as simulators tell it that are made of `simulators/src/sales`. */
export async function truthOfSales(door: SimulatorDoor): Promise<Truth> {
  const { totals, performances } = (await door.truth()) as unknown as DoorTruth;
  return {
    orders: totals.orders,
    tickets: totals.tickets,
    performances: performances.map(({ id, event, show, start, listed, tickets, amount, orders }) => ({
      id,
      eventId: event ?? show ?? '',
      startsLocal: start.slice(0, 19),
      listed,
      tickets,
      amount,
      orders,
    })),
  };
}
