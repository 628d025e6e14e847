import { useTranslation } from 'react-i18next';
import { Commands } from '../ui/Commands.tsx';
import { KeyForm } from './KeyForm.tsx';
import classes from './SignInPage.module.css';
import { useBegin } from './use-begin.ts';

/** The second way in: with an API key, such as the operator's own. */
export function KeySignIn({ to }: { readonly to: string | undefined }) {
  const { t } = useTranslation();
  const begin = useBegin();
  return (
    <details className={classes.other}>
      <summary>{t('keySignIn.title')}</summary>
      <div className={classes.inside}>
        <KeyForm onOpened={(session) => begin(session, to)} />
        <p>{t('keySignIn.how')}</p>
        <Commands text={t('keySignIn.command')} copyLabel={t('signIn.copyCommand')} />
        <p className={classes.quiet}>{t('keySignIn.operator')}</p>
      </div>
    </details>
  );
}
