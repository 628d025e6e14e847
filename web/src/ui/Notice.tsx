import type { ReactNode } from 'react';
import classes from './Notice.module.css';
import type { Tone } from './Tag.tsx';

interface NoticeProps {
  readonly tone: Tone;
  readonly title?: ReactNode;
  readonly children: ReactNode;
  /** Whether a screen reader tells it when it appears: at once what went wrong, in time what went well. */
  readonly announced?: 'at-once' | 'in-time';
}

/** A message in its place on the page. */
export function Notice({ tone, title, children, announced }: NoticeProps) {
  const role = announced === 'at-once' ? 'alert' : announced === 'in-time' ? 'status' : undefined;
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      {title === undefined ? null : <p className={classes.title}>{title}</p>}
      {children}
    </div>
  );
}
