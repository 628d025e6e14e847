import type { UploadKind } from '@illuminate/contract';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './KindChoice.module.css';

const KINDS: readonly UploadKind[] = ['sales', 'events', 'counts'];

interface KindChoiceProps {
  readonly kind: UploadKind;
  readonly onKind: (kind: UploadKind) => void;
}

/** What a file holds, each with a sentence. */
export function KindChoice({ kind, onKind }: KindChoiceProps) {
  const { t } = useTranslation();
  const name = useId();
  return (
    <fieldset className={classes.kinds}>
      <legend className="visually-hidden">{t('newUpload.whatLegend')}</legend>
      {KINDS.map((one) => (
        <div key={one} className={classes.kind}>
          <input
            id={`${name}-${one}`}
            type="radio"
            name={name}
            checked={one === kind}
            aria-describedby={`${name}-${one}-about`}
            onChange={() => onKind(one)}
          />
          <label htmlFor={`${name}-${one}`}>{t(`uploads.kind.${one}`)}</label>
          <p id={`${name}-${one}-about`}>{t(`newUpload.whatOf.${one}`)}</p>
        </div>
      ))}
    </fieldset>
  );
}
