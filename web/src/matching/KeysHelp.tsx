import { useTranslation } from 'react-i18next';
import classes from './MatchingPage.module.css';

/** Which key does what in the list. */
export function KeysHelp({ withEvents }: { readonly withEvents: boolean }) {
  const { t } = useTranslation();
  const keys: [string[], string][] = [
    [['j', 'k', '↓', '↑'], t('matching.keys.move')],
    [['Enter'], t('matching.keys.accept')],
    [['m'], t('matching.keys.byHand')],
    ...(withEvents
      ? ([
          [['a'], t('matching.keys.log')],
          [['x'], t('matching.keys.exclude')],
        ] as [string[], string][])
      : []),
    [['c'], t('matching.keys.choose')],
    [['Shift', 'c'], t('matching.keys.chooseAll')],
    [['u'], t('matching.keys.undo')],
  ];
  return (
    <section className={classes.keys} aria-label={t('matching.keys.title')}>
      <strong>{t('matching.keys.title')}</strong>
      {keys.map(([names, does]) => (
        <span key={does}>
          {names.map((name) => (
            <kbd key={name}>{name}</kbd>
          ))}{' '}
          {does}
        </span>
      ))}
    </section>
  );
}
