/* oxlint-disable jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */
import type { AgreementBlock } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import classes from './Consents.module.css';
import { agreementQuery } from './queries.ts';

interface AgreementTextProps {
  readonly organisation: string;
  readonly provider: string;
}

/** The whole data agreement, in its own frame, to be read before agreeing. */
export function AgreementText({ organisation, provider }: AgreementTextProps) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(agreementQuery(organisation, provider));
  if (data === undefined) {
    return error === null ? (
      <LoadingLines label={t('agreement.loading')} lines={6} />
    ) : (
      <ProblemNotice error={error} onRetry={() => void refetch()} />
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section className={classes.text} aria-label={t('agreement.text')} tabIndex={0}>
      {data.blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text whose parts never move.
        <Block key={at} block={block} />
      ))}
      <p className={classes.quiet}>{t('agreement.version', { version: data.version })}</p>
    </section>
  );
}

function Block({ block }: { readonly block: AgreementBlock }) {
  switch (block.kind) {
    case 'title':
      return (
        <p>
          <strong>{block.text}</strong>
        </p>
      );
    case 'heading':
      return <h3>{block.text}</h3>;
    case 'text':
      return <p>{block.text}</p>;
    case 'list':
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
  }
}
