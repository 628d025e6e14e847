import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReadSoFar } from './read/file-messages.ts';
import type { FormWish, TableForm } from './read/open-table.ts';
import classes from './Uploads.module.css';

type Csv = Extract<TableForm, { type: 'csv' }>;

const ENCODINGS: readonly Csv['encoding'][] = ['utf-8', 'windows-1252', 'macintosh', 'utf-16le', 'utf-16be'];
const SEPARATORS: readonly Csv['separator'][] = [',', ';', '\t', '|'];

interface HowReadProps {
  readonly read: ReadSoFar;
  readonly wish: FormWish;
  readonly onWish: (wish: FormWish) => void;
}

/** How the file was read, to be changed where it was read wrongly. */
export function HowRead({ read: { form, sheets }, wish, onWish }: HowReadProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.fields}>
      {form.type === 'csv' ? (
        <>
          <NativeSelect
            label={t('newUpload.encoding')}
            value={wish.encoding ?? form.encoding}
            data={ENCODINGS.map((value) => ({ value, label: t(`newUpload.encodings.${value}`) }))}
            onChange={({ currentTarget }) => onWish({ ...wish, encoding: currentTarget.value as Csv['encoding'] })}
          />
          <NativeSelect
            label={t('newUpload.separator')}
            value={wish.separator ?? form.separator}
            data={SEPARATORS.map((value) => ({ value, label: t(`newUpload.separators.${value}`) }))}
            onChange={({ currentTarget }) => onWish({ ...wish, separator: currentTarget.value as Csv['separator'] })}
          />
        </>
      ) : (
        <NativeSelect
          label={t('newUpload.sheet')}
          value={wish.sheet ?? form.sheet}
          data={sheets.map(({ name, isHidden }) => ({
            value: name,
            label: isHidden ? t('newUpload.hidden', { sheet: name }) : name,
          }))}
          onChange={({ currentTarget }) => onWish({ sheet: currentTarget.value })}
        />
      )}
      <NumberInput
        label={t('newUpload.headerLine')}
        value={wish.headerLine ?? form.headerLine}
        min={1}
        max={200}
        clampBehavior="strict"
        allowDecimal={false}
        hideControls
        onChange={(value) => {
          if (typeof value === 'number' && value !== (wish.headerLine ?? form.headerLine))
            onWish({ ...wish, headerLine: value });
        }}
      />
    </div>
  );
}
