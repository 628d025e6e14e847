import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Commands } from '../ui/Commands.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';

/** How one knows that nothing was changed or taken out: each entry carries the hash of the one before. */
export function VerifySection({ mayVerify }: { readonly mayVerify: boolean }) {
  const { t } = useTranslation();
  const verify = useMutation({ mutationFn: () => api.call('verifyAudit', {}) });
  return (
    <Section title={t('audit.verify.title')} anchor="verify">
      <p>{t('audit.verify.lead')}</p>
      {mayVerify ? (
        <>
          <div>
            <Button onClick={() => verify.mutate()} loading={verify.isPending}>
              {t('audit.verify.now')}
            </Button>
          </div>
          <p>{t('audit.verify.byCommand')}</p>
          <Commands text={t('audit.verify.command')} copyLabel={t('signIn.copyCommand')} />
        </>
      ) : (
        <p>{t('audit.verify.ask')}</p>
      )}
      {verify.isError ? <ProblemNotice error={verify.error} /> : null}
      {verify.isSuccess ? (
        <Notice
          tone={verify.data.intact ? 'ok' : 'bad'}
          announced={verify.data.intact ? 'in-time' : 'at-once'}
          title={verify.data.intact ? t('audit.verify.intactTitle') : t('audit.verify.brokenTitle')}
        >
          <p>
            {verify.data.intact
              ? t('audit.verify.intact', { count: verify.data.entries })
              : t('audit.verify.broken', { number: verify.data.brokenAt })}
          </p>
          {verify.data.lastHash === null ? null : (
            <p>
              {t('audit.verify.hash')} <code style={{ overflowWrap: 'anywhere' }}>{verify.data.lastHash}</code>
            </p>
          )}
        </Notice>
      ) : null}
    </Section>
  );
}
