import type { ClientRect, KeyboardCoordinateGetter } from '@dnd-kit/core';

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

const before = (one: ClientRect, other: ClientRect): number => one.top - other.top || one.left - other.left;

/** By the arrow keys a thing jumps from one place where it can be dropped to the next, in reading order. */
export const jumpToNext: KeyboardCoordinateGetter = (event, { context }) => {
  const by = STEPS[event.code];
  const { collisionRect, droppableRects, droppableContainers, over } = context;
  if (by === undefined || collisionRect === null) return undefined;
  event.preventDefault();
  const places = droppableContainers
    .getEnabled()
    .flatMap(({ id }) => {
      const rect = droppableRects.get(id);
      return rect === undefined ? [] : [{ id, rect }];
    })
    .sort((one, other) => before(one.rect, other.rect));
  if (places.length === 0) return undefined;
  const here = places.findIndex(({ id }) => id === over?.id);
  const to = places[here < 0 ? (by === 1 ? 0 : places.length - 1) : (here + by + places.length) % places.length];
  if (to === undefined) return undefined;
  const { rect } = to;
  return {
    x: rect.left + rect.width / 2 - collisionRect.width / 2,
    y: rect.top + rect.height / 2 - collisionRect.height / 2,
  };
};
