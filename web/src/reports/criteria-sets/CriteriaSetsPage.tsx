import type { CriteriaSet, Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../../access/may-call.ts';
import { useSession } from '../../access/session-context.ts';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { paths } from '../../paths.ts';
import { Choice } from '../../ui/Choice.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { LoadingLines } from '../../ui/LoadingLines.tsx';
import { PageHeading } from '../../ui/PageHeading.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import table from '../../ui/Table.module.css';
import explorer from '../explorer/Explorer.module.css';
import { ReportsOf } from '../ReportsOf.tsx';
import { criteriaSetsQuery } from '../report-queries.ts';
import { ToReports } from '../ToReports.tsx';
import { CriteriaSetMenu } from './CriteriaSetMenu.tsx';

/** Criteria that are kept under a name, and where each is used. */
export function CriteriaSetsPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('criteriaSets.title')} below={t('criteriaSets.lead')} above={<ToReports />}>
        {t('criteriaSets.title')}
      </PageHeading>
      <ReportsOf>{(organisation) => <Sets organisation={organisation} />}</ReportsOf>
    </>
  );
}

function Sets({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const session = useSession();
  const { slug } = organisation;
  const [archived, setArchived] = useState<'no' | 'yes'>('no');
  const { data: sets, error, refetch } = useQuery(criteriaSetsQuery(slug, { archived }));
  const mayCreate = mayCall(session, 'createCriteriaSet', slug);
  return (
    <>
      <div className={explorer.head}>
        <Choice
          legend={t('criteriaSets.show')}
          value={archived}
          options={[
            { value: 'no', label: t('criteriaSets.inUse') },
            { value: 'yes', label: t('explorer.archive') },
          ]}
          onChange={setArchived}
        />
        {mayCreate ? (
          <Button
            variant="filled"
            renderRoot={(props) => (
              <Link to={paths.criteriaSet} params={{ set: 'new' }} search={{ organisation: slug }} {...props} />
            )}
          >
            {t('criteriaSets.new')}
          </Button>
        ) : null}
      </div>
      {error !== null ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : sets === undefined ? (
        <LoadingLines label={t('app.loading')} lines={6} />
      ) : sets.length === 0 ? (
        <Empty kind="not-yet" title={t('explorer.empty.archiveTitle')}>
          <p>{t('criteriaSets.none')}</p>
        </Empty>
      ) : (
        <SetsTable sets={sets} organisation={organisation} mayCreate={mayCreate} />
      )}
    </>
  );
}

interface SetsTableProps {
  readonly sets: readonly CriteriaSet[];
  readonly organisation: Organisation;
  readonly mayCreate: boolean;
}

function SetsTable({ sets, organisation, mayCreate }: SetsTableProps) {
  const { t } = useTranslation();
  const search = { organisation: organisation.slug };
  return (
    <ScrollRegion label={t('criteriaSets.region')}>
      <table className={table.table}>
        <caption className="visually-hidden">{t('criteriaSets.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('explorer.columns.name')}</th>
            <th scope="col">{t('criteriaSets.asks')}</th>
            <th scope="col">{t('criteriaSets.used')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('people.columns.deeds')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sets.map((set) => (
            <tr key={set.id}>
              <th scope="row" data-as-is>
                <span className={explorer.name}>
                  {set.isStandard ? (
                    <span className={explorer.lock} title={t('criteriaSets.locked')}>
                      <IconLock size={18} stroke={1.5} aria-hidden="true" />
                      <span className="visually-hidden">{t('criteriaSets.locked')}</span>
                    </span>
                  ) : null}
                  <span>
                    <Link to={paths.criteriaSet} params={{ set: set.id }} search={search}>
                      {set.name}
                    </Link>
                    {set.description === '' ? null : <span className={explorer.description}>{set.description}</span>}
                  </span>
                </span>
              </th>
              <td data-wrap>
                {set.sentence} <span className={explorer.count}>{set.grain}</span>
              </td>
              <td data-wrap>
                {t('criteriaSets.usedIn', { count: set.usedIn })}
                {set.reports.length === 0 ? null : (
                  <span className={explorer.description}>
                    {set.reports.map((report, index) => (
                      <span key={report.id}>
                        {index === 0 ? '' : ', '}
                        <Link to={paths.report} params={{ report: report.id }} search={search}>
                          {report.name}
                        </Link>
                      </span>
                    ))}
                  </span>
                )}
              </td>
              <td>{mayCreate ? <CriteriaSetMenu set={set} organisation={organisation.slug} /> : null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
