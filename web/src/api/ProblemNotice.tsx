import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { TechnicalDetails } from '../ui/TechnicalDetails.tsx';
import { problemOf } from './client.ts';

interface ProblemNoticeProps {
  readonly error: unknown;
  /** Whether something was to be changed, rather than only read. */
  readonly move?: boolean;
  readonly onRetry?: () => void;
}

/** An error of the API as people need it: what happened, whether data is safe, who acts and what to do next. */
export function ProblemNotice({ error, move = false, onRetry }: ProblemNoticeProps) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  const isMissing = problem?.code === 'not-found';
  const unreachable = problem === null || problem.code === 'unreachable';
  const safe =
    problem?.code === 'store-damaged' ? t('errors.safeStore') : move ? t('errors.safeMove') : t('errors.safeRead');
  return (
    <Notice tone="bad" announced="at-once" title={unreachable ? t('errors.unreachable') : problem.title}>
      {unreachable ? null : <p>{problem.detail}</p>}
      <p>{safe}</p>
      <p>
        <strong>
          {unreachable ? t('errors.unreachableNext') : null}
          {/* Of what is not there, nobody has to do anything. */}
          {unreachable || isMissing ? null : `${t(`errors.whoActs.${problem.whoActs}`)} `}
          {unreachable ? null : problem.nextStep}
        </strong>
      </p>
      {problem?.fields?.map(({ path, message }) => (
        <p key={path}>
          {path}: {message}
        </p>
      ))}
      {onRetry === undefined || isMissing ? null : (
        <div>
          <Button onClick={onRetry}>{t('errors.tryAgain')}</Button>
        </div>
      )}
      {unreachable ? null : (
        <TechnicalDetails
          label={t('errors.technical')}
          items={[
            { name: t('errors.code'), value: problem.code },
            { name: t('errors.reference'), value: problem.reference },
          ]}
        />
      )}
    </Notice>
  );
}
