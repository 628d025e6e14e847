import type { Candidate } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import tableClasses from '../ui/Table.module.css';
import { dayInWords } from '../ui/time.ts';
import classes from './Candidates.module.css';
import { VerdictTag } from './VerdictTag.tsx';

const POINTS = ['safe', 'used', 'willing', 'able'] as const;

/** Who may be integrated next: the answers side by side, and under them the evidence of each. */
export function Candidates({ candidates }: { readonly candidates: readonly Candidate[] }) {
  const { t, i18n } = useTranslation();
  return (
    <div className={classes.candidates}>
      <p>{t('providers.candidates.lead')}</p>
      <ol className={classes.questions}>
        {POINTS.map((point) => (
          <li key={point}>
            <strong>{t(`providers.candidates.point.${point}`)}</strong>: {t(`providers.candidates.question.${point}`)}
          </li>
        ))}
      </ol>
      <ScrollRegion label={t('providers.candidates.caption')}>
        <table className={tableClasses.table} data-tight>
          <caption>
            <span className={tableClasses.caption}>{t('providers.candidates.caption')}</span>
          </caption>
          <thead>
            <tr>
              <th scope="col">{t('providers.candidates.candidate')}</th>
              {POINTS.map((point) => (
                <th key={point} scope="col">
                  {t(`providers.candidates.point.${point}`)}
                </th>
              ))}
              <th scope="col" data-numeric="">
                {t('providers.candidates.wishes')}
              </th>
            </tr>
          </thead>
          <tbody>
            {candidates.map(({ id, title, points, wishes }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                {POINTS.map((point) => (
                  <td key={point}>
                    <VerdictTag assessment={points[point]} />
                  </td>
                ))}
                <td data-numeric="">{wishes.toLocaleString(i18n.language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <div>
        {candidates.map((candidate) => (
          <Evidence key={candidate.id} candidate={candidate} />
        ))}
      </div>
    </div>
  );
}

function Evidence({ candidate: { title, points, outlook, assessedOn } }: { readonly candidate: Candidate }) {
  const { t, i18n } = useTranslation();
  return (
    <details className={classes.evidence}>
      <summary>{t('providers.candidates.evidence', { candidate: title })}</summary>
      <p>{outlook}</p>
      <dl>
        {POINTS.map((point) => (
          <div key={point}>
            <dt>
              {t(`providers.candidates.question.${point}`)} <VerdictTag assessment={points[point]} />
            </dt>
            <dd>
              {points[point].evidence}{' '}
              <span className={classes.basis}>{t(`providers.basis.${points[point].basis}`)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className={classes.basis}>
        {t('providers.candidates.assessed', { day: dayInWords(assessedOn, i18n.language) })}
      </p>
    </details>
  );
}
