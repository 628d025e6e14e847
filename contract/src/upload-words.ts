import { z } from 'zod';
import { slug } from './words.ts';

/** The id of an upload. */
export const uploadId = z.string().regex(/^upl_[a-z0-9]{16}$/);
/** The SHA-256 of a file. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256; write its 64 hexadecimal digits');
/** The name of a column, as it stands in the file. */
export const header = z.string().max(300);

export const byOrganisation = z.object({ organisation: slug });
export const byUpload = byOrganisation.extend({ upload: uploadId });

/** What a person counts: orders of sales, performances of events, lines of counts. */
export const countedUnit = z.enum(['orders', 'performances', 'counts']);

/** A CSV file, as text. */
export const csvFile = z.object({ fileName: z.string(), text: z.string() }).meta({ id: 'CsvFile' });
