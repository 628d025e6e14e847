import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './Table.module.css';

export type Direction = 'ascending' | 'descending';

interface SortHeaderProps {
  readonly label: string;
  readonly buttonLabel: string;
  readonly sorted: Direction | null;
  readonly numeric?: boolean;
  /** No wider than what is in it. */
  readonly narrow?: boolean;
  readonly onSort: () => void;
  /** What stands beside the button: the column's meaning. */
  readonly beside?: ReactNode;
}

/** A column's heading with a button that sorts by it. */
export function SortHeader({ label, buttonLabel, sorted, numeric, narrow, onSort, beside }: SortHeaderProps) {
  const Icon = sorted === 'ascending' ? IconArrowUp : sorted === 'descending' ? IconArrowDown : IconArrowsSort;
  return (
    <th
      scope="col"
      // What a screen reader says with each cell: the name alone, without the buttons beside it.
      abbr={label}
      aria-sort={sorted ?? 'none'}
      data-numeric={numeric === true ? '' : undefined}
      data-narrow={narrow === true ? '' : undefined}
    >
      <button type="button" className={classes.sort} onClick={onSort} title={buttonLabel}>
        {label}
        <Icon size={16} stroke={1.75} aria-hidden="true" data-idle={sorted === null ? '' : undefined} />
      </button>
      {beside}
    </th>
  );
}
