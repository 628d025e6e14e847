import { type RunningSimulator, serveOnLoopback } from '../serve.ts';
import { applyFault } from './faults/apply-fault.ts';
import { handleRequest } from './handle-request.ts';
import { DEFAULTS, type SpektrixOptions } from './options.ts';
import { prerenderOrders } from './prerender.ts';
import { createSimulation, type Simulation } from './simulation.ts';

export interface RunningSpektrix extends RunningSimulator {
  readonly simulation: Simulation;
}

/** Builds the world and serves it on loopback; resolves once everything answers. */
export async function startSpektrix(options: Partial<SpektrixOptions> = {}): Promise<RunningSpektrix> {
  const simulation = createSimulation({ ...DEFAULTS, ...options });
  for (const fault of simulation.options.faults) applyFault(simulation, fault);
  if (simulation.options.prerender) {
    for (const client of simulation.clients.values()) client.rendered = await prerenderOrders(client);
  }
  const running = await serveOnLoopback(simulation.options.port, (request, response) =>
    handleRequest(simulation, request, response),
  );
  return {
    ...running,
    simulation,
    async close() {
      await running.close();
      for (const client of simulation.clients.values()) await client.rendered?.close();
    },
  };
}
