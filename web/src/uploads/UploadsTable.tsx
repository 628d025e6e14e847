import type { Upload } from '@illuminate/contract';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { StateTag } from './StateTag.tsx';
import { UndoButton, type UploadingOrganisation } from './UndoButton.tsx';

interface UploadsTableProps {
  readonly organisation: UploadingOrganisation;
  readonly uploads: readonly Upload[];
}

/** Uploads one under the other: what each was, and what became of it. */
export function UploadsTable({ organisation, uploads }: UploadsTableProps) {
  const { t } = useTranslation();
  const caption = t('uploads.caption', { organisation: organisation.name });
  return (
    <ScrollRegion label={caption}>
      <table className={table.table} data-stacked>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('uploads.file')}</th>
            <th scope="col">{t('uploads.what')}</th>
            <th scope="col">{t('uploads.when')}</th>
            <th scope="col">{t('uploads.who')}</th>
            <th scope="col">{t('uploads.counts')}</th>
            <th scope="col">{t('uploads.state')}</th>
            <th scope="col">{t('uploads.takeBack')}</th>
          </tr>
        </thead>
        <tbody>
          {uploads.map((upload) => (
            <tr key={upload.id}>
              <th scope="row" data-as-is="">
                <Link
                  to={paths.upload}
                  params={{ upload: upload.id }}
                  search={{ organisation: organisation.slug }}
                  className={table.text}
                  dir="auto"
                >
                  {upload.fileName}
                </Link>
              </th>
              <td>{t(`uploads.kind.${upload.kind}`)}</td>
              <td data-label={t('uploads.when')}>
                <Moment at={upload.startedAt} zone={organisation.zone} form="absolute" />
              </td>
              <td data-label={t('uploads.who')}>{upload.by}</td>
              <td data-wrap>
                <Counts upload={upload} />
              </td>
              <td>
                <StateTag state={upload.state} />
              </td>
              <td>
                <UndoButton organisation={organisation} upload={upload} compact />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What it brought, or would bring. */
function Counts({ upload: { receipt, check } }: { readonly upload: Upload }) {
  const { t } = useTranslation();
  const compared = (receipt ?? check)?.compared;
  if (compared === undefined) return <>{t('time.none')}</>;
  const { new: added, changed, same, unit } = compared;
  return (
    <>
      {t(`uploads.unit.${unit}`, { count: added + changed + same })}: {t('uploads.compared', { added, changed, same })}
    </>
  );
}
