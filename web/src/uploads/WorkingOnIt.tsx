import { useTranslation } from 'react-i18next';
import { Section } from '../ui/Section.tsx';
import { useFigures } from '../ui/use-figures.ts';
import { Progress } from './Progress.tsx';
import type { OneUploadProps } from './UploadPage.tsx';

/** The server is at work on it; this page asks until it is done. */
export function WorkingOnIt({ upload: { state, progress } }: OneUploadProps) {
  const { t } = useTranslation();
  const figures = useFigures();
  const isCheck = state === 'checking';
  const words = (): string => {
    if (progress === null) return t(isCheck ? 'upload.checking' : 'upload.loadingNow');
    const done = figures(progress.done);
    return progress.of === null
      ? t(`upload.progressSoFar.${progress.unit}`, { done })
      : t(`upload.progress.${progress.unit}`, { done, of: figures(progress.of) });
  };
  return (
    <Section title={t(isCheck ? 'upload.checking' : 'upload.loadingNow')}>
      <p>{t(isCheck ? 'upload.checkingLead' : 'upload.loadingLead')}</p>
      <Progress words={words()} done={progress?.done ?? 0} of={progress?.of ?? null} />
    </Section>
  );
}
