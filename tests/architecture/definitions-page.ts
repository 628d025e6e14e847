import { DATASETS } from '../../platform/src/reports/registry/datasets.ts';
import { FIELDS } from '../../platform/src/reports/registry/fields.ts';
import { MEASURES } from '../../platform/src/reports/registry/measures.ts';
import { NOT_SUPPLIED, OTHER_TYPES } from '../../platform/src/reports/registry/not-supplied.ts';

const TYPES: Readonly<Record<string, string>> = {
  text: 'A text.',
  id: 'An id, compared to the letter.',
  choice: 'One of a few words.',
  integer: 'A whole number.',
  money: 'An amount.',
  wall: 'A day and time, as clocks at the organisation show it.',
  boolean: 'Yes or no.',
  decimal: 'A number.',
  percent: 'A percentage.',
};

const ADDITIVITY: Readonly<Record<string, string>> = {
  additive: 'Adds up.',
  'semi-additive': 'Does not always add up: what is in two groups counts in both, and once in the total.',
  'non-additive': 'Does not add up: it is worked out anew for each total.',
};

const INTRODUCTION = `# What fields and measures mean

Every column that a report can show, as the ⓘ beside it tells: what it is, and where people go wrong.

A **field** is something of a row: the name of an event, the price of a ticket. A **measure** is worked out from rows: how many
tickets, how much income, how full. Behind each name stands the id by which \`illuminate report fields\` and the API know it.

A cell says which of four things it is: **–** is none, **0** is zero, **Not supplied** is what no connected box office tells, and
**Not shown** is what is held back for privacy.`;

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly definition: string;
  readonly pitfalls?: string;
  readonly facts: readonly string[];
}

const entryOf = ({ id, label, definition, pitfalls, facts }: Entry): string =>
  [
    `### ${label} (${id})`,
    definition,
    ...(pitfalls === undefined ? [] : [`**Take care:** ${pitfalls}`]),
    `*${facts.join(' ')}*`,
  ].join('\n\n');

const groupsOf = (of: readonly { readonly group: string }[]): string[] => [...new Set(of.map(({ group }) => group))];

function groupPage(group: string): string {
  const fields = FIELDS.filter((field) => field.group === group).map((field) =>
    entryOf({
      ...field,
      facts: [
        `A field. ${TYPES[field.type] ?? ''}`,
        ...(field.alsoCalled === undefined ? [] : [`Also called ${field.alsoCalled.join(', ')}.`]),
        ...(field.personal === 'none' ? [] : ['Tells of a booker: showing it needs a role and a reason.']),
        ...(field.choices === undefined ? [] : [`One of: ${field.choices.join(', ')}.`]),
      ],
    }),
  );
  const measures = MEASURES.filter((measure) => measure.group === group).map((measure) =>
    entryOf({
      ...measure,
      facts: [`A measure. ${TYPES[measure.type] ?? ''}`, ADDITIVITY[measure.additivity] ?? ''],
    }),
  );
  return [`## ${group}`, ...fields, ...measures].join('\n\n');
}

/** The guide's page of definitions, as the registry has them. */
export function definitionsPage(reviewed: string): string {
  const kinds = Object.values(DATASETS).map(
    ({ label, grain, description }) => `| ${label} | ${grain} | ${description} |`,
  );
  const lacking = groupsOf(NOT_SUPPLIED).flatMap((group) => {
    const rows = NOT_SUPPLIED.filter((each) => each.group === group).map(({ label, why }) => `| ${label} | ${why} |`);
    return [`### ${group}: what is not here`, ['| name | why |', '| --- | --- |', ...rows].join('\n')];
  });
  return `${[
    INTRODUCTION,
    '## Kinds of report',
    ['| kind | a row is | what for |', '| --- | --- | --- |', ...kinds].join('\n'),
    ...OTHER_TYPES.map(({ label, why }) => `**${label}**: ${why}`),
    ...groupsOf([...FIELDS, ...MEASURES]).map(groupPage),
    '## What box offices have and reports here do not',
    ...lacking,
    `*Last reviewed: ${reviewed}*`,
  ].join('\n\n')}\n`;
}
