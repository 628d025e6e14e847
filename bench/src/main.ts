// `npm run bench -- extract | growth | deliver`: figures of one run, side by side, never from memory.
import { parseArgs } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';
import { benchDeliver } from './deliver/bench-deliver.ts';
import { benchExtract } from './extract/bench-extract.ts';
import { type FetchJob, fetchAndParse } from './extract/fetch-and-parse.ts';
import { benchGrowth } from './growth/bench-growth.ts';

const HELP = `npm run bench -- extract [--tickets N] [--customers N] [--runs N]
    how long it takes to get N tickets (1000000) into a store, beside the least that it could take
npm run bench -- growth [--orders N] [--sizes N,N,N]
    how long N changed orders (1000) take in stores of so many tickets (100000,1000000,3000000)
npm run bench -- deliver [--tickets N] [--customers N] [--beside-extract]
    how long it takes to deliver N tickets (1000000), beside the extraction of as many
`;

if (isMainThread) await bench();
else await fetchAndParse((workerData as { floor: FetchJob }).floor);

async function bench(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      tickets: { type: 'string', default: '1000000' },
      customers: { type: 'string', default: '20000' },
      runs: { type: 'string', default: '3' },
      orders: { type: 'string', default: '1000' },
      sizes: { type: 'string', default: '100000,1000000,3000000' },
      'beside-extract': { type: 'boolean', default: false },
      'load-only': { type: 'boolean', default: false },
    },
  });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);

  switch (positionals[0]) {
    case 'extract':
      await benchExtract({
        tickets: Number(values.tickets),
        customers: Number(values.customers),
        runs: Number(values.runs),
        say,
      });
      break;
    case 'growth':
      await benchGrowth({
        orders: Number(values.orders),
        sizes: values.sizes.split(',').map(Number),
        loadOnly: values['load-only'],
        say,
      });
      break;
    case 'deliver':
      await benchDeliver({
        tickets: Number(values.tickets),
        customers: Number(values.customers),
        besideExtract: values['beside-extract'],
        say,
      });
      break;
    default:
      process.stdout.write(HELP);
      process.exitCode = positionals.length === 0 ? 0 : 2;
  }
}
