import type { ReactNode } from 'react';
import classes from './Notice.module.css';
import type { Tone } from './Tag.tsx';

interface NoticeProps {
  readonly tone: Tone;
  readonly title?: ReactNode;
  readonly children: ReactNode;
  /** `alert` for what just went wrong, `status` for what just went well; left out for what was there before. */
  readonly role?: 'alert' | 'status';
}

/** A message in its place on the page. */
export function Notice({ tone, title, children, role }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone} role={role}>
      {title === undefined ? null : <p className={classes.title}>{title}</p>}
      {children}
    </div>
  );
}
