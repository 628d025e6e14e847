import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { paths } from '../paths.ts';
import { Section } from '../ui/Section.tsx';
import { CancelUpload } from './CancelUpload.tsx';
import { sizeInWords } from './size-in-words.ts';
import type { OneUploadProps } from './UploadPage.tsx';
import classes from './Uploads.module.css';

/** Not all of it arrived: the way to go on. */
export function ReceivingFile({ upload, organisation }: OneUploadProps) {
  const { t, i18n } = useTranslation();
  const { slug } = organisation;
  const size = (bytes: number): string => sizeInWords(bytes, i18n.language);
  return (
    <Section title={t('upload.receiving')}>
      <p>{t('upload.receivingBody', { received: size(upload.receivedBytes), size: size(upload.bytes) })}</p>
      <May call="beginUpload" of={slug}>
        <div className={classes.deeds}>
          <Link to={paths.newUpload} search={{ organisation: slug, goOn: upload.id }}>
            {t('upload.goOn')}
          </Link>
          <CancelUpload upload={upload} organisation={organisation} />
        </div>
      </May>
    </Section>
  );
}
