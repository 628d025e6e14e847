// How a report shows its answer, as data. Columns are named by their place in the answer, as `sort` does: keys, then measures, then the count.
import { z } from 'zod';
import type { ReportOutput } from './report-definition.ts';

const column = z.int().min(0).max(99);

export const CHARTS = ['bar', 'line', 'stacked'] as const;
export type ChartKind = (typeof CHARTS)[number];

export const reportTemplate = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('table') }),
    z.strictObject({
      kind: z.enum(CHARTS),
      category: column.meta({ description: 'The key along the axis.' }),
      series: column.nullable().default(null).meta({ description: 'The key that tells the series apart.' }),
      measures: z
        .array(column)
        .min(1)
        .max(8)
        .meta({ description: 'What is drawn; one measure only where there is a key of series.' }),
    }),
  ])
  .meta({ id: 'ReportTemplate', description: 'A table alone, or a chart with its table beside it.' });
export type ReportTemplate = z.infer<typeof reportTemplate>;

/** What is wrong with a template for an output, with the path of each; nothing where it can be drawn. */
export function faultsOfTemplate(
  template: ReportTemplate,
  output: ReportOutput,
): { readonly path: string; readonly message: string }[] {
  if (template.kind === 'table') return [];
  if (output.mode === 'rows') return [{ path: 'kind', message: 'a chart needs a report in grouped mode' }];
  const keys = output.keys.length;
  const shown = keys + output.measures.length + (output.showCount ? 1 : 0);
  const isKey = (index: number): boolean => index < keys;
  const wrong: { path: string; message: string }[] = [];
  if (!isKey(template.category)) wrong.push({ path: 'category', message: 'is no key of this report' });
  if (template.series !== null && (!isKey(template.series) || template.series === template.category)) {
    wrong.push({ path: 'series', message: 'is no other key of this report' });
  }
  for (const [place, index] of template.measures.entries()) {
    if (isKey(index) || index >= shown)
      wrong.push({ path: `measures.${place}`, message: 'is no measure of this report' });
  }
  if (template.series !== null && template.measures.length > 1) {
    wrong.push({ path: 'measures', message: 'is more than one, beside a key of series' });
  }
  if (template.kind === 'stacked' && template.series === null && template.measures.length < 2) {
    wrong.push({ path: 'series', message: 'is needed to stack, or a second measure' });
  }
  return wrong;
}
