import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { paths } from '../paths.ts';
import { Section } from '../ui/Section.tsx';
import { ReceiptFacts } from './ReceiptFacts.tsx';
import { UndoButton } from './UndoButton.tsx';
import type { OneUploadProps } from './UploadPage.tsx';
import classes from './Uploads.module.css';

/** What was loaded, to be printed or taken back, and where it is seen. */
export function Receipt({ upload, organisation }: OneUploadProps) {
  const { t } = useTranslation();
  const { receipt, connection } = upload;
  if (receipt === null) return null;
  return (
    <Section title={t('upload.receipt')}>
      <ReceiptFacts receipt={receipt} zone={organisation.zone} />
      <div className={classes.deeds}>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.75} aria-hidden="true" />}
          onClick={() => globalThis.print()}
        >
          {t('upload.print')}
        </Button>
        <UndoButton upload={upload} organisation={organisation} />
      </div>
      <ul className={classes.ways}>
        <May call="runEventIdReport" of={organisation.slug}>
          <li>
            <Link to={paths.eventIds} search={{ organisation: organisation.slug }}>
              {t('upload.toEvents')}
            </Link>
          </li>
        </May>
        {connection === null ? null : (
          <li>
            <Link to={paths.connection} params={{ name: connection }}>
              {t('upload.toConnection')}
            </Link>
          </li>
        )}
      </ul>
    </Section>
  );
}
