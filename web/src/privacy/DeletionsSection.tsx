import type { Deletion, Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { Section } from '../ui/Section.tsx';
import table from '../ui/Table.module.css';
import { instantInWords } from '../ui/time.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { certificateLinks, deletionsQuery } from './queries.ts';
import { useAskDeletion, useCancelDeletion } from './use-deletions.ts';

/** What was asked to be deleted, with the certificates; and the way to delete everything. */
export function DeletionsSection({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(deletionsQuery(organisation.slug));
  const ask = useAskDeletion();
  const [opened, setOpened] = useState(false);
  return (
    <Section title={t('deletions.title')} anchor="deletions">
      {data === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} />
        )
      ) : data.items.length === 0 ? (
        <p>{t('deletions.none')}</p>
      ) : (
        <DeletionsTable organisation={organisation} items={data.items} />
      )}
      <div>
        <Button variant="default" loading={ask.isPending} onClick={() => setOpened(true)}>
          {t('deletions.deleteAll', { organisation: organisation.name })}
        </Button>
      </div>
      {ask.isError ? <ProblemNotice error={ask.error} move /> : null}
      {ask.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{t('deletions.asking')}</p>
        </Notice>
      ) : null}
      <DeleteDialog
        organisation={organisation.name}
        provider={null}
        opened={opened}
        onClose={() => setOpened(false)}
        onDelete={(wanted) => {
          setOpened(false);
          ask.mutate({ organisation: organisation.slug, connection: null, ...wanted });
        }}
      />
    </Section>
  );
}

interface DeletionsTableProps {
  readonly organisation: Organisation;
  readonly items: readonly Deletion[];
}

function DeletionsTable({ organisation, items }: DeletionsTableProps) {
  const { t } = useTranslation();
  const cancel = useCancelDeletion(organisation.slug);
  return (
    <>
      <ScrollRegion label={t('deletions.caption')}>
        <table className={table.table} data-stacked>
          <caption className="visually-hidden">{t('deletions.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('deletions.of')}</th>
              <th scope="col">{t('deletions.asked')}</th>
              <th scope="col">{t('deletions.by')}</th>
              <th scope="col">{t('deletions.stands')}</th>
              <th scope="col">{t('deletions.certificate')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((deletion) => (
              <tr key={deletion.id}>
                <th scope="row" data-as-is>
                  {deletion.connection ?? t('deletions.everything')}
                </th>
                <td data-label={t('deletions.asked')}>
                  <Moment at={deletion.askedAt} zone={organisation.zone} form="absolute" />
                </td>
                <td data-label={t('deletions.by')}>{deletion.askedBy}</td>
                <td data-wrap>
                  <Standing deletion={deletion} zone={organisation.zone} />{' '}
                  {deletion.state === 'scheduled' && !deletion.atOnce ? (
                    <Button
                      variant="default"
                      loading={cancel.isPending && cancel.variables === deletion.id}
                      onClick={() => cancel.mutate(deletion.id)}
                    >
                      {t('deletions.cancel')}
                    </Button>
                  ) : null}
                </td>
                <td data-label={t('deletions.certificate')}>
                  <Certificate deletion={deletion} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {cancel.isError ? <ProblemNotice error={cancel.error} move /> : null}
    </>
  );
}

function Standing({ deletion, zone }: { readonly deletion: Deletion; readonly zone: string }) {
  const { t, i18n } = useTranslation();
  const { state, dueAt, endedAt, cancelledBy, fault, atOnce } = deletion;
  const when = instantInWords(endedAt ?? dueAt, zone, i18n.language);
  if (state === 'cancelled') return <>{t('deletions.cancelled', { who: cancelledBy ?? '' })}</>;
  if (state === 'done') return <>{t('deletions.done', { when })}</>;
  if (state === 'scheduled' && !atOnce) return <>{t('deletions.scheduled', { when })}</>;
  return <>{fault === null ? t('deletions.running') : t('collected.fault', { fault })}</>;
}

function Certificate({ deletion }: { readonly deletion: Deletion }) {
  const { t } = useTranslation();
  if (deletion.state !== 'done') return <>–</>;
  const links = certificateLinks(deletion.organisation, deletion.id);
  return (
    <>
      <a href={links.print} target="_blank" rel="noreferrer">
        {t('deletions.print')}
      </a>
      {' · '}
      <a href={links.json} target="_blank" rel="noreferrer">
        {t('deletions.json')}
      </a>
    </>
  );
}
