import { ActionIcon } from '@mantine/core';
import { IconArrowBarToDown, IconArrowBarToUp, IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './OutputStep.module.css';
import { type List, moveLine, removeLine } from './output-deeds.ts';
import type { OutputDraft } from './output-draft.ts';

interface LineToolsProps {
  readonly list: List;
  readonly id: string;
  readonly label: string;
  readonly at: number;
  readonly count: number;
  readonly output: OutputDraft;
  readonly onChange: (output: OutputDraft) => void;
}

/** Everything that dragging does, as buttons. */
export function LineTools({ list, id, label, at, count, output, onChange }: LineToolsProps) {
  const { t } = useTranslation();
  const moves = [
    { to: 0, name: t('output.first', { label }), icon: <IconArrowBarToUp size={16} /> },
    { to: at - 1, name: t('output.up', { label }), icon: <IconArrowUp size={16} /> },
    { to: at + 1, name: t('output.down', { label }), icon: <IconArrowDown size={16} /> },
    { to: count - 1, name: t('output.last', { label }), icon: <IconArrowBarToDown size={16} /> },
  ];
  return (
    <div className={classes.tools}>
      {moves.map(({ to, name, icon }) => (
        <ActionIcon
          key={name}
          variant="subtle"
          color="var(--ink)"
          size={28}
          aria-label={name}
          title={name}
          // Reachable where it does nothing, too: focus must not be lost when a line has come to an end.
          aria-disabled={to < 0 || to >= count || to === at}
          onClick={() => onChange(moveLine(output, list, id, to))}
        >
          {icon}
        </ActionIcon>
      ))}
      <ActionIcon
        variant="subtle"
        color="var(--ink)"
        size={28}
        aria-label={t('output.remove', { label })}
        title={t('output.remove', { label })}
        onClick={() => onChange(removeLine(output, list, id))}
      >
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
