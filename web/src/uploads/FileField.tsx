import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './FileField.module.css';
import { sizeInWords } from './size-in-words.ts';

interface FileFieldProps {
  readonly file: File | null;
  readonly onFile: (file: File) => void;
}

/** A file, dropped here or chosen. The browser's own field lies over all of it, so that every mouse, keyboard and reader can. */
export function FileField({ file, onFile }: FileFieldProps) {
  const { t, i18n } = useTranslation();
  const id = useId();
  return (
    <div className={classes.field}>
      {file === null ? null : (
        <p className={classes.file}>
          <bdi>{t('newUpload.chosen', { file: file.name, size: sizeInWords(file.size, i18n.language) })}</bdi>
        </p>
      )}
      <input
        id={id}
        type="file"
        className={classes.input}
        accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv"
        onChange={({ currentTarget }) => {
          const [first] = currentTarget.files ?? [];
          if (first !== undefined) onFile(first);
          // So that the same file, mended meanwhile, can be chosen again.
          currentTarget.value = '';
        }}
      />
      <label htmlFor={id} className={classes.choose}>
        {t(file === null ? 'newUpload.choose' : 'newUpload.chooseAnother')}
      </label>
    </div>
  );
}
