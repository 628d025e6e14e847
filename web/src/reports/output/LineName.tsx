import { ActionIcon, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './OutputStep.module.css';

interface LineNameProps {
  /** What the report calls the column. */
  readonly label: string;
  /** What the registry calls it. */
  readonly name: string;
  /** Undefined gives it its own name back. */
  readonly onRename: (label: string | undefined) => void;
}

const LONGEST = 100;

/** It appeared because it was asked for. */
const takeFocus = (input: HTMLInputElement | null) => input?.focus();

/** A column's name, and a field to give it another: taken on Enter or when one goes on, left as it was on Escape. */
export function LineName({ label, name, onRename }: LineNameProps) {
  const { t } = useTranslation();
  const [isRenaming, setIsRenaming] = useState(false);
  if (!isRenaming) {
    return (
      <span className={classes.name}>
        <span className={classes.label}>
          <bdi>{label}</bdi>
          {label === name ? null : <span className={classes.own}>{t('output.isOf', { name })}</span>}
        </span>
        <ActionIcon
          variant="subtle"
          color="var(--ink)"
          size={24}
          aria-label={t('output.rename', { label })}
          title={t('output.rename', { label })}
          onClick={() => setIsRenaming(true)}
        >
          <IconPencil size={16} stroke={1.75} />
        </ActionIcon>
      </span>
    );
  }
  const take = (typed: string) => {
    setIsRenaming(false);
    const next = typed.trim().slice(0, LONGEST);
    if (next !== label) onRename(next === '' || next === name ? undefined : next);
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') setIsRenaming(false);
    if (event.key === 'Enter') {
      event.preventDefault();
      take(event.currentTarget.value);
    }
  };
  return (
    <TextInput
      size="xs"
      aria-label={t('output.newName', { label })}
      defaultValue={label}
      maxLength={LONGEST}
      ref={takeFocus}
      onFocus={({ currentTarget }) => currentTarget.select()}
      onKeyDown={keys}
      onBlur={({ currentTarget }) => take(currentTarget.value)}
      className={classes.rename}
    />
  );
}
