import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './PageHeading.module.css';

/** How often the reader has moved to another page. On the first page focus is left at the top, where the skip link is. */
export const MovesContext = createContext(0);

interface PageHeadingProps {
  readonly children: ReactNode;
  /** What the browser's tab says. */
  readonly title: string;
  readonly above?: ReactNode;
  readonly below?: ReactNode;
}

/** A page's h1. Names the page in the browser's title, and takes focus after a move, so that a screen reader says where it is. */
export function PageHeading({ children, title, above, below }: PageHeadingProps) {
  const { t } = useTranslation();
  const moves = useContext(MovesContext);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = t('app.pageTitle', { page: title });
  }, [t, title]);
  useEffect(() => {
    if (moves > 0) heading.current?.focus({ preventScroll: true });
  }, [moves]);
  return (
    <div className={classes.block}>
      {above === undefined ? null : <div className={classes.above}>{above}</div>}
      <h1 ref={heading} tabIndex={-1} className={classes.heading}>
        {children}
      </h1>
      {below === undefined ? null : <div className={classes.below}>{below}</div>}
    </div>
  );
}
