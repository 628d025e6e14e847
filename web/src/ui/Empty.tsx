import { IconCalendarOff, IconCircleDashed, IconEyeOff, IconFilterOff, type TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import classes from './Empty.module.css';

/** Why there is nothing: never the same words for two of these. */
type Kind = 'not-yet' | 'period' | 'filter' | 'not-shown';

const ICONS: Record<Kind, TablerIcon> = {
  'not-yet': IconCircleDashed,
  period: IconCalendarOff,
  filter: IconFilterOff,
  'not-shown': IconEyeOff,
};

interface EmptyProps {
  /** Nothing is there yet; nothing in this period; nothing that fits; or something that is not shown to this reader. */
  readonly kind?: Kind;
  readonly title: string;
  readonly children: ReactNode;
  /** The way out. */
  readonly action?: ReactNode;
}

/** What stands where there is nothing to show: why, and the way out. */
export function Empty({ kind, title, children, action }: EmptyProps) {
  const id = useId();
  const Icon = kind === undefined ? null : ICONS[kind];
  return (
    <section aria-labelledby={id} className={classes.empty}>
      <h2 id={id} className={classes.title}>
        {Icon === null ? null : <Icon size={24} stroke={1.5} aria-hidden="true" className={classes.icon} />}
        {title}
      </h2>
      {children}
      {action === undefined ? null : <div className={classes.action}>{action}</div>}
    </section>
  );
}
