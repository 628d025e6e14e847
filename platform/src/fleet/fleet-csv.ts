import type { Fleet } from '@illuminate/contract';
import { stringify } from 'csv-stringify/sync';

/** The fleet as a spreadsheet. A name that a spreadsheet would run as a formula is made text. */
export function fleetCsv({ items }: Fleet): string {
  const rows = items.map(({ name, organisation, provider, method, headline, dataTo, lastUpdateAt, nextSyncAt }) => [
    ...[name, organisation.name, provider.title, method],
    ...[headline.word, headline.sentence, headline.whoActs, headline.since],
    ...[dataTo, lastUpdateAt, nextSyncAt],
  ]);
  return stringify(rows, {
    header: true,
    columns: [
      ...['Connection', 'Organisation', 'Provider', 'Method', 'Status', 'What is the matter', 'Who acts', 'Since'],
      ...['Data to', 'Last update', 'Next update'],
    ],
    record_delimiter: '\n',
    escape_formulas: true,
  });
}
