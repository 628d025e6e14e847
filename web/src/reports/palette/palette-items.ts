import type { Output, ReportType } from '@illuminate/contract';
import type { i18n } from 'i18next';

type ReportFields = Output<'listReportFields'>;

export interface PaletteItem {
  /** A field; or "measure:tickets". What is only named has one of its own. */
  readonly id: string;
  readonly label: string;
  /** Other names that it is looked for by. */
  readonly alsoCalled: readonly string[];
  readonly group: string;
  readonly isCommon: boolean;
  /** Why it cannot be used, in words; null where it can. */
  readonly note: string | null;
  /** What it needs before it is shown, in words; null where nothing is. */
  readonly needs: string | null;
  readonly definition: string;
  readonly pitfalls: string | null;
}

export interface PaletteGroup {
  readonly name: string;
  readonly items: readonly PaletteItem[];
}

/** How box office users know the groups, in their order; others come after. */
const GROUP_ORDER = [
  'Seats',
  'Event Instances',
  'Events',
  'Tickets / Reservations',
  'Orders',
  'Customers',
  'Movements',
];

interface Wanted {
  readonly fields: ReportFields;
  readonly type: ReportType;
  /** Measures too, as groups of rows have them. */
  readonly measures?: boolean;
  /** As columns, of which those of single bookers are hidden until somebody says why. */
  readonly columns?: boolean;
  readonly t: i18n['t'];
}

/** Everything that a report of a kind may name, and what box offices have and this does not, with the reason. */
export function paletteItems({ fields: registry, type, measures = false, columns = false, t }: Wanted): PaletteItem[] {
  const of = registry.types.find(({ id }) => id === type);
  const [known, counted] = [new Set(of?.fields), new Set(of?.measures)];
  const elsewhere = t('palette.otherType', { type: of?.label ?? type });
  // Groups by an area or a month tell of many; a group by who booked tells of one.
  const isHidden = ({ personal, type: kind }: ReportFields['fields'][number]): boolean =>
    columns && personal !== 'none' && (!measures || kind === 'id');
  const fields = registry.fields.map(
    (field): PaletteItem => ({
      id: field.id,
      label: field.label,
      alsoCalled: field.alsoCalled,
      group: field.group,
      isCommon: field.common && known.has(field.id),
      note: known.has(field.id) ? (field.availability.isSupplied ? null : field.availability.sentence) : elsewhere,
      needs: isHidden(field) ? t('palette.needsReason') : null,
      definition: field.definition,
      pitfalls: field.pitfalls,
    }),
  );
  const counts = registry.measures
    .filter(({ id }) => measures && counted.has(id))
    .map(
      (measure): PaletteItem => ({
        id: `measure:${measure.id}`,
        label: measure.label,
        alsoCalled: [],
        group: measure.group,
        isCommon: measure.common,
        note: measure.availability.isSupplied ? null : measure.availability.sentence,
        needs: null,
        definition: measure.definition,
        pitfalls: measure.pitfalls,
      }),
    );
  const named = registry.notSupplied.map(
    (each): PaletteItem => ({
      id: `named:${each.group}:${each.label}`,
      label: each.label,
      alsoCalled: [],
      group: each.group,
      isCommon: false,
      note: each.why,
      needs: null,
      definition: '',
      pitfalls: null,
    }),
  );
  return [...fields, ...counts, ...named];
}

/** Items by their groups; in a group what can be used comes first, each in the order of the registry. */
export function paletteGroups(items: readonly PaletteItem[], search: string, onlyCommon: boolean): PaletteGroup[] {
  const wanted = search.trim().toLowerCase();
  const groups = new Map<string, PaletteItem[]>();
  for (const item of items) {
    const names = [item.label, ...item.alsoCalled].join('\n').toLowerCase();
    const isSought = wanted === '' ? !onlyCommon || item.isCommon : names.includes(wanted);
    if (!isSought) continue;
    const group = groups.get(item.group);
    if (group === undefined) groups.set(item.group, [item]);
    else group.push(item);
  }
  const rank = (name: string): number => {
    const at = GROUP_ORDER.indexOf(name);
    return at < 0 ? GROUP_ORDER.length : at;
  };
  return [...groups]
    .map(([name, all]) => ({
      name,
      items: [...all.filter(({ note }) => note === null), ...all.filter(({ note }) => note !== null)],
    }))
    .sort((one, other) => rank(one.name) - rank(other.name));
}
