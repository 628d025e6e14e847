import type { Context } from '../context.ts';

const LONGEST = 40;

/** A short name that is free, made of a name: "Theatr y Môr" becomes theatr-y-mor. */
export async function suggestSlug({ db }: Pick<Context, 'db'>, name: string): Promise<string> {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/^the /g, '')
    .replaceAll(/[^a-z0-9]+/g, '-');
  const base = trimmed(plain.slice(0, LONGEST - 3)) || 'organisation';
  const taken = new Set(
    (await db.selectFrom('organisations').select('slug').where('slug', 'like', `${base}%`).limit(1000).execute()).map(
      ({ slug }) => slug,
    ),
  );
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? base : `${base}-${number}`;
    if (!taken.has(slug)) return slug;
  }
}

const trimmed = (text: string): string => text.replaceAll(/^-+|-+$/g, '');
