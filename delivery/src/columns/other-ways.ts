import { DAY_NUMBERS, datePattern } from './date-pattern.ts';

const TIME = /(HH|H|hh|h)[:.]mm(?:[:.]ss)?( ?A)?/;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const IN_WORDS = [
  'YYYY-MM-DD',
  'D MMM YYYY',
  'ddd D MMM YYYY',
  'ddd, D MMM YYYY',
  'D. MMM YYYY',
  'D MMM YY',
  'D-MMM-YYYY',
  'D-MMM-YY',
  'MMM D YYYY',
  'MMM D, YYYY',
];
const IN_FIGURES = ['D/M/YYYY', 'D.M.YYYY', 'D-M-YYYY', 'D/M/YY', 'D.M.YY', 'D-M-YY', 'ddd D/M/YYYY'];

interface Way {
  readonly pattern: string;
  /** Whether the time of day that was read so can be no other. */
  readonly isClear: (wall: number) => boolean;
}

const always = (): boolean => true;
/** An hour that no clock of twelve hours has. */
const isOfTwentyFour = (wall: number): boolean => {
  const hour = Math.floor((((wall % DAY_MS) + DAY_MS) % DAY_MS) / HOUR_MS);
  return hour === 0 || hour > 12;
};

/** Times that may stand beside one of this form without being taken for another: "7.30 pm" is so beside "19:30", "7.30" beside "7.30 pm" is not. */
function timesBeside(time: RegExpExecArray): readonly { time: string; isClear: Way['isClear'] }[] {
  const bare = ['HH:mm', 'HH.mm', 'HHmm', 'H:mm', 'H.mm', 'HH:mm:ss'];
  const inHalves = ['h:mm A', 'h.mm A'].map((form) => ({ time: form, isClear: always }));
  if (time[2] !== undefined) return [...inHalves, ...bare.map((form) => ({ time: form, isClear: isOfTwentyFour }))];
  // In a column that writes 7:30, whether it means the evening is told by nobody.
  if (time[1] !== 'HH') return bare.map((form) => ({ time: form, isClear: isOfTwentyFour }));
  return [
    ...bare.map((form) => ({ time: form, isClear: form.startsWith('HH') ? always : isOfTwentyFour })),
    ...inHalves,
  ];
}

/** Dates that may stand beside one of this form: day and month are in its order, or the month is a word. */
function datesBeside(date: string): readonly string[] {
  const order = /^(?:ddd,? )?(?:(DD?)[/.-]MM?|(MM?)[/.-]DD?)(?=[/.-]Y)/.exec(date);
  if (order === null) return IN_WORDS;
  const figures = order[1] === undefined ? IN_FIGURES.map((form) => form.replace(/D(.)M/, 'M$1D')) : IN_FIGURES;
  return [...figures, ...IN_WORDS];
}

function waysBeside(pattern: string): readonly Way[] {
  const time = TIME.exec(pattern);
  if (time === null) return datesBeside(pattern).map((other) => ({ pattern: other, isClear: always }));
  const date = pattern.slice(0, time.index).replace(/[ ,T-]+$/, '');
  const joint = pattern.slice(date.length, time.index);
  const times = timesBeside(time);
  if (date === '') return times.map(({ time: other, isClear }) => ({ pattern: other, isClear }));
  const joints = [...new Set([joint, ' ', 'T'])];
  return [date, ...datesBeside(date)].flatMap((day) =>
    joints.flatMap((between) =>
      [{ time: time[0], isClear: always }, ...times].map((other) => ({
        pattern: `${day}${between}${other.time}`,
        isClear: other.isClear,
      })),
    ),
  );
}

/**
 * Reads what people typed into a column that is written otherwise for the most part, where it can mean one day and one time only.
 * @returns wall time in ms as if it were UTC; null for what does not fit, or could be something else
 */
export function otherWays(pattern: string): (text: string) => number | null {
  if (pattern === DAY_NUMBERS || !/[YHh]/.test(pattern) || (!/D/.test(pattern) && /Y/.test(pattern))) return () => null;
  let ways: readonly { read: (text: string) => number | null; isClear: Way['isClear'] }[] | null = null;
  return (text) => {
    ways ??= waysBeside(pattern).flatMap((way) => {
      const read = datePattern(way.pattern);
      return typeof read === 'string' ? [] : [{ read: read.read, isClear: way.isClear }];
    });
    for (const way of ways) {
      const wall = way.read(text);
      if (wall !== null) return way.isClear(wall) ? wall : null;
    }
    return null;
  };
}
