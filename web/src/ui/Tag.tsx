import type { ReactNode } from 'react';
import classes from './Tag.module.css';

export type Tone = 'ok' | 'info' | 'warn' | 'bad' | 'neutral';

interface TagProps {
  readonly tone: Tone;
  readonly icon: ReactNode;
  readonly children: ReactNode;
  readonly size?: 'normal' | 'large';
}

/** A state in one word. The icon and the word carry it; the colour only helps. */
export function Tag({ tone, icon, children, size = 'normal' }: TagProps) {
  return (
    <strong className={classes.tag} data-tone={tone} data-size={size}>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      {children}
    </strong>
  );
}
