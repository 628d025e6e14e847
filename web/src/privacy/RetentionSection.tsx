import type { Organisation, Retention } from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { dayInWords, instantInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import classes from './privacy.module.css';
import { retentionQuery } from './queries.ts';

const OFFERED = [1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20];

/** For how long sales are kept, with what would go before it is saved. */
export function RetentionSection({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(retentionQuery(organisation.slug, null));
  return (
    <Section title={t('retention.title')} anchor="retention">
      <p>{t('retention.lead')}</p>
      {data !== undefined ? (
        <Setting organisation={organisation} retention={data} />
      ) : error === null ? (
        <LoadingLines label={t('app.loading')} />
      ) : (
        <ProblemNotice error={error} />
      )}
    </Section>
  );
}

interface SettingProps {
  readonly organisation: Organisation;
  readonly retention: Retention;
}

function Setting({ organisation, retention }: SettingProps) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const queries = useQueryClient();
  const { setting, applied } = retention;
  const held = setting?.keepYears ?? null;
  const [chosen, setChosen] = useState(held);
  const save = useMutation({
    mutationFn: (keepYears: number | null) =>
      api.call('setRetention', { params: { organisation: organisation.slug }, body: { keepYears } }),
    onSuccess: (now) => {
      queries.setQueryData(retentionQuery(organisation.slug, null).queryKey, now);
      void queries.invalidateQueries({ queryKey: ['retention', organisation.slug] });
    },
  });
  const years = [...new Set([...OFFERED, ...(held === null ? [] : [held])])].sort((a, b) => a - b);
  const when = (at: string): string => instantInWords(at, organisation.zone, i18n.language);
  return (
    <>
      <div className={classes.field}>
        <NativeSelect
          label={t('retention.legend')}
          value={chosen === null ? '' : String(chosen)}
          data={[
            { value: '', label: t('retention.everything') },
            ...years.map((count) => ({ value: String(count), label: t('retention.years', { count }) })),
          ]}
          onChange={(event) => {
            save.reset();
            setChosen(event.currentTarget.value === '' ? null : Number(event.currentTarget.value));
          }}
        />
      </div>
      <Preview organisation={organisation} keepYears={chosen} />
      <div>
        <Button
          variant={chosen === held ? 'default' : 'filled'}
          disabled={chosen === held}
          loading={save.isPending}
          onClick={() => save.mutate(chosen)}
        >
          {t('retention.save')}
        </Button>
      </div>
      {save.isError ? <ProblemNotice error={save.error} move /> : null}
      {save.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{t(save.data.setting === null ? 'retention.savedAll' : 'retention.saved')}</p>
        </Notice>
      ) : null}
      {setting === null ? null : (
        <p className={classes.quiet}>{t('retention.setBy', { who: setting.setBy, when: when(setting.setAt) })}</p>
      )}
      {applied === null ? null : (
        <p className={classes.quiet}>
          {t('retention.applied', {
            when: when(applied.at),
            orders: figures(applied.removed.orders),
            before: dayInWords(applied.keptFrom, i18n.language),
          })}
        </p>
      )}
    </>
  );
}

interface PreviewProps {
  readonly organisation: Organisation;
  readonly keepYears: number | null;
}

/** What the choice would remove now. */
function Preview({ organisation, keepYears }: PreviewProps) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const { data } = useQuery({ ...retentionQuery(organisation.slug, keepYears), enabled: keepYears !== null });
  if (keepYears === null) return <p role="status">{t('retention.keepsAll')}</p>;
  const preview = data?.preview ?? null;
  if (preview === null) return <p role="status">{t('retention.counting')}</p>;
  const { orders, tickets, customers } = preview.wouldRemove;
  return (
    <p role="status">
      {t('retention.would', {
        count: orders,
        before: dayInWords(preview.before, i18n.language),
        tickets: figures(tickets),
        bookers: figures(customers),
      })}
    </p>
  );
}
