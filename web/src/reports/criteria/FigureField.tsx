import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Criteria.module.css';
import { readFigure } from './figures.ts';

interface FigureFieldProps {
  readonly label: string;
  readonly value: string | number;
  readonly isWhole: boolean;
  /** Undefined where what stands there is no figure. */
  readonly onChange: (value: string | number | undefined) => void;
}

/** A whole number or an amount. What is no figure stays in sight, to be mended. */
export function FigureField({ label, value, isWhole, onChange }: FigureFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(String(value));
  const [told, setTold] = useState(String(value));
  // A value from outside, as undo brings it, takes the place of what was typed.
  if (told !== String(value)) {
    setTold(String(value));
    setText(String(value));
  }
  const read = readFigure(text, isWhole);
  return (
    <TextInput
      aria-label={label}
      className={classes.figure}
      value={text}
      inputMode={isWhole ? 'numeric' : 'decimal'}
      autoComplete="off"
      error={text !== '' && read === null ? t(isWhole ? 'criteria.needsWhole' : 'criteria.needsAmount') : null}
      onChange={({ currentTarget }) => {
        const next = readFigure(currentTarget.value, isWhole);
        setText(currentTarget.value);
        setTold(next === null ? '' : String(next));
        onChange(next ?? undefined);
      }}
    />
  );
}
