import classes from './Months.module.css';

interface MonthsProps {
  readonly label: string;
  readonly loaded: number;
  readonly total: number;
  /** "22 of 31 months" */
  readonly words: string;
  /** What lies at the left and right ends. */
  readonly from: string | null;
  readonly to: string | null;
}

/** Beyond this many, single months would be thinner than the gaps between them. */
const MOST_CELLS = 120;

/** History as one cell a month, oldest left; it is loaded newest first, so it fills from the right. */
export function Months({ label, loaded, total, words, from, to }: MonthsProps) {
  const cells = total <= MOST_CELLS ? total : MOST_CELLS;
  const filled = Math.round((loaded / Math.max(1, total)) * cells);
  return (
    <div className={classes.months}>
      <p className={classes.words} aria-hidden="true">
        {words}
      </p>
      <progress className="visually-hidden" aria-label={label} aria-valuetext={words} value={loaded} max={total} />
      <div className={classes.strip} data-tight={cells > 48 ? '' : undefined} aria-hidden="true">
        {Array.from({ length: cells }, (_, index) => index).map((index) => (
          <span key={index} data-loaded={index >= cells - filled ? '' : undefined} />
        ))}
      </div>
      <div className={classes.ends} aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </div>
    </div>
  );
}
