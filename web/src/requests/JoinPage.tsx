import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { paths } from '../paths.ts';
import { Form, NOTHING_WRONG } from '../ui/Form.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { ContactFields, useContactLabels } from './ContactFields.tsx';
import classes from './Request.module.css';
import { SentNotice } from './SentNotice.tsx';

/** How an organisation comes to be here that nobody has invited. */
export function JoinPage() {
  const { t } = useTranslation();
  const join = useMutation({
    mutationFn: (body: { organisationName: string; contactName: string; email: string; why: string }) =>
      api.call('submitSignUp', { body }),
  });
  const labels = { ...useContactLabels(), why: t('join.why') };
  const wrong = join.isError ? wrongFields(join.error, labels) : NOTHING_WRONG;
  return (
    <>
      <PageHeading title={t('join.title')} below={t('join.lead')}>
        {t('join.title')}
      </PageHeading>
      {join.data === undefined ? (
        <Form
          label={t('join.title')}
          wrong={wrong}
          onSubmit={(typed) =>
            join.mutate({
              organisationName: typed('organisationName'),
              contactName: typed('contactName'),
              email: typed('email'),
              why: typed('why'),
            })
          }
        >
          <ContactFields wrong={wrong} />
          <Textarea
            name="why"
            label={labels.why}
            description={t('join.whyHelp')}
            error={wrong.why}
            maxLength={2000}
            autosize
            minRows={3}
          />
          <p className={classes.quiet}>{t('ask.privacy')}</p>
          {join.isError ? <ProblemNotice error={join.error} labels={labels} move /> : null}
          <div className={classes.deeds}>
            <Button type="submit" variant="filled" loading={join.isPending}>
              {t('join.submit')}
            </Button>
            <Link to={paths.ask}>{t('join.ask')}</Link>
          </div>
        </Form>
      ) : (
        <SentNotice sent={join.data} onAgain={() => join.reset()} />
      )}
    </>
  );
}
