import type { Output } from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { candidatesQuery } from '../api/queries.ts';
import { paths } from '../paths.ts';
import { Notice } from '../ui/Notice.tsx';
import classes from './WishForm.module.css';

type Listed = Output<'listCandidates'>;

/** “My system isn’t here”: counts it, and leads to what can be done today. */
export function WishForm({
  candidates,
  others,
}: {
  readonly candidates: Listed['items'];
  readonly others: Listed['others'];
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [system, setSystem] = useState('');
  const [empty, setEmpty] = useState(false);
  const wish = useMutation({
    mutationFn: (chosen: string) => api.call('wishForSystem', { body: { system: chosen } }),
    onSuccess: () => queries.invalidateQueries(candidatesQuery),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(system === '');
    if (system !== '') wish.mutate(system);
  };
  // The last of the others stands for any other, and stays last.
  const named = [...candidates, ...others.slice(0, -1)].toSorted((one, other) => one.title.localeCompare(other.title));
  return (
    <div className={classes.wish}>
      <p>{t('providers.wish.lead')}</p>
      <form onSubmit={submit} className={classes.form} noValidate>
        <NativeSelect
          label={t('providers.wish.system')}
          value={system}
          onChange={({ currentTarget }) => setSystem(currentTarget.value)}
          error={empty && system === '' ? t('providers.wish.choose') : null}
          data={[
            { value: '', label: t('providers.wish.choose') },
            ...[...named, ...others.slice(-1)].map(({ id, title }) => ({ value: id, label: title })),
          ]}
        />
        <Button type="submit" loading={wish.isPending}>
          {t('providers.wish.submit')}
        </Button>
      </form>
      {wish.isError ? <ProblemNotice error={wish.error} move /> : null}
      {wish.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{t(wish.data.counted ? 'providers.wish.counted' : 'providers.wish.already')}</p>
        </Notice>
      ) : null}
      <p>{t('providers.wish.meanwhile')}</p>
      <ul className={classes.ways}>
        <li>
          <Link to={paths.newUpload}>{t('providers.wish.way.upload')}</Link>
        </li>
        {(['connect-another', 'delivery', 'column-maps'] as const).map((page) => (
          <li key={page}>
            <Link to={paths.guidePage} params={{ page }}>
              {t(`providers.wish.way.${page}`)}
            </Link>
          </li>
        ))}
        <li>
          <Link to={paths.ask}>{t('providers.wish.way.ask')}</Link>
        </li>
      </ul>
    </div>
  );
}
