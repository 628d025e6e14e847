import { z } from 'zod';

/** How a page of a list is asked for: `cursor` is opaque and comes from the page before. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional().meta({ description: 'nextCursor of the page before.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Items at most, 1 to 200.' }),
});

/** One page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
