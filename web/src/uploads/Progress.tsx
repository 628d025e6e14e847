import classes from './Uploads.module.css';

interface ProgressProps {
  /** How far it is, in words with its units. */
  readonly words: string;
  readonly done: number;
  /** Null: nobody knows how much there is. */
  readonly of: number | null;
}

/** Long work, in real units. Told to a screen reader in time, not at each step. */
export function Progress({ words, done, of }: ProgressProps) {
  return (
    <div className={classes.progress}>
      <p>{words}</p>
      <progress aria-label={words} value={of === null ? undefined : done} max={of ?? undefined} />
    </div>
  );
}
