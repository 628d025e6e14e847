import classes from './DayStrip.module.css';
import type { Tone } from './Tag.tsx';

interface StripDay {
  readonly key: string;
  readonly tone: Exclude<Tone, 'info'> | 'stopped';
  /** What a screen reader says of the day, and a pointer shows. */
  readonly words: string;
}

interface DayStripProps {
  readonly label: string;
  readonly days: readonly StripDay[];
  /** What lies at the left and right ends. */
  readonly from: string;
  readonly to: string;
  readonly legend: { readonly label: string; readonly items: readonly { tone: StripDay['tone']; word: string }[] };
}

/** One mark a day, told by height as well as by colour, and in words to whoever does not see it. */
export function DayStrip({ label, days, from, to, legend }: DayStripProps) {
  return (
    <div>
      <ol className={classes.strip} aria-label={label}>
        {days.map(({ key, tone, words }) => (
          <li key={key} data-tone={tone} title={words}>
            <span className="visually-hidden">{words}</span>
          </li>
        ))}
      </ol>
      <div className={classes.ends} aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </div>
      <ul className={classes.key} aria-label={legend.label}>
        {legend.items.map(({ tone, word }) => (
          <li key={tone} data-tone={tone}>
            <span className={classes.swatch} data-tone={tone} aria-hidden="true" />
            {word}
          </li>
        ))}
      </ul>
    </div>
  );
}
