import { streamTexts } from '../../door/stream-texts.ts';
import type { BoxOffice } from '../../sales/box-office.ts';
import { LIVE } from '../../sales/transaction.ts';
import type { Simulation } from '../simulation.ts';
import { bookerOf } from '../world/bookers.ts';

/** The personal texts of a world as a JSON array, one a line; at most `limit` of each account. */
export function streamPersonal(simulation: Simulation, account: string | null, limit: number): AsyncGenerator<string> {
  const offices = [...simulation.accounts.values()].map((each) => each.office);
  const groups = offices.filter((office) => account === null || office.client === account).map(bookerTexts);
  return streamTexts(groups, limit);
}

function* bookerTexts(office: BoxOffice): Generator<string> {
  const planned = office.plannedCustomers(office.now());
  for (let index = 0; index < planned + office.live.customers; index += 1) {
    const booker = bookerOf(office.seed, index < planned ? index : LIVE.customers + index - planned);
    yield booker.id;
    yield booker.name;
    yield booker.email ?? '';
    yield booker.phone ?? '';
    yield booker.postcode?.trim() ?? '';
  }
}
