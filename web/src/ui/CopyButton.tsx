import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from './copy-text.ts';

interface CopyButtonProps {
  readonly label: string;
  /** Given as a function where it is costly to make. */
  readonly text: string | (() => string);
  readonly done?: string;
}

/** Copies a text and says so, to the eye and to a screen reader. */
export function CopyButton({ label, text, done }: CopyButtonProps) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 4_000);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = async () => setOutcome((await copyText(typeof text === 'string' ? text : text())) ? 'copied' : 'failed');
  const said = outcome === 'copied' ? (done ?? t('copy.copied')) : outcome === 'failed' ? t('copy.failed') : '';
  return (
    <>
      <Button
        leftSection={outcome === 'copied' ? <IconCheck size={18} /> : <IconCopy size={18} />}
        onClick={() => void copy()}
      >
        {outcome === 'copied' ? said : label}
      </Button>
      <output className={outcome === 'failed' ? undefined : 'visually-hidden'}>{said}</output>
    </>
  );
}
