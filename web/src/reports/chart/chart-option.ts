import type { BarSeriesOption, LineSeriesOption } from 'echarts/charts';
import type { AriaComponentOption, GridComponentOption, LegendComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { ChartData } from './chart-data.ts';
import type { Palette } from './palettes.ts';

export type ChartOption = ComposeOption<
  AriaComponentOption | BarSeriesOption | GridComponentOption | LegendComponentOption | LineSeriesOption
>;

interface Drawn {
  readonly data: ChartData;
  readonly palette: Palette;
  /** Of the chart, in pixels. */
  readonly width: number;
  readonly writeValue: (value: number) => string;
  /** Beside lines on a screen that is wide enough; else there is a key above. */
  readonly hasDirectLabels: boolean;
}

const FONT = "'Source Sans 3 Variable', 'Source Sans 3', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const;
const DASHES = ['solid', 'dashed', 'dotted', [12, 4, 2, 4], [2, 6], [16, 6]] as const;
/** Names at the ends of lines that are longer break. */
const END_LABEL = 130;

/** Few enough that each can bear its own name. */
const MOST_DIRECT = 4;
const WIDE = 560;

export const mayLabelDirectly = ({ kind, series }: ChartData, width: number): boolean =>
  kind !== 'bar' && series.length > 1 && series.length <= MOST_DIRECT && width >= WIDE;

/** How a chart is drawn: no movement, patterns beside colours, the names of the axes with their units. */
export function chartOption({ data, palette, width, writeValue, hasDirectLabels }: Drawn): ChartOption {
  const { kind, series, categories } = data;
  const text = { color: palette.ink, fontFamily: FONT, fontSize: 14 };
  const quiet = { ...text, color: palette.muted, fontSize: 13 };
  const room = roomFor(data, width, writeValue);
  return {
    animation: false,
    color: [...palette.series],
    textStyle: text,
    aria: {
      enabled: true,
      // The page says in words what it shows, and has the table.
      label: { enabled: false },
      decal: { show: kind !== 'line' && series.length > 1 },
    },
    legend:
      series.length > 1 && !hasDirectLabels
        ? {
            top: 0,
            left: 0,
            type: 'plain',
            // A key and not a switch: what is drawn is what the report says.
            selectedMode: false,
            textStyle: text,
            itemWidth: kind === 'line' ? 32 : 24,
            itemHeight: 14,
          }
        : { show: false },
    grid: {
      top: series.length > 1 && !hasDirectLabels ? 36 + 26 * Math.ceil(legendRows(series, width)) : 40,
      left: room.left,
      right: hasDirectLabels ? END_LABEL + 12 : 16,
      bottom: room.below + 34,
      // Left to itself the library moves the axis and not what is drawn along it.
      outerBoundsMode: 'none',
    },
    xAxis: {
      type: 'category',
      data: [...categories],
      name: data.categoryTitle,
      nameLocation: 'middle',
      nameGap: room.below + 12,
      nameTextStyle: quiet,
      nameMoveOverlap: false,
      boundaryGap: kind !== 'line',
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.ink } },
      axisLabel: {
        ...quiet,
        hideOverlap: true,
        rotate: room.isSlanted ? 45 : 0,
        width: room.labelWidth,
        overflow: room.isSlanted ? 'truncate' : 'break',
      },
    },
    yAxis: {
      type: 'value',
      name: data.valueTitle,
      nameLocation: 'end',
      nameTextStyle: { ...quiet, align: 'left', padding: [0, 0, 4, 8 - room.left] },
      axisLabel: { ...quiet, formatter: writeValue },
      splitLine: { lineStyle: { color: palette.rule } },
      minInterval: data.valueType === 'integer' ? 1 : 0,
    },
    series: series.map((one, at) =>
      kind === 'line'
        ? lineOf(one.name, one.values, at, hasDirectLabels ? text : null)
        : barOf(one.name, one.values, kind === 'stacked', { palette, label: hasDirectLabels ? text : null }),
    ),
  };
}

type Text = { readonly color: string; readonly fontFamily: string; readonly fontSize: number };
type Values = readonly (number | null)[];

function lineOf(name: string, values: Values, at: number, label: Text | null): LineSeriesOption {
  const dash = DASHES[at % DASHES.length] ?? 'solid';
  return {
    type: 'line',
    name,
    data: [...values],
    // A gap is a gap: nothing is drawn through what is not known.
    connectNulls: false,
    symbol: SYMBOLS[at % SYMBOLS.length] ?? 'circle',
    symbolSize: values.length > 40 ? 4 : 7,
    showAllSymbol: values.length <= 40,
    silent: true,
    lineStyle: { width: 2.5, type: typeof dash === 'string' ? dash : [...dash] },
    endLabel:
      label === null
        ? { show: false }
        : { show: true, ...label, formatter: '{a}', distance: 8, width: END_LABEL - 8, overflow: 'break' },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

interface BarLook {
  readonly palette: Palette;
  readonly label: Text | null;
}

function barOf(name: string, values: Values, isStacked: boolean, { palette, label }: BarLook): BarSeriesOption {
  const last = values.findLastIndex((value) => value !== null);
  return {
    type: 'bar',
    name,
    data: values.map((value, at) =>
      label !== null && at === last
        ? {
            value: value ?? '-',
            label: {
              show: true,
              position: 'right',
              distance: 8,
              ...label,
              formatter: '{a}',
              width: END_LABEL - 8,
              overflow: 'break',
            },
          }
        : (value ?? '-'),
    ),
    ...(isStacked ? { stack: 'all' } : {}),
    silent: true,
    barMaxWidth: 64,
    barCategoryGap: '28%',
    // Parts of a stack are told apart where their patterns meet.
    itemStyle: { borderColor: palette.ground, borderWidth: isStacked ? 1 : 0 },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

/** About as wide as a letter, in pixels. */
const CHARACTER = 7.2;
const LINE = 17;
const LONGEST_SLANTED = 120;
const LONGEST_ON_PHONES = 84;

/** What the words along the axes need, in pixels. */
function roomFor({ categories, series }: ChartData, width: number, writeValue: (value: number) => string) {
  const most = series.flatMap(({ values }) => values).reduce<number>((max, value) => Math.max(max, value ?? 0), 0);
  // The topmost line is a round figure above what is drawn.
  const figures = 20 + CHARACTER * Math.max(2, writeValue(Math.ceil(most)).length + 1);
  const longest = CHARACTER * Math.max(0, ...categories.map((name) => name.length));
  const band = (width - figures - 16) / Math.max(1, Math.min(categories.length, 12));
  const isSlanted = categories.length > 3 && longest > band;
  const slanted = Math.min(longest, width < WIDE ? LONGEST_ON_PHONES : LONGEST_SLANTED);
  const labelWidth = isSlanted ? slanted : Math.max(48, band - 8);
  // The first name leans out to the left of its bar.
  const left = isSlanted ? Math.max(figures, slanted * 0.71 - band / 2 + 8) : figures;
  const below = isSlanted ? slanted * 0.71 + LINE : Math.min(3, Math.ceil(longest / labelWidth)) * LINE;
  return { left, below, isSlanted, labelWidth };
}

function legendRows(series: ChartData['series'], width: number): number {
  const needed = series.reduce((sum, { name }) => sum + name.length * CHARACTER + 50, 0);
  return Math.max(0, needed / Math.max(1, width) - 0.2);
}
