import type { IncomingMessage } from 'node:http';
import { type Answer, failure } from '../http/answer.ts';
import { parseQuery, type Query } from '../http/query.ts';
import { readBody } from '../http/read-body.ts';

/** The JSON object that a POST brought; empty otherwise. */
export type Fields = Readonly<Record<string, unknown>>;
export type DoorDeed = (query: Query, fields: Fields) => Answer | Promise<Answer>;
/** What a door offers, by method and name: `GET truth`. It is no part of a vendor's system: tests and people use it. */
export type DoorDeeds = Readonly<Record<string, DoorDeed>>;

/** Answers `/__simulator/…`; bodies must be JSON and say so. */
export async function answerDoor(deeds: DoorDeeds, request: IncomingMessage, name: string): Promise<Answer> {
  const deed = deeds[`${request.method} ${name}`];
  if (!deed) return failure(404, `The door offers: ${Object.keys(deeds).join(', ')}.`);
  const query = parseQuery(request.url ?? '');
  if (request.method !== 'POST') return deed(query, {});
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return failure(415, 'Send a JSON object with content-type application/json.');
  }
  const fields = parseObject((await readBody(request)).toString('utf8'));
  return fields ? deed(query, fields) : failure(400, 'The body is not a JSON object.');
}

function parseObject(text: string): Fields | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed && typeof parsed === 'object' && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
}
