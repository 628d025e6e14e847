import type { Session } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../paths.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Deeds } from '../ui/Form.tsx';
import { AgainInDemo } from './AgainInDemo.tsx';
import { demoPeopleQuery } from './demo-people.ts';
import { KeyForm } from './KeyForm.tsx';
import { PassphraseAgain } from './PassphraseAgain.tsx';
import { goOnWith } from './session.ts';
import { useBegin } from './use-begin.ts';

interface SignInAgainProps {
  /** Whose page lies beneath. */
  readonly here: Session;
  /** Who is signed in instead; null is nobody. */
  readonly now: Session | null;
}

/** Laid over a page whose reader is not signed in any more. It goes once they are, and leaves only for another page by itself. */
export function SignInAgain({ here, now }: SignInAgainProps) {
  const { t } = useTranslation();
  const begin = useBegin();
  const { data: people, isPending } = useQuery(demoPeopleQuery);
  const nameOf = (session: Session): string => session.person?.name ?? t(`signInAgain.readers.${session.kind}`);
  // With the way in there from the first moment it is that which takes the focus, and not the way that drops everything.
  if (isPending) return null;
  const isOfDemo = here.person === null || people?.some(({ email }) => email === here.person?.email) === true;
  return (
    <Dialog isOpen title={t(now === null ? 'signInAgain.title' : 'signInAgain.otherTitle')} onClose={() => undefined}>
      <p>
        {now === null ? t('signInAgain.lead') : t('signInAgain.other', { other: nameOf(now), reader: nameOf(here) })}
      </p>
      <Ways here={here} now={now} name={nameOf(here)} isOfDemo={isOfDemo} />
      {now === null ? (
        <p>
          {/* Said here: whatever else would ask before it lets go of a draft lies beneath. */}
          <Link to={here.demo ? paths.lookAround : paths.signIn} ignoreBlocker>
            {t(here.demo ? 'signInAgain.change' : 'signInAgain.somebodyElse')}
          </Link>
        </p>
      ) : (
        <Deeds>
          <Button onClick={() => begin(now)}>{t('signInAgain.beginAs', { name: nameOf(now) })}</Button>
        </Deeds>
      )}
    </Dialog>
  );
}

interface WaysProps extends SignInAgainProps {
  readonly name: string;
  /** Whether the demo lets them in without a passphrase. */
  readonly isOfDemo: boolean;
}

/** As one signed in before: by key, by a click, or by passphrase. */
function Ways({ here, now, name, isOfDemo }: WaysProps) {
  const queries = useQueryClient();
  const { person, kind } = here;
  const onOpened = (session: Session) => goOnWith(queries, session);
  if (kind === 'operator' || kind === 'organisation') return <KeyForm onOpened={onOpened} />;
  return person === null || isOfDemo ? (
    <AgainInDemo here={here} name={name} isOther={now !== null} onOpened={onOpened} />
  ) : (
    <PassphraseAgain email={person.email} onOpened={onOpened} />
  );
}
