import type { z } from 'zod';
import { invalidInput } from '../refusal.ts';

/** Where a list goes on, as text that means nothing to a caller. */
export function encodeCursor(place: unknown): string | null {
  return place === null ? null : Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** @throws Refusal if it is not one that this list gave out. */
export function decodeCursor<T extends z.ZodType>(schema: T, cursor: string | undefined): z.output<T> | null {
  if (cursor === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw invalidInput([{ path: 'query.cursor', message: 'is none that this list gave; begin without it' }]);
  }
}
