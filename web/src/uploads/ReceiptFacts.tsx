import type { UploadReceipt } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { Facts } from '../ui/Facts.tsx';
import { instantInWords } from '../ui/time.ts';
import classes from './Uploads.module.css';
import { useTotals } from './use-totals.ts';

interface ReceiptFactsProps {
  readonly receipt: UploadReceipt;
  readonly zone: string;
}

/** Who loaded what and when, with the sums that prove it. */
export function ReceiptFacts({ receipt, zone }: ReceiptFactsProps) {
  const { t, i18n } = useTranslation();
  const totals = useTotals(zone);
  const { number, by, at, fileName, sha256, accepted, rejected, compared } = receipt;
  return (
    <Facts
      items={[
        { name: t('upload.receipt'), value: number },
        { name: t('upload.fileName'), value: <bdi>{fileName}</bdi>, long: true },
        { name: t('upload.by'), value: by },
        { name: t('upload.at'), value: instantInWords(at, zone, i18n.language) },
        { name: t('upload.rows'), value: t('upload.rowsLoaded', { accepted, rejected }) },
        {
          name: t('upload.againstThen'),
          value: t('uploads.compared', { added: compared.new, changed: compared.changed, same: compared.same }),
        },
        ...totals(receipt.totals),
        { name: t('upload.hash'), value: <span className={classes.hash}>{sha256}</span>, long: true },
      ]}
    />
  );
}
