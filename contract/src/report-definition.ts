// What a report asks, as data: criteria and output. No text in it ever reaches SQL; what it names is looked up in the registry.
import { z } from 'zod';

/** The kinds of report, by the names that box office users know them under. */
export const reportType = z
  .enum(['sales', 'customers', 'analysis', 'event-instances'])
  .meta({ id: 'ReportType', description: 'What a row is: a ticket, a booker, a movement of a ticket, a performance.' });
export type ReportType = z.infer<typeof reportType>;

export const fieldId = z
  .string()
  .regex(/^[a-z][A-Za-z]*\.[a-z][A-Za-z0-9]*$/, 'is no name of a field; write it like event.name')
  .max(60);
export const measureId = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, 'is no name of a measure; write it like tickets')
  .max(60);

export const MOST_VALUES = 10_000;
export const MOST_RULES = 500;
export const DEEPEST_GROUP = 8;

const scalar = z.union([z.string().max(500), z.number(), z.boolean()]);

export const OPERATORS = [
  'eq',
  'neq',
  'in',
  'notIn',
  'contains',
  'notContains',
  'startsWith',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'on',
  'before',
  'after',
  'inLast',
  'inNext',
  'this',
  'previous',
  'blank',
  'notBlank',
] as const;
export type Operator = (typeof OPERATORS)[number];

export const PERIODS = ['day', 'week', 'month', 'quarter', 'year', 'financial-year'] as const;
export type Period = (typeof PERIODS)[number];

export const ruleSchema = z
  .strictObject({
    field: fieldId,
    op: z.enum(OPERATORS),
    value: z
      .union([
        scalar,
        z.array(scalar).max(MOST_VALUES, `more than ${MOST_VALUES} values`),
        z.strictObject({ count: z.int().min(1).max(10_000), unit: z.enum(PERIODS) }),
      ])
      .optional()
      .meta({
        description: 'None for blank; two for between; a period for this and previous; a count of periods for inLast.',
      }),
    orBlank: z
      .boolean()
      .optional()
      .meta({ description: 'Whether what is blank is meant too. Without it nothing blank ever matches but `blank`.' }),
  })
  .meta({ id: 'ReportRule' });
export type Rule = z.infer<typeof ruleSchema>;

export const HAS_VIA = ['order', 'customer', 'event', 'performance'] as const;

export interface HasBlock {
  /** Whether there must be some, none, or at least so many. */
  has: 'some' | 'none' | { atLeast: number };
  of: ReportType;
  /** What the other rows share with this one. */
  via: (typeof HAS_VIA)[number];
  where: Group;
}

export interface Group {
  match: 'all' | 'any' | 'none';
  items: (Rule | HasBlock | Group)[];
}

export const groupSchema: z.ZodType<Group> = z
  .lazy(() =>
    z.strictObject({
      match: z.enum(['all', 'any', 'none']),
      items: z.array(z.union([ruleSchema, hasSchema, groupSchema])).max(MOST_RULES, `more than ${MOST_RULES} criteria`),
    }),
  )
  .meta({
    id: 'ReportGroup',
    description: 'All of these, any of these, or none of these. Without items it matches everything.',
  });

export const hasSchema: z.ZodType<HasBlock> = z
  .lazy(() =>
    z.strictObject({
      has: z.union([z.enum(['some', 'none']), z.strictObject({ atLeast: z.int().min(1).max(1_000_000) })]),
      of: reportType,
      via: z.enum(HAS_VIA),
      where: groupSchema,
    }),
  )
  .meta({
    id: 'ReportHas',
    description: 'Has, or has not, other rows that share an order, a booker, an event or a performance.',
  });

export const BY = [
  'value',
  'year',
  'financial-year',
  'quarter',
  'month',
  'week',
  'day',
  'weekday',
  'hour',
  'band',
] as const;
export type By = (typeof BY)[number];

export const AGGREGATES = ['count', 'countDistinct', 'sum', 'average', 'min', 'max', 'median', 'p25', 'p75'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

const label = z.string().trim().min(1).max(100).optional();

export const FORMATS = ['date', 'time', 'whole'] as const;
export type Format = (typeof FORMATS)[number];
const format = z.enum(FORMATS).optional().meta({
  description:
    'How cells are shown: the day or the time of a moment, a figure without decimals. What the API and a CSV hold stays exact.',
});

const key = z.strictObject({
  field: fieldId,
  by: z.enum(BY).default('value'),
  band: z
    .number()
    .positive()
    .optional()
    .meta({ description: 'How wide a band is; in units of the currency for money.' }),
  label,
  format,
});
const measured = z.union([
  z.strictObject({ measure: measureId, label, format }),
  z.strictObject({ aggregate: z.enum(AGGREGATES), field: fieldId, label, format }),
]);
export type ReportKey = z.infer<typeof key>;
export type ReportMeasured = z.infer<typeof measured>;

/** The first column is 0. Equal rows come in the order of the next. */
export const sortSchema = z
  .array(z.strictObject({ column: z.int().min(0).max(99), direction: z.enum(['ascending', 'descending']) }))
  .max(10);
export type ReportSort = z.infer<typeof sortSchema>;
const sort = sortSchema.default([]);

/** An order within an address: `-2,0` is by the third column, the most first, and then by the first. */
export const sortText = z.string().regex(/^-?\d{1,2}(,-?\d{1,2}){0,9}$/, 'is no order of columns; write it like -2,0');

export function sortFromText(text: string): ReportSort {
  return text.split(',').map((part) => ({
    column: Math.abs(Number(part)),
    direction: part.startsWith('-') ? 'descending' : 'ascending',
  }));
}

export function sortAsText(order: ReportSort): string {
  return order.map(({ column, direction }) => `${direction === 'descending' ? '-' : ''}${column}`).join(',');
}

export const outputSchema = z
  .discriminatedUnion('mode', [
    z.strictObject({
      mode: z.literal('rows'),
      columns: z
        .array(z.strictObject({ field: fieldId, label, format }))
        .min(1)
        .max(60),
      sort,
    }),
    z.strictObject({
      mode: z.literal('grouped'),
      keys: z.array(key).max(10),
      measures: z.array(measured).max(30).default([]),
      showCount: z.boolean().default(false),
      atLeast: z.int().min(1).optional().meta({ description: 'Only groups of at least so many rows.' }),
      atMost: z.int().min(1).optional().meta({ description: 'Only groups of at most so many rows.' }),
      subtotals: z.boolean().default(false),
      sort,
    }),
  ])
  .meta({ id: 'ReportOutput' });
export type ReportOutput = z.infer<typeof outputSchema>;

export const reportDefinition = z
  .strictObject({
    v: z.literal(1),
    type: reportType,
    criteria: groupSchema.default({ match: 'all', items: [] }),
    output: outputSchema,
  })
  .meta({ id: 'ReportDefinition' });
export type ReportDefinition = z.infer<typeof reportDefinition>;
