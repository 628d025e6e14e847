export { verifyBytes } from './bytes/verify-bytes.ts';
export { type Cell, type DateCell, isEmpty, type Line, plainText, wallText } from './columns/cells.ts';
export {
  COLUMN_MAP_FORMAT,
  type ColumnMap as UploadedMap,
  type ColumnMapInput,
  columnMapSchema,
  type DeliveredMap as ColumnMap,
  DROP,
  uploadedMapSchema,
} from './columns/column-map.ts';
export { refuseCrossTab } from './columns/cross-tab.ts';
export { oneByteEncoding } from './columns/csv-form.ts';
export { datePattern } from './columns/date-pattern.ts';
export {
  derivablesOf,
  derivedOf,
  type FieldName,
  fieldsOf,
  formOf,
  isSummed,
  NAMING_FIELDS,
  tellsTotal,
} from './columns/fields.ts';
export { fillMerged } from './columns/fill-merged.ts';
export { fingerprintOf } from './columns/fingerprint.ts';
export { titlesAbove } from './columns/first-lines.ts';
export { isFree } from './columns/free-words.ts';
export { amountsRead, CURRENCY_SIGNS, countsRead, guessDate } from './columns/guess-forms.ts';
export { lineBlocksOfFile, linesOfFile } from './columns/lines-of-file.ts';
export { withoutDisguise } from './columns/look-alikes.ts';
export { personalByName, personalByValues, personalLook } from './columns/looks-personal.ts';
export { mergedInFile } from './columns/merged-in-file.ts';
export { isMadeId, MADE_ID } from './columns/named-ids.ts';
export { normalHeader, withoutEmptyEnd } from './columns/normal-header.ts';
export { decimalText, numberText } from './columns/number-text.ts';
export { mayBeOfPeople } from './columns/perhaps-people.ts';
export { readSample } from './columns/read-sample.ts';
export { readUploaded, type Uploaded } from './columns/read-uploaded.ts';
export { type Suggestion, suggestColumnMap } from './columns/suggest.ts';
export { currencyInName, currencyOfSigns, mayBeIn, writtenCurrency } from './columns/written-currency.ts';
export { lookIntoWorkbook } from './columns/xlsx/look-into-workbook.ts';
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
