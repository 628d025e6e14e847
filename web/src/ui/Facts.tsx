import type { ReactNode } from 'react';
import classes from './Facts.module.css';

interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** Of several lines: set under the name on narrow screens, without a leader. */
  readonly long?: boolean;
}

/** Names and values as a programme sets its cast: a leader between them, figures aligned. */
export function Facts({ items }: { readonly items: readonly Fact[] }) {
  return (
    <dl className={classes.facts}>
      {items.map(({ name, value, long }) => (
        <div key={name} className={classes.fact} data-long={long === true ? '' : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
