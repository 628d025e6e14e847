import type { ImportProposal, Organisation } from '@illuminate/contract';
import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import dialog from '../ui/Dialog.module.css';
import { Dialog } from '../ui/Dialog.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import classes from './ActivitiesPage.module.css';
import { useLogChange } from './activities-queries.ts';
import '../ui/controls.css';

const SHOWN = 100;

interface ImportDialogProps {
  readonly organisation: Organisation;
  readonly onClose: () => void;
  readonly onDone: (said: string) => void;
}

interface Chosen {
  readonly name: string;
  readonly content: string;
}

const BECOMES = { new: 'new', known: 'known', faulty: 'fault', 'left-out': 'leftOut' } as const;
/** What somebody has to do something about comes first, then what may be otherwise than meant. */
const urgency = ({ becomes, faults }: ImportProposal['rows'][number]): number =>
  becomes === 'faulty' ? 0 : faults.length > 0 ? 1 : 2;

/** The bytes of a file as the API takes them. */
async function contentOf(file: File): Promise<Chosen> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 32_768) text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return { name: file.name, content: btoa(text) };
}

/** A file of activities: chosen, looked at row by row, and only then stored. */
export function ImportDialog({ organisation: { slug }, onClose, onDone }: ImportDialogProps) {
  const { t } = useTranslation();
  const input = useId();
  const [partly, setPartly] = useState(false);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const error = useId();
  const params = { organisation: slug };
  const labels = { content: t('activities.importing.file') };
  const check = useMutation({
    mutationFn: async (file: File) => {
      const read = await contentOf(file);
      setChosen(read);
      return api.call('checkActivityImport', { params, body: read });
    },
  });
  const store = useLogChange(slug, (body: Chosen & { partly: boolean }) =>
    api.call('importActivities', { params, body }),
  );
  const proposal = check.data;
  const { content: said } = { ...wrongFields(check.error, labels), ...wrongFields(store.error, labels) };
  return (
    <Dialog isOpen title={t('activities.importing.title')} onClose={onClose} size="70rem">
      <p>{t('activities.importing.lead')}</p>
      <p className={classes.quiet}>{t('activities.importing.columns')}</p>
      <div className={classes.file}>
        <label htmlFor={input}>{labels.content}</label>
        <input
          id={input}
          type="file"
          accept=".csv,.xlsx,.txt"
          data-autofocus
          aria-invalid={said !== undefined}
          aria-describedby={error}
          // So that the same file, mended meanwhile, can be chosen again.
          onClick={({ currentTarget }) => {
            currentTarget.value = '';
          }}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) check.mutate(file);
          }}
        />
        <p id={error} role="alert" className={classes.mistake}>
          {said}
        </p>
      </div>
      {check.isPending ? <p role="status">{t('activities.importing.checking')}</p> : null}
      {check.isError ? <ProblemNotice error={check.error} labels={labels} move /> : null}
      {store.isError ? <ProblemNotice error={store.error} labels={labels} move /> : null}
      {proposal === undefined ? null : <Proposed proposal={proposal} />}
      {proposal !== undefined && proposal.counts.faulty > 0 && proposal.counts.new > 0 ? (
        <Checkbox
          label={t('activities.importing.partly')}
          checked={partly}
          onChange={(event) => setPartly(event.currentTarget.checked)}
        />
      ) : null}
      <div className={dialog.buttons}>
        {proposal !== undefined && proposal.counts.new > 0 && chosen !== null ? (
          <Button
            variant="filled"
            loading={store.isPending}
            disabled={proposal.counts.faulty > 0 && !partly}
            onClick={() =>
              store.mutate(
                { ...chosen, partly },
                {
                  onSuccess: ({ added, known, left }) =>
                    onDone(t('activities.done.imported', { count: added, known, left: left.length })),
                },
              )
            }
          >
            {t('activities.importing.confirm', { count: proposal.counts.new })}
          </Button>
        ) : null}
        <Button variant="default" onClick={onClose}>
          {t('activities.form.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}

function Proposed({ proposal }: { readonly proposal: ImportProposal }) {
  const { t } = useTranslation();
  const { counts, newPlaces, alikePlaces, columns, rows } = proposal;
  const unread = columns.filter(({ field, header }) => field === null && header !== '').map(({ header }) => header);
  const shown = [...rows].sort((a, b) => urgency(a) - urgency(b)).slice(0, SHOWN);
  const fault = ({ column, value, fault: said, next }: (typeof rows)[number]['faults'][number]): string =>
    t(value === '' ? 'activities.importing.faultEmpty' : 'activities.importing.fault', {
      column,
      value,
      fault: said,
      next,
    });
  return (
    <>
      <p role="status">
        <strong>
          {t('activities.importing.counts', { fresh: counts.new, known: counts.known, faulty: counts.faulty })}
        </strong>
        {counts.leftOut === 0 ? null : ` ${t('activities.importing.leftOut', { count: counts.leftOut })}`}
      </p>
      {newPlaces.length === 0 ? null : <p>{t('activities.importing.places', { places: newPlaces.join(', ') })}</p>}
      {alikePlaces.map((place) => (
        <p key={place.name}>{t('activities.importing.alike', { ...place })}</p>
      ))}
      {unread.length === 0 ? null : <p>{t('activities.importing.unread', { columns: unread.join(', ') })}</p>}
      <ScrollRegion label={t('activities.importing.caption')}>
        <table className={table.table} data-stacked="">
          <caption className="visually-hidden">{t('activities.importing.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('activities.importing.row')}</th>
              <th scope="col">{t('activities.importing.becomes.label')}</th>
              <th scope="col">{t('activities.columns.title')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ row, becomes, activity, faults }) => (
              <tr key={row}>
                <th scope="row" data-label={t('activities.importing.row')}>
                  {row}
                </th>
                <td>{t(`activities.importing.becomes.${BECOMES[becomes]}`)}</td>
                <td data-wrap="">
                  {faults.map((one) => (
                    <p key={`${one.column} ${one.fault}`}>{fault(one)}</p>
                  ))}
                  {activity === null
                    ? null
                    : [
                        activity.title,
                        t(`activities.kinds.${activity.kind}`),
                        t(`activities.artforms.${activity.artform}`),
                        activity.place,
                        activity.to === undefined || activity.to === activity.from
                          ? activity.from
                          : t('activities.days', { from: activity.from, to: activity.to }),
                        activity.people == null
                          ? null
                          : `${activity.people} ${t(`activities.method.${activity.method ?? 'estimated'}`)}`,
                      ]
                        .filter((part) => part != null)
                        .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {rows.length > SHOWN ? <p>{t('activities.importing.more', { count: rows.length - SHOWN })}</p> : null}
    </>
  );
}
