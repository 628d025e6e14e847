import { useDraggable } from '@dnd-kit/core';
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopyPlus,
  IconCornerDownRight,
  IconDots,
  IconGripVertical,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { boxesOf } from './boxes.ts';
import classes from './Criteria.module.css';
import { useCriteria } from './criteria-context.ts';
import type { GroupItem, Item } from './criteria-draft.ts';
import { isWithin } from './criteria-tree.ts';
import { DEEPEST, groupsOf, heightOf } from './scopes.ts';
import { useGroupNames } from './use-group-names.ts';

/** Whether a part stands in a box or in a group of the plain form. */
export type ItemPlace = 'box' | 'group';

interface ItemToolsProps {
  readonly item: Item;
  /** What it is called in the labels of the buttons. */
  readonly label: string;
  readonly scope: GroupItem;
  readonly place: ItemPlace;
}

/** What can be done to a part without dragging: moved, copied, taken away. */
export function ItemTools({ item, label, scope, place }: ItemToolsProps) {
  const { t } = useTranslation();
  const { criteria, onDeed } = useCriteria();
  const nameOf = useGroupNames();
  const { id } = item;
  const { boxes } = boxesOf(criteria);
  const height = item.kind === 'group' ? heightOf(item) : 0;
  const groups =
    place === 'group'
      ? groupsOf(scope).filter(
          ({ group, depth }) =>
            !group.items.some((one) => one.id === id) && !isWithin(item, group.id) && depth + height <= DEEPEST,
        )
      : [];
  const others = place === 'box' ? boxes.filter(({ items }) => !items.some((one) => one.id === id)) : [];
  return (
    <span className={classes.tools}>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="var(--ink)" aria-label={t('criteria.more', { label })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => onDeed({ deed: 'shift', id, by: -1 })}>
            {t('criteria.up')}
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => onDeed({ deed: 'shift', id, by: 1 })}>
            {t('criteria.down')}
          </Menu.Item>
          <Menu.Item leftSection={<IconCopyPlus size={16} />} onClick={() => onDeed({ deed: 'duplicate', id })}>
            {t('criteria.duplicate')}
          </Menu.Item>
          {groups.map((one) => (
            <Menu.Item
              key={one.group.id}
              leftSection={<IconCornerDownRight size={16} />}
              onClick={() => onDeed({ deed: 'move-into', id, into: one.group.id })}
            >
              {t('criteria.moveInto', { group: nameOf(one) })}
            </Menu.Item>
          ))}
          {others.map((box) => (
            <Menu.Item
              key={box.id}
              leftSection={<IconCornerDownRight size={16} />}
              onClick={() => onDeed({ deed: 'move-to-box', id, box: { box: box.id } })}
            >
              {t('criteria.moveInto', { group: t('criteria.box', { number: boxes.indexOf(box) + 1 }) })}
            </Menu.Item>
          ))}
          {place === 'box' ? (
            <Menu.Item
              leftSection={<IconCornerDownRight size={16} />}
              onClick={() => onDeed({ deed: 'move-to-box', id, box: 'another' })}
            >
              {t('criteria.moveInto', { group: t('criteria.anotherBox') })}
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      <ActionIcon
        variant="subtle"
        color="var(--ink)"
        aria-label={t('criteria.remove', { label })}
        title={t('criteria.remove', { label })}
        onClick={() => onDeed(place === 'box' ? { deed: 'remove-from-box', id } : { deed: 'remove', id })}
      >
        <IconX size={18} stroke={1.75} />
      </ActionIcon>
    </span>
  );
}

/** The handle by which a part is dragged elsewhere. */
export function ItemGrip({ id, label }: { readonly id: string; readonly label: string }) {
  const { t } = useTranslation();
  const { setNodeRef, attributes, listeners } = useDraggable({
    id: `item:${id}`,
    data: { item: id, label },
    attributes: { roleDescription: t('palette.draggable') },
  });
  return (
    <button
      type="button"
      ref={setNodeRef}
      {...attributes}
      {...listeners}
      className={classes.grip}
      aria-label={t('criteria.drag', { label })}
    >
      <IconGripVertical size={16} stroke={1.5} aria-hidden="true" />
    </button>
  );
}
