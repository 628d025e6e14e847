import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { paths } from '../paths.ts';
import { Section } from '../ui/Section.tsx';
import { instantInWords } from '../ui/time.ts';
import { ReceiptFacts } from './ReceiptFacts.tsx';
import { UndoButton } from './UndoButton.tsx';
import type { OneUploadProps } from './UploadPage.tsx';
import classes from './Uploads.module.css';

/** What counts nowhere: taken back, cancelled, not confirmed in time, or never readable. Says which, and what can be done. */
export function EndedUpload({ upload, organisation }: OneUploadProps) {
  const { t, i18n } = useTranslation();
  const { state, undone, failure, receipt } = upload;
  const { slug, zone } = organisation;
  if (state === 'undone') {
    const when = undone === null ? '' : instantInWords(undone.at, zone, i18n.language);
    return (
      <>
        <Section title={t('upload.undone')}>
          <p>{t('upload.undoneBody', { who: undone?.by ?? '', when })}</p>
          <div className={classes.deeds}>
            <UndoButton upload={upload} organisation={organisation} />
          </div>
        </Section>
        {receipt === null ? null : (
          <Section title={t('upload.receipt')}>
            <ReceiptFacts receipt={receipt} zone={zone} />
          </Section>
        )}
      </>
    );
  }
  const ended = state === 'cancelled' || state === 'expired' ? state : 'failed';
  return (
    <Section title={t(`upload.${ended}`)}>
      {ended === 'failed' ? (
        <>
          <p>{failure?.what}</p>
          <p>
            <strong>{failure?.nextStep}</strong>
          </p>
        </>
      ) : (
        <p>{t(`upload.${ended}Body`)}</p>
      )}
      <May call="beginUpload" of={slug}>
        <p>
          <Link to={paths.newUpload} search={{ organisation: slug }}>
            {t('upload.again')}
          </Link>
        </p>
      </May>
    </Section>
  );
}
