import type { Organisation, Output } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import dialog from '../ui/Dialog.module.css';
import { Dialog } from '../ui/Dialog.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import classes from './ActivitiesPage.module.css';
import { placesQuery, useLogChange } from './activities-queries.ts';

type Place = Output<'listPlaces'>['items'][number];

interface PlacesDialogProps {
  readonly organisation: Organisation;
  readonly onClose: () => void;
}

/** Places as they are kept, to be renamed, or made one where two are the same. */
export function PlacesDialog({ organisation: { slug }, onClose }: PlacesDialogProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(placesQuery(slug));
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  return (
    <Dialog isOpen title={t('activities.places.title')} onClose={onClose}>
      <p>{t('activities.places.lead')}</p>
      {done === null ? null : (
        <Notice tone="ok" announced="in-time">
          <p>{done}</p>
        </Notice>
      )}
      {data === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <p>{t('activities.places.none')}</p>
      ) : (
        <ul className={classes.proposals} aria-label={t('activities.places.title')}>
          {data.items.map((place) => (
            <li key={place.id}>
              {chosen === place.id ? (
                <RenameForm
                  place={place}
                  places={data.items}
                  organisation={slug}
                  onLeave={() => setChosen(null)}
                  onDone={(now) => {
                    setChosen(null);
                    setDone(t('activities.places.renamed', { before: place.name, now }));
                  }}
                />
              ) : (
                <>
                  <span>
                    <bdi>{place.name}</bdi>
                    <span className={classes.below}>
                      {t('activities.places.activities', { count: place.activities })}
                    </span>
                  </span>
                  <Button
                    variant="default"
                    aria-label={t('activities.places.renameNamed', { place: place.name })}
                    onClick={() => setChosen(place.id)}
                  >
                    {t('activities.places.rename')}
                  </Button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('activities.places.close')}
        </Button>
      </div>
    </Dialog>
  );
}

interface RenameFormProps {
  readonly place: Place;
  readonly places: readonly Place[];
  readonly organisation: string;
  readonly onLeave: () => void;
  readonly onDone: (name: string) => void;
}

/** As the server tells places apart: by their letters alone. */
const alike = (one: string, other: string): boolean => plain(one) === plain(other);
const plain = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

function RenameForm({ place, places, organisation, onLeave, onDone }: RenameFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(place.name);
  const other = places.find((one) => one.id !== place.id && alike(one.name, name));
  const rename = useLogChange(organisation, async (merge: boolean) => {
    const params = { organisation, place: place.id };
    const now = await api.call('renamePlace', { params, body: { name: name.trim(), merge } });
    // Of two that were made one, this one goes from the list as soon as that is read anew, and its form with it.
    onDone(now.name);
    return now;
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') rename.mutate(other !== undefined);
  };
  return (
    <form onSubmit={submit} className={classes.renaming} noValidate>
      <TextInput
        label={t('activities.places.name', { place: place.name })}
        value={name}
        maxLength={120}
        autoComplete="off"
        data-autofocus
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      {other === undefined ? null : (
        <p className={classes.below}>{t('activities.places.mergeSays', { other: other.name })}</p>
      )}
      {rename.isError ? <ProblemNotice error={rename.error} move /> : null}
      <div className={classes.rowDeeds}>
        <Button type="submit" variant="filled" loading={rename.isPending}>
          {t(other === undefined ? 'activities.places.save' : 'activities.places.merge')}
        </Button>
        <Button variant="default" onClick={onLeave}>
          {t('activities.places.leave')}
        </Button>
      </div>
    </form>
  );
}
