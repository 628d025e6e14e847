import { type CriteriaSet, type Organisation, type ReportType, reportType } from '@illuminate/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../../access/may-call.ts';
import { useSession } from '../../access/session-context.ts';
import { api } from '../../api/client.ts';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { paths } from '../../paths.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLeaving } from '../../ui/use-leaving.ts';
import builder from '../builder/Builder.module.css';
import { type Draft, EMPTY_DRAFT, reduceBuilder } from '../builder/draft.ts';
import { begin } from '../builder/history.ts';
import { MatchingLine } from '../builder/MatchingLine.tsx';
import { useMatching } from '../builder/use-matching.ts';
import { useUndoKeys } from '../builder/use-undo-keys.ts';
import { WhichDate } from '../builder/WhichDate.tsx';
import { CriteriaEditor } from '../criteria/CriteriaEditor.tsx';
import { criteriaOf, draftOfCriteria, rulesOf } from '../criteria/criteria-draft.ts';
import { completeIn, newRule, type ReportFields, unaskedOf } from '../criteria/rules.ts';
import { CriteriaSetMenu } from './CriteriaSetMenu.tsx';

interface CriteriaSetFormProps {
  readonly organisation: Organisation;
  readonly fields: ReportFields;
  /** Null for a new one. */
  readonly set: CriteriaSet | null;
}

const draftOfSet = ({ type, name, description, criteria }: CriteriaSet): Draft => ({
  ...EMPTY_DRAFT,
  info: { ...EMPTY_DRAFT.info, type, name, description },
  criteria: draftOfCriteria(criteria),
});

/** What a set asks, under which name. What is used elsewhere says so before it is changed. */
export function CriteriaSetForm({ organisation, fields, set: opened }: CriteriaSetFormProps) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { slug } = organisation;
  const [set] = useState(opened);
  const [initial] = useState(() => (set === null ? EMPTY_DRAFT : draftOfSet(set)));
  const [history, act] = useReducer(reduceBuilder, initial, begin);
  const [isAsking, setIsAsking] = useState(false);
  const isDone = useRef(false);
  const { present: draft, past, future } = history;
  const { info, criteria } = draft;
  const isLocked = set?.isStandard === true || !mayCall(session, 'createCriteriaSet', slug);
  const mayCount = mayCall(session, 'countReport', slug);
  const matching = useMatching({ organisation: slug, type: info.type, criteria, fields, mayCount });
  const isComplete = completeIn(fields);
  const { missing, wrong } = unaskedOf(rulesOf(criteria.root), fields);
  const lacks = [
    ...(info.name.trim() === '' ? [t('criteriaSets.nameMissing')] : []),
    ...(wrong > 0 ? [t('builder.lacks.wrong', { count: wrong })] : []),
    ...(missing > 0 ? [t('builder.lacks.value', { count: missing })] : []),
  ];
  const save = useMutation({
    mutationFn: () => {
      const words = { name: info.name.trim(), description: info.description.trim() };
      const body = { ...words, criteria: criteriaOf(criteria, isComplete) };
      return set === null
        ? api.call('createCriteriaSet', { params: { organisation: slug }, body: { ...body, type: info.type } })
        : api.call('changeCriteriaSet', {
            params: { organisation: slug, criteriaSet: set.id },
            body: { ...body, version: set.version },
          });
    },
    onSuccess: async () => {
      isDone.current = true;
      await Promise.all(
        ['criteria-sets', 'criteria-set', 'report', 'reports'].map((name) =>
          queries.invalidateQueries({ queryKey: [name, slug] }),
        ),
      );
      await navigate({ to: paths.criteriaSets, search: { organisation: slug } });
    },
  });
  const isChanged = draft !== initial;
  const leaving = useLeaving({ isUnsaved: () => isChanged && !isDone.current });
  useUndoKeys(act);
  const submit = () => {
    if (set !== null && set.usedIn > 0) setIsAsking(true);
    else save.mutate();
  };
  return (
    <div className={builder.builder}>
      {set === null || set.usedIn === 0 ? null : (
        <Notice tone="info" title={t('criteriaSets.usedIn', { count: set.usedIn })}>
          <p>{t('criteriaSets.changesAll')}</p>
          {set.reports.length === 0 ? null : (
            <ul>
              {set.reports.map(({ id, name }) => (
                <li key={id}>
                  <Link to={paths.report} params={{ report: id }} search={{ organisation: slug }}>
                    {name}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </Notice>
      )}
      {mayCount ? <MatchingLine fields={fields} type={info.type} matching={matching} /> : null}
      {isLocked ? (
        <Notice tone="info">
          <p>{t(set?.isStandard === true ? 'builder.criteria.locked' : 'criteriaSets.mayNotChange')}</p>
          {set === null ? null : <CriteriaSetMenu set={set} organisation={slug} />}
        </Notice>
      ) : (
        <>
          <div className={builder.info}>
            <NativeSelect
              label={t('criteriaSets.rows')}
              value={info.type}
              disabled={set !== null}
              data={fields.types.map(({ id, label, grain }) => ({ value: id, label: `${label}: ${grain}` }))}
              // The options are the types.
              onChange={({ currentTarget }) =>
                act({ act: 'type', type: reportType.parse(currentTarget.value) satisfies ReportType, fields })
              }
            />
            <TextInput
              label={t('builder.criteria.name')}
              value={info.name}
              maxLength={120}
              onChange={({ currentTarget }) => act({ act: 'info', change: { name: currentTarget.value } })}
            />
            <TextInput
              label={t('builder.info.description')}
              value={info.description}
              maxLength={2_000}
              onChange={({ currentTarget }) => act({ act: 'info', change: { description: currentTarget.value } })}
            />
          </div>
          <h2 className="visually-hidden">{t('builder.criteria.what')}</h2>
          <WhichDate
            criteria={criteria}
            fields={fields}
            type={info.type}
            warnings={matching.counted?.warnings ?? []}
            onAdd={(field) => act({ act: 'criteria', deed: { deed: 'require', item: newRule(field) } })}
          />
          <CriteriaEditor
            organisation={organisation}
            fields={fields}
            type={info.type}
            criteria={criteria}
            onDeed={(deed) => act({ act: 'criteria', deed })}
          />
          {save.error === null ? null : <ProblemNotice error={save.error} move />}
          {isChanged
            ? lacks.map((lack) => (
                <p key={lack} className={builder.missing}>
                  {lack}
                </p>
              ))
            : null}
          <div className={builder.bar}>
            <Button onClick={() => void navigate({ to: paths.criteriaSets, search: { organisation: slug } })}>
              {t('builder.cancel')}
            </Button>
            <span className={builder.barMiddle}>
              <Button
                leftSection={<IconArrowBackUp size={18} />}
                disabled={past.length === 0}
                onClick={() => act({ act: 'undo' })}
              >
                {t('builder.undo')}
              </Button>
              <Button
                leftSection={<IconArrowForwardUp size={18} />}
                disabled={future.length === 0}
                onClick={() => act({ act: 'redo' })}
              >
                {t('builder.redo')}
              </Button>
            </span>
            <span className={builder.barEnd}>
              <Button
                variant="filled"
                disabled={lacks.length > 0 || !isChanged}
                loading={save.isPending}
                onClick={submit}
              >
                {t('criteriaSets.save')}
              </Button>
            </span>
          </div>
        </>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('criteriaSets.dialog.title', { count: set?.usedIn ?? 0 })}
        confirm={t('criteriaSets.dialog.confirm')}
        cancel={t('criteriaSets.dialog.cancel')}
        onConfirm={() => {
          setIsAsking(false);
          save.mutate();
        }}
        onCancel={() => setIsAsking(false)}
      >
        <p>{t('criteriaSets.changesAll')}</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={leaving.isAsked}
        title={t('builder.leave.title')}
        confirm={t('builder.leave.confirm')}
        cancel={t('builder.leave.cancel')}
        onConfirm={leaving.leave}
        onCancel={leaving.stay}
      >
        <p>{t('criteriaSets.leave')}</p>
      </ConfirmDialog>
    </div>
  );
}
