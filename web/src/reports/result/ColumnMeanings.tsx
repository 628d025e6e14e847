import type { ReportResult } from '@illuminate/contract';
import { Link } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { definitionAnchor } from '../definitions/Definition.tsx';
import classes from './ColumnMeanings.module.css';
import { doesNotAddUp } from './cell-states.ts';

/** What the columns of an answer mean, on the page and on paper alike. */
export function ColumnMeanings({ result }: { readonly result: ReportResult }) {
  const { t } = useTranslation();
  const id = useId();
  const columns = result.columns.map((column, at) => ({ ...column, key: String(at) }));
  return (
    <section aria-labelledby={id} className={classes.meanings}>
      <h2 id={id}>{t('reports.definitions')}</h2>
      <dl>
        {columns.map((column) => (
          <div key={column.key}>
            <dt>
              {column.label}
              {column.of === null ? null : (
                <Link
                  to={paths.guidePage}
                  params={{ page: 'definitions' }}
                  hash={definitionAnchor(column.name, column.of)}
                  className="no-print"
                  aria-label={t('definitions.inGuideOf', { label: column.name })}
                >
                  {t('definitions.inGuide')}
                </Link>
              )}
            </dt>
            <dd>
              {column.label === column.name || column.label.includes(column.name)
                ? column.definition
                : t('results.meaningOf', { name: column.name, definition: column.definition })}
              {column.pitfalls === null ? null : ` ${column.pitfalls}`}
              {result.total !== null && doesNotAddUp(column) ? ` ${t('results.totalOfRows')}` : null}
              {column.availability.sentence === null ? null : ` ${column.availability.sentence}`}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
