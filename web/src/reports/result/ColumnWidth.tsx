import { type KeyboardEvent, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ColumnWidth.module.css';
import { NARROWEST, WIDEST, type Widths, widthByKey, within } from './column-widths.ts';
import type { ColumnWidths } from './use-column-widths.ts';

interface ColumnWidthProps {
  readonly label: string;
  /** Of all the table's columns, in their order. */
  readonly names: readonly string[];
  readonly at: number;
  readonly of: ColumnWidths;
}

interface Drag {
  readonly x: number;
  readonly before: Widths | null;
  readonly widths: Widths;
}

/** The edge of a column: dragged, or moved by the arrow keys, it makes the column wider or narrower. */
export function ColumnWidth({ label, names, at, of: { widths, show, keep } }: ColumnWidthProps) {
  const { t } = useTranslation();
  const edge = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [measured, setMeasured] = useState(NARROWEST);
  const name = names[at] ?? '';
  useLayoutEffect(() => {
    const head = edge.current?.closest('th');
    if (!(head instanceof HTMLElement)) return;
    const observer = new ResizeObserver(() => setMeasured(Math.round(head.offsetWidth)));
    observer.observe(head);
    return () => observer.disconnect();
  }, []);

  /** Once one column has a width of its own, each has: they stay as wide as they are. */
  const all = (): Widths => {
    const heads = [...(edge.current?.closest('tr')?.cells ?? [])];
    return Object.fromEntries(names.map((each, index) => [each, within(heads[index]?.offsetWidth ?? NARROWEST)]));
  };
  const begin = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { x: event.clientX, before: widths, widths: all() };
  };
  const dragged = (event: PointerEvent<HTMLDivElement>): Widths | null => {
    const { current } = drag;
    if (current === null) return null;
    return { ...current.widths, [name]: within((current.widths[name] ?? NARROWEST) + event.clientX - current.x) };
  };
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const now = dragged(event);
    if (now !== null) show(now);
  };
  const end = (event: PointerEvent<HTMLDivElement>) => {
    const now = dragged(event);
    const isMoved = drag.current !== null && event.clientX !== drag.current.x;
    drag.current = null;
    if (now !== null && isMoved) keep(now);
  };
  const putBack = () => {
    if (drag.current !== null) show(drag.current.before);
    drag.current = null;
  };
  const press = (event: KeyboardEvent<HTMLDivElement>) => {
    const now = all();
    const width = widthByKey(now[name] ?? NARROWEST, event);
    if (width === null) return;
    event.preventDefault();
    keep({ ...now, [name]: width });
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no rule between paragraphs
    <div
      ref={edge}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={t('results.widthOf', { column: label })}
      aria-valuenow={measured}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuetext={t('results.pixels', { count: measured })}
      title={t('results.widthHow')}
      className={`${classes.edge} no-print`}
      onPointerDown={begin}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={putBack}
      onKeyDown={press}
    />
  );
}
