import type { UploadCheck } from '@illuminate/contract';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Figures } from '../ui/Figures.tsx';
import { Section } from '../ui/Section.tsx';
import { instantInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import { ConfirmForm } from './ConfirmForm.tsx';
import { ProblemsTable } from './ProblemsTable.tsx';
import { SettleColumns } from './SettleColumns.tsx';
import { TypesOfFile } from './TypesOfFile.tsx';
import type { OneUploadProps } from './UploadPage.tsx';
import classes from './Uploads.module.css';
import { rejectedLink } from './uploads-queries.ts';
import { useTotals } from './use-totals.ts';
import { useTypesToSort } from './use-types-to-sort.ts';

/** What the check found, and the confirmation. */
export function CheckedFile({ upload, organisation }: OneUploadProps) {
  const { t, i18n } = useTranslation();
  const [isAnew, setAnew] = useState(false);
  const types = useTypesToSort({ upload, organisation });
  const { check, expiresAt } = upload;
  if (isAnew || check === null) return <SettleColumns upload={upload} organisation={organisation} />;
  const { slug, zone } = organisation;
  return (
    <>
      <Found check={check} zone={zone} />
      <Section title={t('upload.problems')}>
        {check.errors + check.warnings === 0 ? (
          <p>{t('upload.noProblems')}</p>
        ) : (
          <ProblemsTable organisation={slug} upload={upload.id} check={check} />
        )}
        {check.rejected === 0 ? null : (
          <May call="downloadRejectedRows" of={slug}>
            <p>
              <a href={rejectedLink(slug, upload.id)} download className={classes.download}>
                <IconDownload size={18} stroke={1.75} aria-hidden="true" />
                {t('upload.rejectedRows')}
              </a>
              <span className={classes.why}>{t('upload.rejectedLead')}</span>
            </p>
          </May>
        )}
      </Section>
      <May call="confirmUpload" of={slug}>
        <TypesOfFile types={types} />
        <Section title={t('upload.confirmSection')}>
          <ConfirmForm
            upload={upload}
            organisation={organisation}
            check={check}
            types={types}
            onAnew={() => setAnew(true)}
          />
          {expiresAt === null ? null : (
            <p className={classes.quiet}>
              {t('upload.expires', { when: instantInWords(expiresAt, zone, i18n.language) })}
            </p>
          )}
        </Section>
      </May>
    </>
  );
}

function Found({ check, zone }: { readonly check: UploadCheck; readonly zone: string }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const totals = useTotals(zone);
  const { accepted, rejected, errors, warnings, compared, refusedColumns } = check;
  return (
    <>
      <Section title={t('upload.found')}>
        <div className={classes.gap}>
          <Figures
            items={[
              { name: t('upload.accepted'), value: figures(accepted) },
              { name: t('upload.rejected'), value: figures(rejected) },
              { name: t('upload.errors'), value: figures(errors) },
              { name: t('upload.warnings'), value: figures(warnings) },
            ]}
          />
          {refusedColumns.length === 0 ? null : (
            <p className={classes.left}>
              {t('upload.refused', { columns: refusedColumns.map(({ header }) => header).join(', ') })}
            </p>
          )}
          <Facts items={totals(check.totals)} />
        </div>
      </Section>
      <Section title={t('upload.against')}>
        <p>
          {t(`uploads.units.${compared.unit}`)}:{' '}
          <strong>
            {t('uploads.compared', { added: compared.new, changed: compared.changed, same: compared.same })}
          </strong>
        </p>
        {accepted > 0 && compared.new + compared.changed === 0 ? <p>{t('upload.nothingNew')}</p> : null}
      </Section>
    </>
  );
}
