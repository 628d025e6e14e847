import type { BatchState } from '@illuminate/contract';
import { CommandFailed } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import type { CheckReport } from './check-prepared.ts';
import type { Outcome } from './deliver-data.ts';
import { checkAsJson, describeCheck } from './describe-check.ts';

/** Says what was found, and whether that is nothing. */
export function printCheck(terminal: Terminal, reports: readonly CheckReport[], json: boolean | undefined): boolean {
  const ok = reports.every(({ faults }) => faults.length === 0);
  printResult(
    terminal,
    { json: { ok, batches: reports.map(checkAsJson) }, blocks: reports.flatMap(describeCheck) },
    json,
  );
  return ok;
}

const stateLine = ({ batch, sequence, loaded }: BatchState): string => {
  if (loaded === null) return `${batch}, sequence ${sequence}: received.`;
  const { orders, tickets, performances, unchanged } = loaded;
  const what = [
    count(orders, 'order'),
    count(tickets, 'ticket'),
    ...(performances > 0 ? [count(performances, 'performance')] : []),
  ];
  return `${batch}, sequence ${sequence}: loaded ${what.join(', ')}; ${unchanged.toLocaleString('en-GB')} unchanged.`;
};

export function printSent(terminal: Terminal, states: readonly BatchState[], json: boolean | undefined): void {
  printResult(
    terminal,
    { json: { batches: states }, blocks: states.map((state) => ({ kind: 'line', text: stateLine(state) })) },
    json,
  );
}

/** @throws CommandFailed if something is wrong with the data */
export function printDelivery(terminal: Terminal, delivery: Outcome, json: boolean | undefined): void {
  if (delivery.kind === 'sent') {
    printSent(terminal, delivery.states, json);
  } else if (delivery.kind === 'already') {
    const { batches, loadedAt } = delivery;
    const text = `Nothing has changed since ${batches.join(', ')} ${batches.length === 1 ? 'was' : 'were'} loaded at ${loadedAt}: nothing was sent.`;
    printResult(terminal, { json: { batches: [], already: batches }, blocks: [{ kind: 'line', text }] }, json);
  } else {
    printCheck(terminal, [delivery.report], json);
    throw new CommandFailed('Nothing was sent.', EXIT.failed);
  }
}
