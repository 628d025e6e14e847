import {
  type CollisionDetection,
  closestCenter,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './DragBoard.module.css';
import { jumpToNext } from './jump-to-next.ts';

/** What was dropped where: something of the palette, or something that was there already. */
export interface Dropped {
  readonly palette: string | null;
  readonly item: string | null;
  readonly over: string;
}

interface DragBoardProps {
  readonly onDrop: (dropped: Dropped) => void;
  readonly children: ReactNode;
}

/** With a pointer what lies under it counts; by keyboard there is none, and the place that was jumped to. */
const whereTo: CollisionDetection = (args) => {
  if (args.pointerCoordinates === null) return closestCenter(args);
  const under = pointerWithin(args);
  return under.length > 0 ? under : rectIntersection(args);
};

const textOf = (data: unknown, name: 'label' | 'palette' | 'item'): string | null => {
  const value = typeof data === 'object' && data !== null ? (data as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : null;
};

/** Around what can be dragged and where it can be dropped: by mouse, by touch after a moment, and by the arrow keys. */
export function DragBoard({ onDrop, children }: DragBoardProps) {
  const { t } = useTranslation();
  const [dragged, setDragged] = useState<string | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    // A finger that moves at once scrolls the page.
    useSensor(TouchSensor, { activationConstraint: { delay: 220, tolerance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: jumpToNext }),
  );
  const end = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    if (over === null) return;
    const data = active.data.current;
    onDrop({ palette: textOf(data, 'palette'), item: textOf(data, 'item'), over: String(over.id) });
  };
  const named = (one: { readonly data: { readonly current?: unknown } } | null): string =>
    textOf(one?.data.current, 'label') ?? '';
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={whereTo}
      accessibility={{
        screenReaderInstructions: { draggable: t('drag.how') },
        announcements: {
          onDragStart: ({ active }) => t('drag.start', { what: named(active) }),
          onDragOver: ({ active, over }) =>
            over === null
              ? t('drag.nowhere', { what: named(active) })
              : t('drag.over', { what: named(active), where: named(over) }),
          onDragEnd: ({ active, over }) =>
            over === null
              ? t('drag.cancel', { what: named(active) })
              : t('drag.end', { what: named(active), where: named(over) }),
          onDragCancel: ({ active }) => t('drag.cancel', { what: named(active) }),
        },
      }}
      onDragStart={({ active }) => setDragged(named(active))}
      onDragCancel={() => setDragged(null)}
      onDragEnd={end}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {dragged === null ? null : <div className={classes.dragged}>{dragged}</div>}
      </DragOverlay>
    </DndContext>
  );
}
