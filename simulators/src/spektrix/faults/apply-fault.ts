import type { FaultSetting } from '../../faults/fault-board.ts';
import { touchTogether } from '../../sales/make-changes.ts';
import type { Simulation } from '../simulation.ts';
import type { FaultName } from './fault-names.ts';

/** Switches a fault on. `same-timestamp` happens at once, to every client: it changes the world, not the answers. */
export function applyFault(simulation: Simulation, setting: FaultSetting<FaultName>): void {
  if (setting.name !== 'same-timestamp') {
    simulation.faults.set(setting);
    return;
  }
  const count = Number(setting.value ?? 250);
  for (const client of simulation.clients.values()) {
    touchTogether(client.office, simulation.clock, Number.isFinite(count) ? count : 250);
  }
}
