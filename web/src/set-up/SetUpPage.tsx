import type { SetUp, SetUpItem } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { setUpQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { placeOf } from './place-of.ts';
import classes from './SetUpPage.module.css';
import { SetUpTag } from './SetUpTag.tsx';

/** What is still to be done until an organisation is set up. */
export function SetUpPage() {
  const { t } = useTranslation();
  const { organisation } = useParams({ from: paths.setUp });
  const { data: setUp, error, refetch } = useQuery(setUpQuery(organisation));
  return (
    <>
      <PageHeading
        title={t('setUp.pageTitle')}
        above={
          <p>
            <Link to={paths.connections}>{t('setUp.back')}</Link>
          </p>
        }
      >
        {setUp === undefined ? t('setUp.pageTitle') : t('setUp.title', { organisation: setUp.organisation.name })}
      </PageHeading>
      {setUp !== undefined ? (
        <Steps setUp={setUp} />
      ) : error === null ? (
        <LoadingLines label={t('setUp.loading')} lines={8} />
      ) : problemOf(error)?.code === 'not-found' ? (
        <Empty title={t('errors.notFound')} action={<Link to={paths.connections}>{t('errors.toConnections')}</Link>}>
          <p>{t('setUp.missing', { organisation })}</p>
        </Empty>
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}

function Steps({ setUp: { organisation, items, completed, possible } }: { readonly setUp: SetUp }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={classes.lead}>
        <span>{t('setUp.lead')}</span>
      </p>
      <p className={classes.progress} role="status">
        {completed === possible ? t('setUp.whole') : t('setUp.progress', { completed, count: possible })}
      </p>
      <ol className={classes.steps} aria-label={t('setUp.list')}>
        {items.map((item) => (
          <Step key={item.step} item={item} organisation={organisation.slug} />
        ))}
      </ol>
    </>
  );
}

function Step({ item, organisation }: { readonly item: SetUpItem; readonly organisation: string }) {
  const { t } = useTranslation();
  const { step, state, sentence, minutes } = item;
  const place = placeOf(item, organisation);
  const isOpen = state === 'not-started' || state === 'in-progress' || state === 'problem';
  return (
    <li className={classes.step}>
      <div>
        <h2 className={classes.title}>
          {place === null || state === 'cannot-start' ? (
            t(`setUp.step.${step}`)
          ) : (
            <Link {...place}>{t(`setUp.step.${step}`)}</Link>
          )}
        </h2>
        <p className={classes.sentence}>
          {sentence}
          {isOpen ? <span className={classes.minutes}> ({t('setUp.minutes', { count: minutes })})</span> : null}
        </p>
      </div>
      <div className={classes.state}>
        <SetUpTag state={state} />
      </div>
    </li>
  );
}
