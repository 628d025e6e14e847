import { type ReactNode, useId } from 'react';
import classes from './Section.module.css';

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What addresses such as #history point at. */
  readonly anchor?: string;
}

/** A part of a page, its heading hung in the margin as in a programme. */
export function Section({ title, children, anchor }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} id={anchor} className={classes.section}>
      <h2 id={id} className={classes.title}>
        {title}
      </h2>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
