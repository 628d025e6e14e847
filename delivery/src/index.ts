export { verifyBytes } from './bytes/verify-bytes.ts';
export { type Cell, isEmpty, plainText } from './columns/cells.ts';
export {
  COLUMN_MAP_FORMAT,
  type ColumnMap,
  type ColumnMapInput,
  columnMapSchema,
} from './columns/column-map.ts';
export { fingerprintOf } from './columns/fingerprint.ts';
export { linesOfFile } from './columns/lines-of-file.ts';
export { readSample } from './columns/read-sample.ts';
export { type Suggestion, suggestColumnMap } from './columns/suggest.ts';
export * from './fault.ts';
export { parseOffsetInstant } from './instant.ts';
export { LIMITS } from './limits.ts';
export {
  checkManifest,
  MANIFEST_FORMAT,
  type Manifest,
  manifestSchema,
  type PartDescription,
  parseManifest,
  type Totals,
} from './manifest.ts';
export { type PartForm, type ReadPartOptions, readPart } from './read-part.ts';
export type * from './records/delivered.ts';
export type { ReportFault } from './records/field-reader.ts';
export { DELIVERY_HEADERS, type SignedRequest, signedText } from './signed-text.ts';
export {
  type BatchTotals,
  createTotals,
  type Difference,
  sumTotals,
  totalsDifferences,
  totalsFault,
} from './totals.ts';
export { writeRecord } from './write-record.ts';
