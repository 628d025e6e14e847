// `npm run soak -- --kills N [--seed S] [--at-once L] [--minutes M] [--only LIFE]`: kills at random instants under random faults, then the
// finished stores compared with clean full loads and searched for anything personal. Exits with 1 when anything is wrong.
// After `--minutes M` it kills no more: lives that have begun finish and are compared.
import { performance } from 'node:perf_hooks';
import { choicesOf } from '../support/seeds.ts';
import { type LifeReport, live } from './live.ts';
import { readWords, type SoakWords, USAGE } from './read-words.ts';
import { renderTable } from './render-table.ts';
import { planStrikes } from './strikes.ts';

/** Kills in one life of a data folder. After that it finishes, is compared, and the next begins with another world. */
const KILLS_IN_A_LIFE = 50;

const words = readWords(process.argv.slice(2));
if (words === null) {
  console.error(USAGE);
  process.exit(2);
}
process.exitCode = (await soak(words)) ? 0 : 1;

/** @returns whether all is well */
async function soak({ kills, seed, atOnce, minutes, only }: SoakWords): Promise<boolean> {
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 1000);
  const plans: { readonly life: number; readonly kills: number }[] = [];
  for (let left = kills; left > 0; left -= KILLS_IN_A_LIFE) {
    plans.push({ life: seed * 1_000 + plans.length, kills: Math.min(left, KILLS_IN_A_LIFE) });
  }
  const lives = plans.filter(({ life }) => only === null || life === only);
  const wanted = lives.reduce((sum, each) => sum + each.kills, 0);
  console.log(`${wanted} kills in ${lives.length} lives of a data folder, seed ${seed}, ${atOnce} at once.`);
  const enough = new AbortController();
  const timer =
    minutes === null
      ? undefined
      : setTimeout(() => {
          console.log('Time is up: no more kills. What has begun finishes and is compared.');
          lives.length = 0;
          enough.abort();
        }, minutes * 60_000);
  const reports: LifeReport[] = [];
  const wrong: string[] = [];
  let done = 0;
  const onKill = (): void => {
    done += 1;
    if (done % 10 === 0) console.log(`${done} of ${wanted} kills, ${seconds()} s`);
  };
  const work = async (): Promise<void> => {
    for (let plan = lives.shift(); plan !== undefined; plan = lives.shift()) {
      const { life } = plan;
      const repeat = `Repeat it: npm run soak -- --kills ${kills} --seed ${seed} --only ${life}`;
      try {
        const strikes = planStrikes(choicesOf(life), plan.kills);
        const report = await live({ seed: life, strikes, onKill, enough: enough.signal });
        reports.push(report);
        console.log(
          `Life ${life}, ${report.kills.length} kills: ${report.wrong.length === 0 ? 'equal to a clean full load' : `WRONG. ${repeat}`}`,
        );
        for (const what of report.wrong.slice(0, 5)) console.log(`  ${what}`);
        if (report.kept !== null) console.log(`Its data folder is kept: ${report.kept}`);
        wrong.push(...report.wrong.map((what) => `life ${life}: ${what}`));
      } catch (err) {
        wrong.push(`life ${life} did not come to its end: ${err instanceof Error ? err.message : String(err)}`);
        console.log(`Life ${life} did not come to its end. ${repeat}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  clearTimeout(timer);
  console.log(renderTable(reports, { seed, seconds: seconds() }));
  for (const what of wrong.slice(0, 50)) console.log(`  ${what}`);
  console.log(
    wrong.length === 0
      ? '\nNothing lost, nothing doubled, nothing personal: every store equals a clean full load, the truth and its ledger.'
      : `\n${wrong.length} things are wrong.`,
  );
  return wrong.length === 0;
}
