import { type ReactNode, useId } from 'react';
import classes from './Empty.module.css';

interface EmptyProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The way out. */
  readonly action?: ReactNode;
}

/** What stands where there is nothing to show: why, and the way out. */
export function Empty({ title, children, action }: EmptyProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.empty}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      {children}
      {action === undefined ? null : <div className={classes.action}>{action}</div>}
    </section>
  );
}
