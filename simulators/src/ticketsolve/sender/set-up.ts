import type { DeliveryOptions } from '../options.ts';
import type { Simulation } from '../simulation.ts';
import { Deliveries } from './deliveries.ts';
import { readKey } from './signed-request.ts';

/** Begins to deliver an account's sales, in place of what was set up for it before. Throws an Error with a sentence for people. */
export async function setUpDeliveries(
  simulation: Simulation,
  options: DeliveryOptions,
  announce?: (line: string) => void,
): Promise<Deliveries> {
  const [first] = simulation.accounts.keys();
  const name = options.account ?? first ?? '';
  const account = simulation.accounts.get(name);
  if (!account) throw new Error(`There is no account called "${name}" to deliver the sales of.`);
  if (!/^https?:\/\//.test(options.target)) throw new Error(`"${options.target}" is no address to deliver to.`);
  const settings = { ...options, privateKey: readKey(options.keyFile) };
  await simulation.deliveries.get(name)?.stop();
  const deliveries = new Deliveries(account, settings, simulation.faults, announce);
  simulation.deliveries.set(name, deliveries);
  if (options.everySeconds > 0) deliveries.start();
  return deliveries;
}
