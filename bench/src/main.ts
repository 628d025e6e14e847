// `npm run bench -- extract | growth | round | deliver | feed | fleet | matching | upload | reports`: figures of one run, side by side, never from memory.
import { parseArgs } from 'node:util';
import { isMainThread, workerData } from 'node:worker_threads';
import { benchDeliver } from './deliver/bench-deliver.ts';
import { benchExtract } from './extract/bench-extract.ts';
import { type FetchJob, fetchAndParse } from './extract/fetch-and-parse.ts';
import { benchFeed } from './feed/bench-feed.ts';
import { type FeedToServe, serveFeed } from './feed/serve-feed.ts';
import { benchFleet } from './fleet/bench-fleet.ts';
import { benchGrowth } from './growth/bench-growth.ts';
import { benchMatching } from './matching/bench-matching.ts';
import { benchReports } from './reports/bench-reports.ts';
import { benchBigStore } from './round/big-store.ts';
import { benchManyConnections } from './round/many-connections.ts';
import { benchUpload, benchWorkbook } from './upload/bench-upload.ts';

const HELP = `npm run bench -- extract [--tickets N] [--customers N] [--runs N] [--peers] [--alone]
    how long it takes to get N tickets (1000000) of N customers (20000) into a store, beside the least that it could take;
    with --alone only ours; with --peers also beside dlt and a Singer target (200000 tickets of 4000 customers)
npm run bench -- growth [--orders N] [--sizes N,N,N]
    how long N changed orders (1000) take in stores of so many tickets (100000,1000000,3000000)
npm run bench -- round [--connections N] [--stored N]
    what a round costs in which nothing is new, of N connections (200), and in one store of N tickets (10000000); 0 leaves out
npm run bench -- deliver [--tickets N] [--customers N] [--beside-extract]
    how long it takes to deliver N tickets (1000000), beside the extraction of as many
npm run bench -- feed [--megabytes N] [--runs N]
    how fast a public feed of N megabytes (20) is read, beside the XML parser alone, and what memory is held
npm run bench -- fleet [--connections N]
    a page of the fleet of N connections (1000), chosen from all of them, beside a page of the list of connections
npm run bench -- matching [--events N]
    how much of what is suggested is right, and how much of what is right is suggested, for N invented events (2000)
npm run bench -- upload [--tickets N] [--workbook N]
    how long a CSV file of N lines (1000000) takes to be checked and loaded, beside DuckDB's own reader; then what memory a
    workbook (XLSX) of N rows (300000) takes; 0 leaves out
npm run bench -- reports [--sizes N,N] [--random N] [--runs N] [--people N]
    reports on stores of so many tickets (1000000,5000000) beside SQL by hand, N random ones (20) among them, files beside DuckDB's
    own, and N people (10) who run them at once
`;

if (isMainThread) await bench();
else await work(workerData as { floor: FetchJob } | { feed: FeedToServe });

async function work(job: { floor: FetchJob } | { feed: FeedToServe }): Promise<void> {
  if ('floor' in job) await fetchAndParse(job.floor);
  else serveFeed(job.feed);
}

function sizesOf(text: string): number[] {
  return text.split(',').map(Number);
}

async function bench(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      tickets: { type: 'string' },
      customers: { type: 'string' },
      runs: { type: 'string', default: '3' },
      peers: { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
      orders: { type: 'string', default: '1000' },
      sizes: { type: 'string' },
      random: { type: 'string', default: '20' },
      people: { type: 'string', default: '10' },
      connections: { type: 'string' },
      events: { type: 'string', default: '2000' },
      megabytes: { type: 'string', default: '20' },
      workbook: { type: 'string', default: '300000' },
      stored: { type: 'string', default: '10000000' },
      'beside-extract': { type: 'boolean', default: false },
      'load-only': { type: 'boolean', default: false },
    },
  });
  const say = (line: string): void => void process.stdout.write(`${line}\n`);

  // Others take minutes for what ours takes seconds for; the mix of orders and bookers is the same.
  const tickets = Number(values.tickets ?? (values.peers ? 200_000 : 1_000_000));
  const customers = Number(values.customers ?? (values.peers ? 4_000 : 20_000));

  switch (positionals[0]) {
    case 'extract':
      await benchExtract({
        tickets,
        customers,
        runs: Number(values.runs),
        peers: values.peers,
        alone: values.alone,
        say,
      });
      break;
    case 'growth':
      await benchGrowth({
        orders: Number(values.orders),
        sizes: sizesOf(values.sizes ?? '100000,1000000,3000000'),
        loadOnly: values['load-only'],
        say,
      });
      break;
    case 'round':
      if (values.connections !== '0') await benchManyConnections(Number(values.connections ?? 200), say);
      if (values.stored !== '0') await benchBigStore(Number(values.stored), say);
      break;
    case 'deliver':
      await benchDeliver({
        tickets,
        customers,
        besideExtract: values['beside-extract'],
        say,
      });
      break;
    case 'feed':
      await benchFeed(Number(values.megabytes), Number(values.runs), say);
      break;
    case 'fleet':
      await benchFleet(Number(values.connections ?? 1_000), say);
      break;
    case 'matching':
      if (!benchMatching(Number(values.events), say)) process.exitCode = 1;
      break;
    case 'upload':
      if (tickets > 0) await benchUpload(tickets, say);
      if (values.workbook !== '0') await benchWorkbook(Number(values.workbook), say);
      break;
    case 'reports':
      await benchReports({
        sizes: sizesOf(values.sizes ?? '1000000,5000000'),
        random: Number(values.random),
        rounds: Number(values.runs),
        people: Number(values.people),
        say,
      });
      break;
    default:
      process.stdout.write(HELP);
      process.exitCode = positionals.length === 0 ? 0 : 2;
  }
}
