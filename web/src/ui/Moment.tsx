import { useTranslation } from 'react-i18next';
import classes from './Moment.module.css';
import { instantInWords, relativeInWords } from './time.ts';
import { useNow } from './use-now.ts';

interface MomentProps {
  readonly at: string;
  readonly zone: string;
  /** Relative first, for what is recent; absolute only, for tables of the past. */
  readonly form?: 'both' | 'absolute' | 'relative';
}

/** A moment in the organisation's zone, absolute and relative to now. */
export function Moment({ at, zone, form = 'both' }: MomentProps) {
  const { i18n } = useTranslation();
  const now = useNow();
  const absolute = instantInWords(at, zone, i18n.language);
  if (form === 'absolute') return <time dateTime={at}>{absolute}</time>;
  const relative = relativeInWords(at, now, i18n.language);
  if (form === 'relative') {
    return (
      <time dateTime={at} title={absolute}>
        {relative}
      </time>
    );
  }
  return (
    <time dateTime={at}>
      {relative}
      <span className={classes.absolute}>{absolute}</span>
    </time>
  );
}
