/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */
import type { ReactNode } from 'react';
import classes from './Table.module.css';

/** Around a table that may be wider than the page: reachable by Tab and named, so that it can be scrolled by keyboard. */
export function ScrollRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section aria-label={label} tabIndex={0} className={classes.region}>
      {children}
    </section>
  );
}
