import {
  downloadRejectedRows,
  listActivities,
  listFleet,
  type Output,
  runEventIdReport,
  showCertificate,
  showReceipt,
  showUploadTemplate,
} from '@illuminate/contract';
import { activitiesCsv } from '../activities/activities-csv.ts';
import { receiptPage } from '../consents/receipts/receipt-page.ts';
import { certificatePage } from '../deletions/certificate-page.ts';
import { fleetCsv } from '../fleet/fleet-csv.ts';
import { PRINTED_POLICY } from '../printed/printed-page.ts';
import { eventIdCsv } from '../reports/event-id-csv.ts';

export interface Rendering {
  /** The operation's. */
  readonly id: string;
  readonly type: string;
  /** What `?format=` calls it, for links. */
  readonly format: string;
  /** Shown by a browser rather than saved. */
  readonly inline?: boolean;
  readonly render: (
    output: unknown,
    query: Readonly<Record<string, string>>,
  ) => {
    readonly fileName: string;
    readonly text: string;
    /** A content security policy of its own. */
    readonly policy?: string;
  };
}

/** Answers that are also given in another form than JSON. */
export const RENDERED_AS: readonly Rendering[] = [
  ...[downloadRejectedRows, showUploadTemplate].map(
    ({ id, output: schema }): Rendering => ({
      id,
      type: 'text/csv',
      format: 'csv',
      render: (output) => schema.parse(output),
    }),
  ),
  {
    id: runEventIdReport.id,
    type: 'text/csv',
    format: 'csv',
    render(output) {
      const report: Output<'runEventIdReport'> = runEventIdReport.output.parse(output);
      return {
        fileName: `event-ids-${report.organisation}-${report.from}-to-${report.to}.csv`,
        text: eventIdCsv(report),
      };
    },
  },
  {
    id: listActivities.id,
    type: 'text/csv',
    format: 'csv',
    render(output) {
      const log: Output<'listActivities'> = listActivities.output.parse(output);
      return {
        fileName: `activities-${log.organisation}-${log.year.startsOn.slice(0, 4)}.csv`,
        text: activitiesCsv(log),
      };
    },
  },
  {
    id: listFleet.id,
    type: 'text/csv',
    format: 'csv',
    render(output) {
      const told: Output<'listFleet'> = listFleet.output.parse(output);
      return { fileName: `connections-${told.asOf.slice(0, 10)}.csv`, text: fleetCsv(told) };
    },
  },
  {
    id: showCertificate.id,
    type: 'text/html',
    format: 'html',
    inline: true,
    render(output) {
      const shown: Output<'showCertificate'> = showCertificate.output.parse(output);
      return {
        fileName: `deletion-${shown.certificate.id}.html`,
        text: certificatePage(shown),
        policy: PRINTED_POLICY,
      };
    },
  },
  {
    id: showReceipt.id,
    type: 'text/html',
    format: 'html',
    inline: true,
    render(output) {
      const receipt: Output<'showReceipt'> = showReceipt.output.parse(output);
      return { fileName: `consent-${receipt.id}.html`, text: receiptPage(receipt), policy: PRINTED_POLICY };
    },
  },
];
