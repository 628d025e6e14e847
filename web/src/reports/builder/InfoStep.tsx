import type { ReportType } from '@illuminate/contract';
import { Autocomplete, Checkbox, Radio, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReportFields } from '../criteria/rules.ts';
import { reportsQuery } from '../report-queries.ts';
import classes from './Builder.module.css';
import type { Info } from './draft.ts';
import '../../ui/controls.css';

interface InfoStepProps {
  readonly info: Info;
  readonly fields: ReportFields;
  readonly organisation: string;
  /** Whether it is saved already, so that its type stands. */
  readonly isSaved: boolean;
  readonly isNameMissing: boolean;
  readonly onType: (type: ReportType) => void;
  readonly onChange: (change: Partial<Omit<Info, 'type'>>) => void;
}

/** What kind of report it is, what it is called, and who may see and change it. */
export function InfoStep({ info, fields, organisation, isSaved, isNameMissing, onType, onChange }: InfoStepProps) {
  const { t } = useTranslation();
  const { data: saved } = useQuery(reportsQuery(organisation, 'no'));
  return (
    <div className={classes.info}>
      <fieldset className={classes.types}>
        <legend>{t('builder.info.type')}</legend>
        {isSaved ? <p className={classes.hint}>{t('builder.info.typeStands')}</p> : null}
        <div className={classes.typeList}>
          {fields.types.map(({ id, label, grain, description }) => (
            <Radio
              key={id}
              name="type"
              value={id}
              label={label}
              description={`${grain} ${description}`}
              checked={info.type === id}
              disabled={isSaved && info.type !== id}
              onChange={() => onType(id)}
            />
          ))}
          {fields.otherTypes.map(({ label, why }) => (
            <Radio key={label} name="type" value={label} label={label} description={why} checked={false} disabled />
          ))}
        </div>
      </fieldset>
      <TextInput
        label={t('builder.info.name')}
        value={info.name}
        maxLength={120}
        error={isNameMissing ? t('builder.info.nameMissing') : null}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <Textarea
        label={t('builder.info.description')}
        description={t('builder.info.descriptionHint')}
        value={info.description}
        maxLength={2_000}
        autosize
        minRows={2}
        onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
      />
      <Autocomplete
        label={t('builder.info.folder')}
        description={t('builder.info.folderHint')}
        value={info.folder}
        maxLength={60}
        data={saved?.folders.map(({ name }) => name) ?? []}
        onChange={(folder) => onChange({ folder })}
      />
      <fieldset className={classes.who}>
        <legend>{t('builder.info.who')}</legend>
        {(['organisation', 'own'] as const).map((visibility) => (
          <Radio
            key={visibility}
            name="visibility"
            value={visibility}
            label={t(`builder.info.visibility.${visibility}`)}
            checked={info.visibility === visibility}
            onChange={() => onChange({ visibility })}
          />
        ))}
      </fieldset>
      <Checkbox
        label={t('builder.info.readOnly')}
        description={t('builder.info.readOnlyHint')}
        checked={info.isReadOnly}
        onChange={({ currentTarget }) => onChange({ isReadOnly: currentTarget.checked })}
      />
    </div>
  );
}
