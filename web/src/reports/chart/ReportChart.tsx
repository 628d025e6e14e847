import type { ReportResult } from '@illuminate/contract';
import { useComputedColorScheme } from '@mantine/core';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stateOf } from '../result/cell-states.ts';
import { usePrinting } from '../result/use-printing.ts';
import { useCells } from '../use-cells.ts';
import { chartDataOf, type DrawnTemplate } from './chart-data.ts';
import { chartHeight, chartOption, mayLabelDirectly } from './chart-option.ts';
import { DARK, LIGHT } from './palettes.ts';
import classes from './ReportChart.module.css';

use([BarChart, LineChart, GridComponent, LegendComponent, AriaComponent, LabelLayout, SVGRenderer]);

interface ReportChartProps {
  readonly result: ReportResult;
  readonly template: DrawnTemplate;
  readonly name: string;
}

/** About what an A4 page has between its margins, in pixels: the chart is drawn anew for it. */
const PAPER_WIDTH = 660;

/** A chart of an answer. It says in words what it shows, and stands beside its table always. */
export function ReportChart({ result, template, name }: ReportChartProps) {
  const { t } = useTranslation();
  const write = useCells(result.currency);
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const isPrinting = usePrinting();
  const caption = useId();
  const room = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const [screenWidth, setScreenWidth] = useState(0);
  const width = isPrinting ? PAPER_WIDTH : screenWidth;
  const data = useMemo(
    () =>
      chartDataOf({
        result,
        template,
        write: (cell, column) =>
          stateOf(cell, column) === 'not-supplied' ? t('results.notSupplied') : write(cell, column.type, column.format),
      }),
    [result, template, write, t],
  );
  useEffect(() => {
    const element = room.current;
    if (element === null) return;
    const watch = new ResizeObserver(([entry]) => setScreenWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(() => {
    if (room.current === null || data === null || width === 0) return;
    const height = chartHeight(data, width);
    chart.current ??= init(room.current, null, { renderer: 'svg', width, height });
    chart.current.resize({ width, height });
    const format = data.valueFormat ?? (data.valueType === 'money' || data.valueType === 'percent' ? 'whole' : null);
    chart.current.setOption(
      chartOption({
        data,
        palette: scheme === 'dark' && !isPrinting ? DARK : LIGHT,
        width,
        writeValue: (value) =>
          Number.isInteger(value) || data.valueType === 'percent'
            ? write(value, data.valueType, format)
            : write(value, data.valueType),
        hasDirectLabels: mayLabelDirectly(data, width),
      }),
      { notMerge: true },
    );
  }, [data, width, scheme, isPrinting, write]);
  if (data === null) return null;
  const left = [
    ...(data.seriesLeft === 0 ? [] : [t('charts.seriesLeft', { count: data.seriesLeft })]),
    ...(data.categoriesLeft === 0 ? [] : [t('charts.categoriesLeft', { count: data.categoriesLeft })]),
    ...(result.isCut ? [t('charts.cut')] : []),
  ];
  const summary = t(`charts.summary.${data.kind}`, {
    name,
    category: data.categoryTitle,
    value: data.valueTitle === '' ? data.series.map((one) => one.name).join(', ') : data.valueTitle,
    series: data.series.map((one) => one.name).join(', '),
    count: data.categories.length,
  });
  return (
    <figure className={classes.figure} aria-labelledby={caption}>
      <div ref={room} role="img" aria-label={summary} className={classes.room} />
      <figcaption id={caption} className={classes.caption}>
        {summary} {left.join(' ')}
      </figcaption>
    </figure>
  );
}
