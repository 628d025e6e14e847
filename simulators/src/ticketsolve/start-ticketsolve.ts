import { type RunningSimulator, serveOnLoopback } from '../serve.ts';
import { handleRequest } from './handle-request.ts';
import { DEFAULTS, type TicketsolveOptions } from './options.ts';
import { setUpDeliveries } from './sender/set-up.ts';
import { createSimulation, type Simulation } from './simulation.ts';

export interface RunningTicketsolve extends RunningSimulator {
  readonly simulation: Simulation;
}

/** Builds the world and serves it on loopback; resolves once everything answers. */
export async function startTicketsolve(
  options: Partial<TicketsolveOptions> = {},
  announce?: (line: string) => void,
): Promise<RunningTicketsolve> {
  const simulation = createSimulation({ ...DEFAULTS, ...options });
  for (const fault of simulation.options.faults) simulation.faults.set(fault);
  const running = await serveOnLoopback(
    simulation.options.port,
    (request, response) => handleRequest(simulation, request, response),
    [...simulation.accounts.keys()].map((account) => `${account}.localhost`),
  );
  const { delivery } = simulation.options;
  if (delivery) await setUpDeliveries(simulation, delivery, announce);
  return {
    ...running,
    simulation,
    async close() {
      await Promise.all([...simulation.deliveries.values()].map((each) => each.stop()));
      await running.close();
    },
  };
}
