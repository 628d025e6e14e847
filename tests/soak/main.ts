// `npm run soak -- --kills N [--seed S] [--lives L]`: kills without limit, each at another instant and under faults, then the
// finished stores compared with clean full loads. It prints a table and exits with 1 when anything differs.
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { type KillReport, killAndFinish, PHASE_NAMES, type Phase } from '../faults/kill-life.ts';
import { choicesOf } from '../support/seeds.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    lives: { type: 'string', default: '2' },
  },
});
const [kills, seed, atOnce] = [values.kills, values.seed, values.lives].map(Number) as [number, number, number];
if (![kills, seed, atOnce].every((value) => Number.isSafeInteger(value) && value > 0)) {
  console.error('Usage: npm run soak -- --kills N [--seed S] [--lives L]   (whole numbers above 0)');
  process.exit(2);
}

/** Kills in one life of a data folder. After that it finishes, is compared, and the next life begins with another world. */
const KILLS_IN_A_LIFE = 25;

interface Life {
  readonly seed: number;
  readonly phases: readonly Phase[];
}

const choices = choicesOf(seed);
const lives: Life[] = [];
for (let left = kills, nth = 0; left > 0; left -= KILLS_IN_A_LIFE, nth += 1) {
  const phases = Array.from({ length: Math.min(left, KILLS_IN_A_LIFE) }, () => choices.one(PHASE_NAMES));
  lives.push({ seed: seed * 1_000 + nth, phases });
}

const began = performance.now();
const struck = Object.fromEntries(PHASE_NAMES.map((phase) => [phase, 0])) as Record<Phase, number>;
const wrong: string[] = [];
let misses = 0;
let done = 0;

console.log(`${kills} kills in ${lives.length} lives of a data folder, seed ${seed}, ${atOnce} at once.`);
await Promise.all(Array.from({ length: atOnce }, work));

async function work(): Promise<void> {
  for (let life = lives.shift(); life !== undefined; life = lives.shift()) {
    const { seed: own, phases } = life;
    try {
      const report = await killAndFinish({ seed: own, phases, onKill });
      note(own, report);
    } catch (err) {
      wrong.push(`life ${own}: ${err instanceof Error ? err.message : String(err)}`);
    }
  }
}

function onKill(phase: Phase): void {
  struck[phase] += 1;
  done += 1;
  if (done % 10 === 0) console.log(`${done} of ${kills} kills, ${Math.round((performance.now() - began) / 1000)} s`);
}

function note(own: number, report: KillReport): void {
  misses += report.misses;
  wrong.push(...report.wrong.map((what) => `life ${own}: ${what}`));
  const rows = Object.entries(report.rows).map(([table, count]) => `${table} ${count}`);
  console.log(
    `Life ${own} ${report.wrong.length === 0 ? 'is equal to a clean full load' : 'DIFFERS'}: ${rows.join(', ')}`,
  );
}

const width = Math.max(...PHASE_NAMES.map((phase) => phase.length));
console.log(`\n${'Killed'.padEnd(width)}  Times`);
for (const phase of PHASE_NAMES) console.log(`${phase.padEnd(width)}  ${String(struck[phase]).padStart(5)}`);
console.log(`${'in all'.padEnd(width)}  ${String(done).padStart(5)}`);
console.log(`\n${misses} more starts ended their sync before the instant came.`);
console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${Math.round((performance.now() - began) / 1000)} s.`,
);
if (wrong.length > 0) {
  console.log(`\n${wrong.length} differences:`);
  for (const what of wrong.slice(0, 50)) console.log(`  ${what}`);
  process.exitCode = 1;
} else
  console.log('\nNothing lost, nothing doubled: every store equals a clean full load, the truth and its own ledger.');
