import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Delayed } from './Delayed.tsx';
import classes from './LoadingLines.module.css';

/** Grey lines in the place of what is being loaded, and the words for those who don't see them. */
export function LoadingLines({ label, lines = 5 }: { readonly label: string; readonly lines?: number }) {
  const { t } = useTranslation();
  return (
    <div aria-busy="true">
      <Delayed>
        <output className="visually-hidden">{label}</output>
        <div aria-hidden="true" className={classes.lines}>
          {Array.from({ length: lines }, (_, line) => line).map((line) => (
            <Skeleton
              key={line}
              height={18}
              mt={line === 0 ? 0 : 14}
              width={`${92 - ((line * 17) % 40)}%`}
              radius={2}
            />
          ))}
        </div>
        {/* Whoever waits this long wonders whether anything is happening. */}
        <Delayed afterMs={10_000}>
          <output className={classes.long}>{t('app.loadingLong')}</output>
        </Delayed>
      </Delayed>
    </div>
  );
}
