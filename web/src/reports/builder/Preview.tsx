import type { Organisation, Output, ReportDefinition, ReportResult, ReportTemplate } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { connectionsQuery } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { LoadingLines } from '../../ui/LoadingLines.tsx';
import { previewQuery } from '../report-queries.ts';
import { ResultView } from '../result/ResultView.tsx';
import classes from './Builder.module.css';
import { PAUSE_MS } from './use-matching.ts';

interface PreviewProps {
  readonly organisation: Organisation;
  readonly definition: ReportDefinition;
  readonly template: ReportTemplate | null;
  /** Whether its columns are those that are shown as long as none were chosen. */
  readonly isUsual: boolean;
  readonly onToCriteria: () => void;
  readonly onRemoveLast: () => void;
}

/** The first rows of the report as it stands, folded away by whoever does not want them. */
export function Preview({ organisation, definition, template, isUsual, onToCriteria, onRemoveLast }: PreviewProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(true);
  const [asked] = useDebouncedValue(definition, PAUSE_MS);
  const { data, error, isPlaceholderData, refetch } = useQuery({
    ...previewQuery(organisation.slug, asked),
    enabled: isOpen,
    placeholderData: keepPreviousData,
  });
  return (
    <details className={classes.preview} open={isOpen} onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>
        <h2>{t('builder.preview.title')}</h2>
      </summary>
      {isUsual ? <p className={classes.hint}>{t('builder.preview.usual')}</p> : null}
      {error !== null ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        isOpen ? (
          <LoadingLines label={t('builder.preview.loading')} lines={4} />
        ) : null
      ) : !isTold(data) ? (
        <Empty kind="not-shown" title={t('builder.empty.namesBookerTitle')}>
          <p>{t('builder.empty.namesBooker')}</p>
        </Empty>
      ) : data.rows.length === 0 ? (
        <NoRows
          organisation={organisation}
          definition={definition}
          result={data}
          onToCriteria={onToCriteria}
          onRemoveLast={onRemoveLast}
        />
      ) : (
        <div aria-busy={isPlaceholderData}>
          <ResultView
            result={data}
            organisation={organisation}
            name={t('builder.preview.title')}
            report=""
            template={isPlaceholderData ? null : template}
            isPreview
          />
        </div>
      )}
    </details>
  );
}

/** Of criteria that name a booker nothing is told before somebody says why. */
function isTold(preview: Output<'previewReport'>): preview is Output<'previewReport'> & ReportResult {
  return preview.matching !== null;
}

interface NoRowsProps extends Pick<PreviewProps, 'organisation' | 'definition' | 'onToCriteria' | 'onRemoveLast'> {
  readonly result: ReportResult;
}

const DAYS = new Set(['between', 'on', 'before', 'after', 'inLast', 'inNext', 'this', 'previous']);

/** Why there is nothing, told apart: not connected, nothing in this time, too much asked for, or nothing that may be shown. */
function NoRows({ organisation, definition, result, onToCriteria, onRemoveLast }: NoRowsProps) {
  const { t } = useTranslation();
  const { data: connections } = useQuery(connectionsQuery);
  const isConnected = connections?.some((one) => one.organisation.slug === organisation.slug) ?? true;
  const { items } = definition.criteria;
  if (!isConnected) {
    return (
      <Empty
        kind="not-yet"
        title={t('builder.empty.notConnectedTitle')}
        action={<Link to={paths.connections}>{t('reports.empty.toConnections')}</Link>}
      >
        <p>{t('builder.empty.notConnected', { organisation: organisation.name })}</p>
      </Empty>
    );
  }
  if (result.matching > 0) {
    return (
      <Empty kind="not-shown" title={t('builder.empty.groupsTitle')}>
        <p>{t('builder.empty.groups', { count: result.matching })}</p>
      </Empty>
    );
  }
  // Before any data has come, no dates and no fewer criteria would bring any.
  const isEmpty = result.asOf === null;
  if (!isEmpty && items.length === 1 && items.every((item) => 'field' in item && DAYS.has(item.op))) {
    return (
      <Empty
        kind="period"
        title={t('builder.empty.periodTitle')}
        action={<Button onClick={onToCriteria}>{t('builder.empty.widen')}</Button>}
      >
        <p>{t('builder.empty.period', { organisation: organisation.name })}</p>
      </Empty>
    );
  }
  if (!isEmpty && items.length > 0) {
    return (
      <Empty
        kind="filter"
        title={t('builder.empty.filterTitle')}
        action={<Button onClick={onRemoveLast}>{t('builder.empty.removeLast')}</Button>}
      >
        <p>{t('builder.empty.filter')}</p>
      </Empty>
    );
  }
  return (
    <Empty
      kind="not-yet"
      title={t('builder.empty.nothingTitle')}
      action={<Link to={paths.connections}>{t('reports.empty.toConnections')}</Link>}
    >
      <p>{t('builder.empty.nothing', { organisation: organisation.name })}</p>
    </Empty>
  );
}
