import { expect, test } from 'vitest';
import { createLogger } from '../logger.ts';
import { notFound, Refusal } from '../refusal.ts';
import { problemOf } from './problem.ts';

function logged(err: unknown): string[] {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } });
  problemOf(err, log, { method: 'GET', path: '/api/v1/x' });
  return lines.map((line) => JSON.parse(line).level);
}

test('a caller’s slip is not news, an intrusion and a fault of ours are', () => {
  const refused = { detail: 'No.', whoActs: 'operator', nextStep: 'Stop it.' } as const;
  expect(logged(notFound('connection'))).toEqual([]);
  expect(logged(new Refusal({ ...refused, code: 'not-signed-in' }))).toEqual([]);
  expect(logged(new Refusal({ ...refused, code: 'host-refused' }))).toEqual(['info']);
  expect(logged(new TypeError('ours'))).toEqual(['error']);
});
