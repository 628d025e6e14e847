import { type Activity, activityKind, artform, numbersMethod, type Organisation } from '@illuminate/contract';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import dialog from '../ui/Dialog.module.css';
import { Dialog } from '../ui/Dialog.tsx';
import { Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { parseDay } from '../ui/time.ts';
import classes from './ActivitiesPage.module.css';
import type { Editing } from './ActivitiesPage.tsx';
import { placesQuery } from './activities-queries.ts';
import { ChangedMeanwhile } from './ChangedMeanwhile.tsx';
import { useSaveActivity } from './use-save-activity.ts';

interface ActivityDialogProps {
  readonly organisation: Organisation;
  readonly editing: Editing;
  readonly onClose: () => void;
  /** `day` is the first one of what was saved. */
  readonly onDone: (said: string, day: string) => void;
}

/** A new activity, a copy of one, or a change. A copy takes everything over but the Event ID, which is one event's. */
export function ActivityDialog({ organisation, editing, onClose, onDone }: ActivityDialogProps) {
  const { t } = useTranslation();
  const { slug } = organisation;
  const { from: source, isChange } = editing;
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const labels = {
    title: t('activities.form.title'),
    place: t('activities.form.place'),
    from: t('activities.form.from'),
    to: t('activities.form.to'),
    method: t('activities.form.method'),
    eventId: t('activities.form.eventId'),
    people: t('activities.form.people'),
    notes: t('activities.form.notes'),
  };
  const { save, meanwhile, error } = useSaveActivity(slug, editing);
  const saysOver = useRef(false);
  const submit = (typed: (name: string) => string) => {
    const isOver = saysOver.current;
    saysOver.current = false;
    const [from, to] = [parseDay(typed('from')), typed('to').trim() === '' ? undefined : parseDay(typed('to'))];
    const method = numbersMethod.parse(typed('method'));
    const people = typed('people').replaceAll(/[\s,]/g, '');
    const title = typed('title').trim();
    const found: Wrong = {
      ...(title === '' ? { title: t('activities.form.titleMissing') } : {}),
      ...(from === null ? { from: t('activities.form.dayWrong') } : {}),
      ...(to === null ? { to: t('activities.form.dayWrong') } : {}),
      ...(from !== null && to != null && to < from ? { to: t('activities.form.dayOrder') } : {}),
      ...(method !== 'box-office' && !/^\d{1,9}$/.test(people) ? { people: t('activities.form.peopleMissing') } : {}),
    };
    setWrong(found);
    if (Object.keys(found).length > 0 || from === null || to === null) return;
    save.mutate(
      {
        isOver,
        body: {
          title,
          kind: activityKind.parse(typed('kind')),
          artform: artform.parse(typed('artform')),
          place: typed('place').trim() || null,
          from,
          ...(to === undefined ? {} : { to }),
          people: method === 'box-office' ? null : Number(people),
          method,
          eventId: typed('eventId').trim() || null,
          notes: typed('notes').trim() || null,
        },
      },
      {
        onSuccess: (saved) =>
          onDone(t(isChange ? 'activities.done.changed' : 'activities.done.added', { title }), saved.from),
        onError: (err) => setWrong(wrongFields(err, labels)),
      },
    );
  };
  const heading = isChange
    ? t('activities.form.changeTitle', { title: source?.title ?? '' })
    : t('activities.form.addTitle');
  return (
    <Dialog isOpen title={heading} onClose={onClose}>
      <Form label={heading} wrong={wrong} onSubmit={submit}>
        <Fields source={source} isChange={isChange} wrong={wrong} slug={slug} />
        {meanwhile === null ? null : (
          <ChangedMeanwhile
            organisation={organisation}
            {...meanwhile}
            isPending={save.isPending}
            onSaveOver={(form) => {
              saysOver.current = true;
              form?.requestSubmit();
            }}
            onKeepTheirs={() => {
              const { title, changedBy: by, from } = meanwhile.theirs;
              onDone(t('activities.done.keptTheirs', { title, by }), from);
            }}
          />
        )}
        {error === null ? null : <ProblemNotice error={error} labels={labels} move />}
        <div className={dialog.buttons}>
          <Button type="submit" variant="filled" loading={save.isPending}>
            {t('activities.form.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('activities.form.cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly source: Activity | null;
  readonly isChange: boolean;
  readonly wrong: Wrong;
  readonly slug: string;
}

function Fields({ source, isChange, wrong, slug }: FieldsProps) {
  const { t } = useTranslation();
  const { data: places } = useQuery(placesQuery(slug));
  const [method, setMethod] = useState<string>(source?.method ?? 'box-office');
  const list = useId();
  const error = (name: string) => wrong[name] ?? null;
  return (
    <>
      <TextInput
        name="title"
        label={t('activities.form.title')}
        defaultValue={source?.title ?? ''}
        maxLength={200}
        error={error('title')}
        data-autofocus
      />
      <div className={classes.pair}>
        <NativeSelect
          name="kind"
          label={t('activities.form.kind')}
          defaultValue={source?.kind ?? 'performance'}
          data={activityKind.options.map((value) => ({ value, label: t(`activities.kinds.${value}`) }))}
        />
        <NativeSelect
          name="artform"
          label={t('activities.form.artform')}
          defaultValue={source?.artform ?? 'theatre'}
          data={artform.options.map((value) => ({ value, label: t(`activities.artforms.${value}`) }))}
        />
      </div>
      <div className={classes.pair}>
        <TextInput
          name="from"
          label={t('activities.form.from')}
          defaultValue={source?.from ?? ''}
          autoComplete="off"
          error={error('from')}
        />
        <TextInput
          name="to"
          label={t('activities.form.to')}
          defaultValue={source?.to ?? ''}
          autoComplete="off"
          error={error('to')}
        />
      </div>
      <TextInput
        name="place"
        label={t('activities.form.place')}
        description={t('activities.form.placeHelp')}
        defaultValue={source?.place ?? ''}
        list={list}
        maxLength={120}
        error={error('place')}
      />
      <datalist id={list}>
        {places?.items.map(({ id, name }) => (
          <option key={id} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <div className={classes.pair}>
        <NativeSelect
          name="method"
          label={t('activities.form.method')}
          value={method}
          data={numbersMethod.options.map((value) => ({ value, label: t(`activities.form.methods.${value}`) }))}
          onChange={(event) => setMethod(event.currentTarget.value)}
          error={error('method')}
        />
        {method === 'box-office' ? null : (
          <TextInput
            name="people"
            label={t('activities.form.people')}
            inputMode="numeric"
            defaultValue={source?.people ?? ''}
            error={error('people')}
          />
        )}
      </div>
      <TextInput
        name="eventId"
        label={t('activities.form.eventId')}
        description={t('activities.form.eventIdHelp')}
        defaultValue={isChange ? (source?.eventId ?? '') : ''}
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        error={error('eventId')}
      />
      <Textarea
        name="notes"
        label={t('activities.form.notes')}
        description={t('activities.form.notesHelp')}
        defaultValue={source?.notes ?? ''}
        maxLength={4_000}
        error={error('notes')}
        rows={3}
      />
    </>
  );
}
