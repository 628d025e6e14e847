/** What the address of the page says: whose data it is about. */
export interface PrivacySearch {
  readonly organisation?: string;
}

export function readPrivacySearch(search: Record<string, unknown>): PrivacySearch {
  const { organisation } = search;
  return typeof organisation === 'string' && organisation !== '' ? { organisation } : {};
}
