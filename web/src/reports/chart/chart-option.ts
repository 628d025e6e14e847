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

/** A name at the end of a single point would stand on the axis. */
export const mayLabelDirectly = ({ kind, series, categories }: ChartData, width: number): boolean =>
  kind !== 'bar' &&
  (kind !== 'line' || categories.length > 1) &&
  series.length > 1 &&
  series.length <= MOST_DIRECT &&
  width >= WIDE;

const HEIGHT = 360;
/** A name and its bars, one below the other, in pixels. */
const LEAST_ROW = 24;
const BAR = 12;
/** More would be a page of bars of which nobody sees two ends. */
const MOST_ROWS = 60;

/** Names that cannot stand below their bars stand beside them, where the chart is narrow. */
const isLying = ({ kind, categories, isInOrder }: ChartData, width: number): boolean =>
  kind !== 'line' && !isInOrder && width < WIDE && categories.length > 6 && categories.length <= MOST_ROWS;

/** In pixels: bars that lie need a row for each name. */
export function chartHeight(data: ChartData, width: number): number {
  if (!isLying(data, width)) return HEIGHT;
  const row = data.kind === 'stacked' ? LEAST_ROW : Math.max(LEAST_ROW, BAR * data.series.length + 8);
  return Math.max(HEIGHT, row * data.categories.length + topOf(data, width, false) + BELOW_LYING);
}

/** How a chart is drawn: no movement, patterns beside colours, the names of the axes with their units. */
export function chartOption({ data, palette, width, writeValue, hasDirectLabels }: Drawn): ChartOption {
  const { kind, series, categories } = data;
  const text = { color: palette.ink, fontFamily: FONT, fontSize: 14 };
  const quiet = { ...text, color: palette.muted, fontSize: 13 };
  const lies = isLying(data, width);
  const room = lies ? roomBeside(data, width) : roomFor(data, width, writeValue);
  const names = {
    type: 'category' as const,
    data: [...categories],
    boundaryGap: kind !== 'line' || categories.length === 1,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.ink } },
  };
  const amounts = {
    type: 'value' as const,
    splitLine: { lineStyle: { color: palette.rule } },
    minInterval: data.valueType === 'integer' ? 1 : 0,
  };
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
      top: topOf(data, width, hasDirectLabels),
      left: room.left,
      right: hasDirectLabels ? END_LABEL + 12 : 16,
      bottom: lies ? BELOW_LYING : room.below + 34,
      // Left to itself the library moves the axis and not what is drawn along it.
      outerBoundsMode: 'none',
    },
    ...(lies
      ? {
          // From the top down, as in the table.
          yAxis: {
            ...names,
            inverse: true,
            axisLabel: { ...quiet, interval: 0, width: room.labelWidth, overflow: 'truncate' },
          },
          xAxis: {
            ...amounts,
            name: data.valueTitle,
            nameLocation: 'middle',
            nameGap: LINE + 12,
            nameTextStyle: quiet,
            splitNumber: 2,
            // The last figure would lean over the edge.
            axisLabel: { ...quiet, formatter: writeValue, hideOverlap: true, alignMaxLabel: 'right' },
          },
        }
      : {
          xAxis: {
            ...names,
            name: data.categoryTitle,
            nameLocation: 'middle',
            nameGap: room.below + 12,
            nameTextStyle: quiet,
            nameMoveOverlap: false,
            axisLabel: {
              ...quiet,
              hideOverlap: true,
              ...(room.isSlanted ? { interval: room.between } : {}),
              rotate: room.isSlanted ? 45 : 0,
              width: room.labelWidth,
              overflow: room.isSlanted ? 'truncate' : 'break',
            },
          },
          yAxis: {
            ...amounts,
            name: data.valueTitle,
            nameLocation: 'end',
            nameTextStyle: { ...quiet, align: 'left', padding: [0, 0, 4, 8 - room.left] },
            axisLabel: { ...quiet, formatter: writeValue },
          },
        }),
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
/** How far apart lines have to be along an axis that they lean on. */
const SLANTED_LINE = 24;
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
  // Slanted names that are nearer than a line is high run into each other.
  const between = Math.max(0, Math.ceil((SLANTED_LINE * categories.length) / (width - left - 16)) - 1);
  return { left, below, isSlanted, labelWidth, between };
}

const BELOW_LYING = 2 * LINE + 20;

/** What names beside their bars need; at most two fifths, or the bars could not be compared. */
function roomBeside({ categories }: ChartData, width: number) {
  const longest = CHARACTER * Math.max(0, ...categories.map((name) => name.length));
  const labelWidth = Math.min(longest, width * 0.4);
  return { left: labelWidth + 12, below: 0, isSlanted: false, labelWidth, between: 0 };
}

const topOf = ({ series }: ChartData, width: number, hasDirectLabels: boolean): number =>
  series.length > 1 && !hasDirectLabels ? 36 + 26 * Math.ceil(legendRows(series, width)) : 40;

function legendRows(series: ChartData['series'], width: number): number {
  const needed = series.reduce((sum, { name }) => sum + name.length * CHARACTER + 50, 0);
  return Math.max(0, needed / Math.max(1, width) - 0.2);
}
