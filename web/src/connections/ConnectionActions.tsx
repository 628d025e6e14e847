import type { ConnectionSummary, OperationId } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Notice } from '../ui/Notice.tsx';
import classes from './ConnectionActions.module.css';
import { type Move, useMoveConnection } from './move-connection.ts';
import { StopDialog } from './StopDialog.tsx';
import { WithdrawDialog } from './WithdrawDialog.tsx';
import { whatIsWithdrawn } from './what-is-withdrawn.ts';

/** Which moves are offered in each state: those the API would not refuse. */
const ALLOWED: Record<ConnectionSummary['state'], readonly Move[]> = {
  waiting_for_consent: ['withdraw'],
  active: ['collect', 'pause', 'stop'],
  suspended: ['resume', 'pause', 'stop'],
  paused: ['resume', 'stop'],
  stopped: [],
};

/** What each needs to be allowed. */
const CALLS = {
  collect: 'startSync',
  pause: 'pauseConnection',
  resume: 'resumeConnection',
  withdraw: 'stopConnection',
  stop: 'stopConnection',
  stopAndDelete: 'stopConnection',
} as const satisfies Record<Move, OperationId>;

const LABELS = {
  collect: 'connection.collectNow',
  pause: 'connection.pause',
  resume: 'connection.resume',
  stop: 'connection.stop',
  stopAndDelete: 'connection.stop',
} as const;

const OUTCOMES = {
  withdraw: 'connection.withdraw.done',
  collect: 'connection.collecting',
  pause: 'connection.paused',
  resume: 'connection.resumed',
  stop: 'connection.stopped',
  stopAndDelete: 'stopChoice.stoppedAndDeleted',
} as const;

/** What each does is said first, and it is asked again. */
const ASKED_FIRST: ReadonlySet<Move> = new Set(['withdraw', 'stop']);

/** Buttons for what may be done to a connection now, and what came of it. */
export function ConnectionActions({ connection }: { readonly connection: ConnectionSummary }) {
  const { t } = useTranslation();
  const move = useMoveConnection(connection.name);
  const [asked, setAsked] = useState<Move | null>(null);
  const session = useSession();
  const allowed = ALLOWED[connection.state].filter(
    (verb) =>
      // There is nothing to collect uploads from.
      !(verb === 'collect' && connection.method === 'upload') &&
      mayCall(session, CALLS[verb], connection.organisation.slug),
  );
  const buttons = useRef<HTMLDivElement>(null);
  const hadFocus = useRef<Move | null>(null);
  useLayoutEffect(() => {
    // The button that was pressed has gone: whoever presses keys goes on at what has come in its place.
    if (hadFocus.current === null || allowed.includes(hadFocus.current)) return;
    hadFocus.current = null;
    if (document.activeElement === document.body) buttons.current?.querySelector('button')?.focus();
  });
  return (
    <>
      {allowed.length === 0 ? null : (
        <div className={classes.actions} ref={buttons}>
          {allowed.map((verb) => (
            <Button
              key={verb}
              onFocus={() => {
                hadFocus.current = verb;
              }}
              onBlur={({ relatedTarget }) => {
                if (relatedTarget !== null) hadFocus.current = null;
              }}
              variant={verb === 'resume' ? 'filled' : 'default'}
              loading={move.isPending && move.variables === verb}
              onClick={() => (ASKED_FIRST.has(verb) ? setAsked(verb) : move.mutate(verb))}
            >
              {t(verb === 'withdraw' ? `connection.withdraw.${whatIsWithdrawn(connection)}` : LABELS[verb])}
            </Button>
          ))}
        </div>
      )}
      {move.isError ? <ProblemNotice error={move.error} move /> : null}
      {move.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{t(OUTCOMES[move.variables])}</p>
        </Notice>
      ) : null}
      <StopDialog
        connection={connection}
        opened={asked === 'stop'}
        onClose={() => setAsked(null)}
        onStop={(collected) => {
          setAsked(null);
          move.mutate(collected === 'keep' ? 'stop' : 'stopAndDelete');
        }}
      />
      <WithdrawDialog
        connection={connection}
        opened={asked === 'withdraw'}
        onClose={() => setAsked(null)}
        onWithdraw={() => {
          setAsked(null);
          move.mutate('withdraw');
        }}
      />
    </>
  );
}
