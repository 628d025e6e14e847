import { TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Criteria.module.css';
import { readFigure } from './figures.ts';

interface FigureListProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly isWhole: boolean;
  readonly onChange: (value: (string | number)[]) => void;
}

/** Several figures, each ended by Enter. What is no figure is not taken. */
export function FigureList({ label, value, isWhole, onChange }: FigureListProps) {
  const { t } = useTranslation();
  return (
    <TagsInput
      aria-label={label}
      className={classes.values}
      placeholder={value.length === 0 ? t('criteria.typeFigures') : ''}
      value={[...value]}
      onChange={(texts) => onChange(texts.map((text) => readFigure(text, isWhole)).filter((one) => one !== null))}
    />
  );
}
