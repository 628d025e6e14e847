import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import { Notice } from '../ui/Notice.tsx';
import { TechnicalDetails } from '../ui/TechnicalDetails.tsx';
import { problemOf } from './client.ts';
import { type FieldLabels, wrongBesides } from './wrong-fields.ts';

interface ProblemNoticeProps {
  readonly error: unknown;
  /** Whether something was to be changed, rather than only read. */
  readonly move?: boolean;
  /** The fields of a form that say themselves what is wrong with them. */
  readonly labels?: FieldLabels;
  readonly onRetry?: () => void;
}

const NO_LABELS: FieldLabels = {};

/** An error of the API as people need it: what happened, whether data is safe, who acts and what to do next. */
export function ProblemNotice({ error, move = false, labels = NO_LABELS, onRetry }: ProblemNoticeProps) {
  const { t } = useTranslation();
  const problem = problemOf(error);
  const isMissing = problem?.code === 'not-found';
  const unreachable = problem === null || problem.code === 'unreachable';
  const safe =
    problem?.code === 'store-damaged' ? t('errors.safeStore') : move ? t('errors.safeMove') : t('errors.safeRead');
  if (problem?.code === 'invalid-input' && (problem.fields ?? []).length > 0) {
    const besides = wrongBesides(error, labels);
    return besides.length === 0 ? null : <Misfit said={besides} safe={safe} />;
  }
  if (problem?.code === 'not-signed-in') return <SignedOut safe={safe} />;
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

/** Something typed or chosen does not fit: there is nothing more to tell than what. */
function Misfit({ said, safe }: { readonly said: readonly string[]; readonly safe: string }) {
  const { t } = useTranslation();
  return (
    <Notice tone="bad" announced="at-once" title={t('errors.misfit')}>
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>{safe}</p>
      <p>
        <strong>{t('errors.misfitNext')}</strong>
      </p>
    </Notice>
  );
}

/** The API speaks of keys here, for programs; people sign in. */
function SignedOut({ safe }: { readonly safe: string }) {
  const { t } = useTranslation();
  return (
    <Notice tone="bad" announced="at-once" title={t('errors.signedOut')}>
      <p>{safe}</p>
      <p>
        <Link to={paths.signIn}>{t('errors.toSignIn')}</Link>
      </p>
    </Notice>
  );
}
