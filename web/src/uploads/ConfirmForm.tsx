import type { Signature, UploadCheck } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionsQuery, providersQuery } from '../api/queries.ts';
import { AgreementText } from '../consents/AgreementText.tsx';
import consents from '../consents/Consents.module.css';
import { agreementQuery } from '../consents/queries.ts';
import { NO_MISTAKES, readSignature, SignatureFields, type SignatureMistakes } from '../consents/SignatureFields.tsx';
import { ticketClassesQuery } from '../ticket-classes/use-sorting.ts';
import { Notice } from '../ui/Notice.tsx';
import { CancelUpload } from './CancelUpload.tsx';
import type { OneUploadProps } from './UploadPage.tsx';
import classes from './Uploads.module.css';
import { uploadQuery } from './uploads-queries.ts';
import { type TypesToSort, typesToSend } from './use-types-to-sort.ts';

interface ConfirmFormProps extends OneUploadProps {
  readonly check: UploadCheck;
  readonly types: TypesToSort;
  readonly onAnew: () => void;
}

/** Loads what was checked; the first time, somebody agrees by name to the data agreement. */
export function ConfirmForm({ upload, organisation, check, types, onAnew }: ConfirmFormProps) {
  const { t } = useTranslation();
  const [acceptPartial, setPartial] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const mistake = useId();
  const [mistakes, setMistakes] = useState(NO_MISTAKES);
  const provider = useProviderToAgree(organisation.slug);
  const { data: agreement } = useQuery({
    ...agreementQuery(organisation.slug, provider ?? ''),
    enabled: provider !== null,
  });
  const confirm = useConfirm({ organisation: organisation.slug, upload: upload.id });
  const isPartial = check.rejected > 0;
  const isNothing = check.accepted === 0;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const isMissing = isPartial && !acceptPartial;
    setRefused(isMissing);
    const { signed, mistakes: found } = provider === null ? NOBODY : readSignature(event.currentTarget);
    setMistakes(found);
    if (isMissing || (provider !== null && signed === null)) return;
    confirm.mutate({
      ...{ check: check.id, acceptPartial, ticketTypes: typesToSend(types) },
      ...(signed === null ? {} : { agreement: { version: agreement?.version ?? '', ...signed } }),
    });
  };
  return (
    <form onSubmit={submit} noValidate aria-label={t('upload.confirmSection')} className={classes.form}>
      {isNothing ? (
        <Notice tone="warn">
          <p>{t('upload.nothing')}</p>
        </Notice>
      ) : isPartial ? (
        <div>
          <label className={consents.tick}>
            <input
              type="checkbox"
              checked={acceptPartial}
              aria-invalid={isRefused && !acceptPartial}
              aria-describedby={mistake}
              onChange={({ currentTarget }) => setPartial(currentTarget.checked)}
            />
            <span>{t('upload.partial', { accepted: check.accepted, count: check.rejected })}</span>
          </label>
          <p id={mistake} className={consents.mistake}>
            {isRefused && !acceptPartial ? t('upload.partialNeeded') : null}
          </p>
        </div>
      ) : null}
      {provider === null || isNothing ? null : (
        <>
          <p>{t('upload.agreement', { organisation: organisation.name })}</p>
          <AgreementText organisation={organisation.slug} provider={provider} />
          <SignatureFields organisation={organisation.name} mistakes={mistakes} />
        </>
      )}
      <div className={classes.deeds}>
        {isNothing ? null : (
          <Button
            type="submit"
            variant="filled"
            loading={confirm.isPending}
            disabled={provider !== null && agreement === undefined}
          >
            {t('upload.confirm')}
          </Button>
        )}
        <Button variant="default" onClick={onAnew}>
          {t('upload.anew')}
        </Button>
        <CancelUpload upload={upload} organisation={organisation} />
      </div>
      {confirm.isError ? <ProblemNotice error={confirm.error} move /> : null}
    </form>
  );
}

const NOBODY: { readonly signed: null; readonly mistakes: SignatureMistakes } = { signed: null, mistakes: NO_MISTAKES };

/** What uploads are connected by, where an organisation has not agreed to it yet; null where nobody needs to. */
function useProviderToAgree(organisation: string): string | null {
  const { data: connections } = useQuery(connectionsQuery);
  const { data: providers } = useQuery(providersQuery);
  const isAgreed = connections?.some(
    (one) => one.organisation.slug === organisation && one.method === 'upload' && one.state !== 'stopped',
  );
  if (isAgreed !== false) return null;
  return providers?.items.find(({ methods }) => methods.some(({ method }) => method === 'upload'))?.id ?? null;
}

interface Confirmed {
  readonly check: string;
  readonly acceptPartial: boolean;
  readonly ticketTypes: ReturnType<typeof typesToSend>;
  readonly agreement?: Signature;
}

function useConfirm(params: { readonly organisation: string; readonly upload: string }) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Confirmed) => api.call('confirmUpload', { params, body }),
    onSuccess: (now) => {
      queries.setQueryData(uploadQuery(params.organisation, params.upload).queryKey, now);
      void queries.invalidateQueries({ queryKey: ['uploads'] });
      void queries.invalidateQueries(connectionsQuery);
      // What was said of ticket types holds from now on.
      void queries.invalidateQueries({ queryKey: ticketClassesQuery(params.organisation).queryKey });
    },
  });
}
