import type { IncomingMessage } from 'node:http';
import { type Answer, failure } from '../api/answer.ts';
import type { Simulation } from '../simulation.ts';

export async function answerPage(_simulation: Simulation, _request: IncomingMessage, _path: string): Promise<Answer> {
  return failure(404, 'Not yet.');
}
