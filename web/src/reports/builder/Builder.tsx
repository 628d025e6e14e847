import type { Organisation, SavedReport } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useReducer, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { paths } from '../../paths.ts';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useLeaving } from '../../ui/use-leaving.ts';
import { rulesOf } from '../criteria/criteria-draft.ts';
import { type ReportFields, unaskedOf } from '../criteria/rules.ts';
import { OutputStep } from '../output/OutputStep.tsx';
import { outputOf } from '../output/output-draft.ts';
import { TemplateStep } from '../output/TemplateStep.tsx';
import { KeptContext } from '../palette/use-kept.ts';
import classes from './Builder.module.css';
import { CriteriaStep } from './CriteriaStep.tsx';
import { type Draft, reduceBuilder } from './draft.ts';
import { resume } from './history.ts';
import { InfoStep } from './InfoStep.tsx';
import { MatchingLine } from './MatchingLine.tsx';
import { Preview } from './Preview.tsx';
import { definitionOf, lacksOf } from './report-of-draft.ts';
import { SavedMeanwhile } from './SavedMeanwhile.tsx';
import { StepList } from './StepList.tsx';
import { STEPS } from './steps.ts';
import { useKeptDraft } from './use-kept-draft.ts';
import { useMatching } from './use-matching.ts';
import { useSave } from './use-save.ts';
import { useStep } from './use-step.ts';
import { useUndoKeys } from './use-undo-keys.ts';

interface BuilderProps {
  readonly organisation: Organisation;
  readonly fields: ReportFields;
  readonly initial: Draft;
  /** The report that is changed; null for a new one. */
  readonly saved: SavedReport | null;
}

/** A report put together in four steps: Info, Criteria set, Output, Template. */
export function Builder({ organisation, fields, initial: given, saved: opened }: BuilderProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useKeptDraft({ organisation: organisation.slug, initial: given, saved: opened });
  const { initial, saved, keep, drop } = kept;
  const [history, act] = useReducer(reduceBuilder, kept, () => resume(initial, kept.draft));
  const [step, setStep] = useStep();
  const [choices] = useState(() => new Map<string, unknown>());
  const [hasTried, setHasTried] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { present: draft, past, future } = history;
  const { type } = draft.info;
  const matching = useMatching({ organisation: organisation.slug, type, criteria: draft.criteria, fields });
  const definition = definitionOf(draft, fields);
  const unasked = unaskedOf(rulesOf(draft.criteria.root), fields);
  const lacks = lacksOf(draft, unasked);
  const at = STEPS.indexOf(step);
  const isChanged = draft !== initial;
  const save = useSave({ organisation: organisation.slug, fields, saved, onAct: act });
  const leaving = useLeaving({ isUnsaved: () => isChanged && !save.isDone(), isWithin: isSameReport });
  useUndoKeys(act);
  useEffect(() => keep(draft), [keep, draft]);
  // Asked when it is left: what is saved is no draft any more.
  const isDone = useRef(save.isDone);
  useEffect(
    () => () => {
      if (isDone.current()) drop();
    },
    [drop],
  );

  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is what moves the focus
  useEffect(() => {
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [step]);

  const submit = () => {
    setHasTried(true);
    const [first] = lacks;
    if (first === undefined) save.start(draft);
    else setStep(first.step);
  };
  const goOn = () => {
    // What is wrong on a step is mended there: nobody would look for it on the next.
    if (step === 'criteria' && unasked.wrong > 0) setHasTried(true);
    else setStep(STEPS[at + 1] ?? step);
  };
  const cancel = () =>
    void navigate(
      saved === null
        ? { to: paths.reports, search: { organisation: organisation.slug } }
        : { to: paths.report, params: { report: saved.id }, search: { organisation: organisation.slug } },
    );
  const last = draft.criteria.root.items.at(-1);

  return (
    <div className={classes.builder}>
      <StepList current={step} lacking={new Set(hasTried ? lacks.map((lack) => lack.step) : [])} onGo={setStep} />
      {kept.isResumed && draft === kept.draft ? (
        <Notice tone="info" title={t('builder.resumed.title')}>
          <p>{t(saved === null ? 'builder.resumed.new' : 'builder.resumed.saved')}</p>
          <div className={classes.deeds}>
            <Button onClick={() => act({ act: 'begin', draft: initial })}>{t('builder.resumed.anew')}</Button>
          </div>
        </Notice>
      ) : null}
      <MatchingLine fields={fields} type={type} matching={matching} />
      <section className={classes.content} aria-labelledby="builder-step">
        <h2 id="builder-step" ref={heading} tabIndex={-1} className={classes.stepHeading}>
          {t('builder.stepHeading', { number: at + 1, step: t(`builder.steps.${step}`) })}
        </h2>
        <KeptContext value={choices}>
          {step === 'info' ? (
            <InfoStep
              info={draft.info}
              fields={fields}
              organisation={organisation.slug}
              isSaved={saved !== null}
              isNameMissing={hasTried && draft.info.name.trim() === ''}
              onType={(next) => act({ act: 'type', type: next, fields })}
              onChange={(change) => act({ act: 'info', change })}
            />
          ) : step === 'criteria' ? (
            <CriteriaStep
              organisation={organisation}
              draft={draft}
              fields={fields}
              warnings={matching.counted?.warnings ?? []}
              onAct={act}
            />
          ) : step === 'output' ? (
            <OutputStep
              type={type}
              output={draft.output}
              fields={fields}
              onChange={(output) => act({ act: 'output', output })}
            />
          ) : (
            <TemplateStep
              output={draft.output}
              template={draft.template}
              fields={fields}
              onChange={(template) => act({ act: 'template', template })}
            />
          )}
        </KeptContext>
        {hasTried
          ? lacks
              .filter((lack) => lack.step === step)
              .map(({ lacks: what }) => (
                <p key={what} role="alert" className={classes.missing}>
                  {t(`builder.lacks.${what}`, { count: what === 'wrong' ? unasked.wrong : unasked.missing })}
                </p>
              ))
          : null}
      </section>
      {save.theirs === null ? null : (
        <SavedMeanwhile
          organisation={organisation}
          theirs={save.theirs}
          isPending={save.isPending}
          onSaveOver={() => save.startOver(draft)}
          onSaveCopy={() => save.startCopy(draft)}
        />
      )}
      {save.error === null ? null : <ProblemNotice error={save.error} move />}
      <div className={classes.bar}>
        <Button onClick={cancel}>{t('builder.cancel')}</Button>
        <span className={classes.barMiddle}>
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
        <span className={classes.barEnd}>
          {at === 0 ? null : <Button onClick={() => setStep(STEPS[at - 1] ?? step)}>{t('builder.back')}</Button>}
          {at === STEPS.length - 1 ? null : (
            <Button variant="filled" onClick={goOn}>
              {t('builder.next')}
            </Button>
          )}
          {at === STEPS.length - 1 || saved !== null ? (
            <Button variant={at === STEPS.length - 1 ? 'filled' : 'default'} loading={save.isPending} onClick={submit}>
              {t('builder.save')}
            </Button>
          ) : null}
        </span>
      </div>
      <Preview
        organisation={organisation}
        definition={definition}
        template={step === 'template' ? draft.template : null}
        isUsual={outputOf(draft.output) === null}
        onToCriteria={() => setStep('criteria')}
        onRemoveLast={() => {
          if (last !== undefined) act({ act: 'criteria', deed: { deed: 'remove', id: last.id } });
        }}
      />
      <ConfirmDialog
        isOpen={leaving.isAsked}
        title={t('builder.leave.title')}
        confirm={t('builder.leave.confirm')}
        cancel={t('builder.leave.cancel')}
        onConfirm={() => {
          drop();
          leaving.leave();
        }}
        onCancel={leaving.stay}
      >
        <p>{t('builder.leave.text')}</p>
      </ConfirmDialog>
    </div>
  );
}

interface Place {
  readonly pathname: string;
  readonly search: { readonly organisation?: string | undefined };
}

/** From one step to another, nothing is left. */
const isSameReport = (one: Place, other: Place): boolean =>
  one.pathname === other.pathname && one.search.organisation === other.search.organisation;
