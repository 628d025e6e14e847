import { DROP, type MappedColumn } from './column-map.ts';
import { type FieldName, formOf, type RecordKind } from './fields.ts';
import { normalHeader } from './normal-header.ts';

/** What a file is uploaded for: another column taken for these makes other figures. */
const FIGURES: readonly FieldName[] = ['tickets', 'income', 'ticket_total', 'quantity'];

interface Figures {
  readonly kind: RecordKind;
  readonly guesses: readonly (readonly FieldName[])[];
  readonly valuesOf: (at: number) => readonly string[];
  readonly remarks: string[];
}

/**
 * Where two columns have one name, nothing tells which of them is the figure: none is taken. Where two names mean the same, such as net
 * and gross, the first is taken, and that is said.
 */
export function withFigures(columns: MappedColumn[], { kind, guesses, valuesOf, remarks }: Figures): void {
  if (kind === 'orders' || kind === 'performances') return;
  const names = columns.map(({ header }) => normalHeader(header));
  const isTwice = (at: number): boolean => names.some((name, other) => other !== at && name === names[at]);
  for (const [at, { field, header }] of columns.entries()) {
    if (!FIGURES.some((figure) => figure === field) || formOf(kind, field) === 'text') continue;
    if (isTwice(at)) {
      columns[at] = { header, field: DROP };
      remarks.push(`Several columns are called “${header}”: say which of them it is, if it is one.`);
      continue;
    }
    const others = columns.flatMap((other, place) =>
      other.field === DROP && guesses[place]?.[0] === field && valuesOf(place).some((value) => /\d/.test(value))
        ? [`“${other.header}”`]
        : [],
    );
    if (others.length > 0)
      remarks.push(
        `“${header}” is taken, and ${others.join(' or ')} could be meant as well: choose the one that you want.`,
      );
  }
}
