import { type Output, runEventIdReport } from '@illuminate/contract';
import { eventIdCsv } from '../reports/event-id-csv.ts';

export interface Rendering {
  /** The operation's. */
  readonly id: string;
  readonly type: string;
  readonly render: (
    output: unknown,
    query: Readonly<Record<string, string>>,
  ) => { readonly fileName: string; readonly text: string };
}

/** Answers that are also given in another form than JSON. */
export const RENDERED_AS: readonly Rendering[] = [
  {
    id: runEventIdReport.id,
    type: 'text/csv',
    render(output) {
      const report: Output<'runEventIdReport'> = runEventIdReport.output.parse(output);
      return {
        fileName: `event-ids-${report.organisation}-${report.from}-to-${report.to}.csv`,
        text: eventIdCsv(report),
      };
    },
  },
];
