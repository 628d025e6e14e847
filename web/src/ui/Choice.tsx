import { type ReactNode, useId } from 'react';
import classes from './Choice.module.css';

interface ChoiceProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[];
  readonly onChange: (value: Value) => void;
  /** The legend is read but not seen; options show their icons only. */
  readonly compact?: boolean;
}

/** One of a few, all in sight: radio buttons that look like one control. */
export function Choice<Value extends string>({ legend, value, options, onChange, compact }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className={classes.choice} data-compact={compact === true ? '' : undefined}>
      <legend className={compact === true ? 'visually-hidden' : classes.legend}>{legend}</legend>
      <div className={classes.options}>
        {options.map((option) => (
          <label key={option.value} className={classes.option} title={compact === true ? option.label : undefined}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon}
            <span className={compact === true ? 'visually-hidden' : undefined}>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
