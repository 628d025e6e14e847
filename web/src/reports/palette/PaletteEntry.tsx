import { useDraggable } from '@dnd-kit/core';
import { ActionIcon } from '@mantine/core';
import { IconGripVertical, IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Palette.module.css';
import type { PaletteItem } from './palette-items.ts';

interface PaletteEntryProps {
  readonly item: PaletteItem;
  readonly addLabel: string;
  readonly onAdd: (id: string) => void;
  readonly about: ReactNode;
}

/** One thing to drag or to add. */
export function PaletteEntry({ item, addLabel, onAdd, about }: PaletteEntryProps) {
  const { t } = useTranslation();
  const { id, label, needs } = item;
  const { setNodeRef, attributes, listeners, isDragging } = useDraggable({
    id: `palette:${id}`,
    data: { palette: id, label },
    attributes: { roleDescription: t('palette.draggable') },
  });
  return (
    <li className={classes.entry} data-dragging={isDragging ? '' : undefined}>
      <button type="button" ref={setNodeRef} {...attributes} {...listeners} className={classes.grip}>
        <IconGripVertical size={16} stroke={1.5} aria-hidden="true" />
        <span className={classes.label}>
          {label}
          {needs === null ? null : <span className={classes.needs}>{needs}</span>}
        </span>
      </button>
      {about}
      <ActionIcon variant="subtle" color="var(--ink)" aria-label={addLabel} title={addLabel} onClick={() => onAdd(id)}>
        <IconPlus size={18} stroke={1.75} />
      </ActionIcon>
    </li>
  );
}
