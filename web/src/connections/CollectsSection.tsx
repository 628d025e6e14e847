import type { Connection } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { streamInWords } from '../syncs/stream-words.ts';
import { Section } from '../ui/Section.tsx';
import classes from './CollectsSection.module.css';

/** What is kept of each kind of record, field by field. What never is stands with the permission. */
export function CollectsSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { collects } = connection;
  return (
    <Section title={t('connection.collects.title')}>
      <p>{t('connection.collects.lead')}</p>
      <ul className={classes.kinds}>
        {collects.map(({ stream, fields }) => (
          <li key={stream}>
            <details>
              <summary>
                <span className={classes.kind}>{streamInWords(stream, t)}</span>
                <span className={classes.count}>{t('connection.collects.fields', { count: fields.length })}</span>
              </summary>
              <p className={classes.fields}>{fields.join(', ')}</p>
            </details>
          </li>
        ))}
      </ul>
    </Section>
  );
}
