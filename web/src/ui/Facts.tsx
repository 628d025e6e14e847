import type { ReactNode } from 'react';
import classes from './Facts.module.css';

interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** May be of several lines: its list is set without leaders, and on narrow screens each value under its name. */
  readonly long?: boolean;
}

/** Names and values as a programme sets its cast: a leader between them, figures aligned. One list is set in one way. */
export function Facts({ items }: { readonly items: readonly Fact[] }) {
  const isLong = items.some(({ long }) => long === true);
  return (
    <dl className={classes.facts}>
      {items.map(({ name, value }) => (
        <div key={name} className={classes.fact} data-long={isLong ? '' : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
