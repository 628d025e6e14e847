import type { Connection } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { streamInWords } from '../syncs/stream-words.ts';
import { Section } from '../ui/Section.tsx';
import classes from './CollectsSection.module.css';

/** What is kept of each kind of record, and what never is. */
export function CollectsSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { collects, neverCollects } = connection;
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
      {neverCollects.length === 0 ? null : (
        <div>
          <h3 className={classes.never}>{t('connection.collects.never')}</h3>
          <p className={classes.neverList}>{neverCollects.join(', ')}</p>
        </div>
      )}
    </Section>
  );
}
