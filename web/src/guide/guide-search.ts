export interface GuideSearchParams {
  /** What is looked for. */
  readonly q?: string;
}

export interface ReadSearchParams {
  /** The way through that the reader is on, by its id. */
  readonly way?: string;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

export function readGuideSearch({ q }: Record<string, unknown>): GuideSearchParams {
  const asked = textOf(q).slice(0, 100);
  return asked.trim() === '' ? {} : { q: asked };
}

export function readReadSearch({ way }: Record<string, unknown>): ReadSearchParams {
  const id = textOf(way);
  return /^[\w-]{1,60}$/.test(id) ? { way: id } : {};
}
