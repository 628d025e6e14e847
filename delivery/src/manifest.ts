import { formatMinor, parseDecimal } from '@illuminate/model';
import { z } from 'zod';
import { isCurrency } from './currencies.ts';
import { DeliveryFault } from './fault.ts';
import { parseOffsetInstant } from './instant.ts';
import { LIMITS } from './limits.ts';
import { REQUIRED_FIELDS } from './records/field-names.ts';

export const MANIFEST_FORMAT = 'illuminate-delivery/1';

const instant = z
  .string()
  .refine((value) => parseOffsetInstant(value) !== null, 'expected an ISO 8601 instant with Z or an offset');
const counted = z.int().min(0).max(Number.MAX_SAFE_INTEGER);

const partSchema = z
  .strictObject({
    part: z.int().min(1).max(LIMITS.parts),
    kind: z.enum(['orders', 'performances']),
    format: z.enum(['ndjson', 'csv', 'xlsx']),
    encoding: z.enum(['none', 'gzip']),
    layout: z.literal('mapped').optional(),
    bytes: counted,
    sha256: z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 hex digits in lower case'),
    records: counted,
  })
  .refine(({ layout, format }) => layout === undefined || format !== 'ndjson', {
    path: ['layout'],
    message: 'expected with csv or xlsx only',
  });

/** Decimal text is checked in its currency, whose code is the key. */
const amounts = z
  .record(
    z.string().refine(isCurrency, 'expected an ISO 4217 code in capitals'),
    z.strictObject({ orders: z.string(), tickets: z.string() }),
  )
  .superRefine((value, context) => {
    for (const [currency, sums] of Object.entries(value)) {
      if (!isCurrency(currency)) continue;
      for (const [name, text] of Object.entries(sums)) {
        if (parseDecimal(text, currency) !== null) continue;
        const message = `expected decimal text such as "${formatMinor(11_500, currency)}"`;
        context.addIssue({ code: 'custom', path: [currency, name], message });
      }
    }
  });

const totalsSchema = z.strictObject({ orders: counted, tickets: counted, performances: counted, amounts });

/** What a batch says of itself before its parts come. */
export const manifestSchema = z
  .strictObject({
    format: z.literal(MANIFEST_FORMAT),
    connection: z.string().min(1).max(100),
    batch: z
      .string()
      .max(LIMITS.batchCharacters)
      .regex(/^[A-Za-z0-9._-]+$/, 'expected 1 to 100 characters of A-Z a-z 0-9 . _ -'),
    sequence: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
    createdAt: instant,
    period: z.strictObject({ from: instant, to: instant }),
    personalFields: z.array(z.string().min(1).max(LIMITS.idCharacters)).max(LIMITS.personalFields),
    parts: z.array(partSchema).min(1).max(LIMITS.parts),
    totals: totalsSchema,
  })
  .superRefine(({ period, parts, personalFields }, context) => {
    const add = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if ((parseOffsetInstant(period.from) ?? 0) >= (parseOffsetInstant(period.to) ?? 0)) {
      add(['period', 'to'], 'expected after period.from');
    }
    const numbers = new Set(parts.map(({ part }) => part));
    if (numbers.size !== parts.length || Math.max(...numbers) !== parts.length) {
      add(['parts'], 'expected to be numbered from 1, each number once, without a hole');
    }
    const ownNames = parts.every(({ layout }) => layout === 'mapped');
    for (const [at, field] of personalFields.entries()) {
      if (!ownNames && REQUIRED_FIELDS.has(field.replaceAll('[]', ''))) {
        add(['personalFields', at], 'expected no field without which the format has no meaning');
      }
    }
  });

export type Manifest = z.infer<typeof manifestSchema>;
export type PartDescription = Manifest['parts'][number];
/** What a batch sums to; amounts are decimal text per currency. */
export type Totals = Manifest['totals'];

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (so, key) => (typeof key === 'number' ? `${so}[${key}]` : so === '' ? String(key) : `${so}.${String(key)}`),
    '',
  );

function invalid(field: string | undefined, what: string): DeliveryFault {
  return new DeliveryFault({ code: 'manifest-invalid', what: `The manifest's ${what}.`, field });
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // The message of the parser quotes what it chokes on.
    throw invalid(undefined, 'text is not JSON in UTF-8');
  }
}

/**
 * Everything that is wrong with a manifest, and the manifest itself if nothing is. Its parts come back in the order of their numbers.
 * A part or a batch over its limit has the code `part-too-big` or `batch-too-big`, anything else `manifest-invalid`.
 */
export function checkManifest(
  bytes: Uint8Array,
):
  | { readonly manifest: Manifest; readonly faults: [] }
  | { readonly manifest: null; readonly faults: DeliveryFault[] } {
  if (bytes.length > LIMITS.manifestBytes) {
    const what = `size is ${bytes.length} bytes; it may have ${LIMITS.manifestBytes}`;
    return { manifest: null, faults: [invalid(undefined, what)] };
  }
  let value: unknown;
  try {
    value = parseJson(bytes);
  } catch (err) {
    if (err instanceof DeliveryFault) return { manifest: null, faults: [err] };
    throw err;
  }
  const { success, data, error } = manifestSchema.safeParse(value);
  if (!success) {
    const faults = error.issues.map(({ path, message }) => {
      const field = placeOf(path);
      return invalid(field === '' ? undefined : field, `${field === '' ? 'content' : `field ${field}`}: ${message}`);
    });
    return { manifest: null, faults };
  }
  const faults = sizeFaults(data);
  if (faults.length > 0) return { manifest: null, faults };
  return { manifest: { ...data, parts: data.parts.toSorted((a, b) => a.part - b.part) }, faults: [] };
}

function sizeFaults({ parts, totals }: Manifest): DeliveryFault[] {
  const counts = (['orders', 'tickets', 'performances'] as const)
    .filter((name) => totals[name] > LIMITS.records)
    .map((name) => {
      const what = `The batch has ${totals[name]} ${name}; it may have ${LIMITS.records}.`;
      return new DeliveryFault({ code: 'batch-too-big', what, field: `totals.${name}` });
    });
  const big = parts
    .filter(({ bytes }) => bytes > LIMITS.partBytes)
    .map(({ part, bytes }) => {
      const what = `It has ${bytes} bytes as sent; it may have ${LIMITS.partBytes}.`;
      return new DeliveryFault({ code: 'part-too-big', what, part });
    });
  return [...counts, ...big];
}

/**
 * A manifest from the bytes of the request.
 * @throws DeliveryFault `manifest-invalid` that names the place, `part-too-big` or `batch-too-big`.
 */
export function parseManifest(bytes: Uint8Array): Manifest {
  const { manifest, faults } = checkManifest(bytes);
  if (manifest !== null) return manifest;
  throw faults[0] ?? invalid(undefined, 'content is not a manifest');
}
