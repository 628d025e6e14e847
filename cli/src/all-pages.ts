interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** Most items a page of the API holds. */
const PAGE = 200;

/** A list whole, or its first `atMost` items, read page by page; `more` says that there are others. */
export async function allPages<Item>(
  ask: (query: { cursor?: string; limit: number }) => Promise<Page<Item>>,
  atMost = Number.POSITIVE_INFINITY,
): Promise<{ items: Item[]; more: boolean }> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const limit: number = Math.min(PAGE, atMost - items.length);
    const page: Page<Item> = await ask({ limit, ...(cursor === null ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && items.length < atMost);
  return { items, more: cursor !== null };
}
