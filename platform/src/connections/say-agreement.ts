// What people read while a claim or an agreement is missing, or an agreement is due again.
import type { Headline } from '@illuminate/contract';
import { daysTo } from './permission-facts.ts';
import { sayDate } from './say-time.ts';
import type { StatusFacts } from './status-facts.ts';

type Said = Pick<Headline, 'sentence' | 'action'>;

const act = (kind: string, label: string): Headline['action'] => ({ kind, label });

/** Never a word of whether the client exists, has consented or is somebody else's: that is for whoever has proven it. */
export function sayUnclaimed({ claim, now, providerTitle }: StatusFacts): Said {
  const title = providerTitle;
  switch (claim?.state) {
    case 'at-desk':
      return {
        sentence: `The support desk finds out whether the client you named at ${title} is yours. You will see its decision here.`,
        action: act('show-claim', 'See your claim'),
      };
    case 'declined':
      return {
        sentence: `The support desk could not establish that the client you named at ${title} is yours.`,
        action: act('show-claim', 'See why'),
      };
    default: {
      const lives = claim?.codeUntil != null && claim.codeUntil > now;
      return lives
        ? {
            sentence: `Show that the client you named at ${title} is yours: put the code there within the hour. Nothing is collected before.`,
            action: act('show-claim', 'See the code'),
          }
        : {
            sentence: `The code that shows whose client you are at ${title} has run out before we saw it. Nothing was collected.`,
            action: act('show-claim', 'Get a new code'),
          };
    }
  }
}

export function sayAwaiting({ agreement, credential, consentList, providerTitle: title }: StatusFacts): Said {
  if (agreement === null) {
    return {
      sentence:
        'Somebody who may decide for the organisation needs to approve the data agreement. Nothing is collected before.',
      action: act('approve-agreement', 'Read and approve'),
    };
  }
  if (credential === null) {
    return {
      sentence: `The operator must first set the partner credential of ${title}; without it we cannot see when you give permission.`,
      action: act('set-partner-credential', 'Set the partner credential'),
    };
  }
  const ask = `Turn on permission for Illuminate in ${title}.`;
  return {
    sentence:
      consentList?.outcome === 'failed'
        ? `${ask} We cannot read its list of permissions just now; we keep trying, and begin by ourselves.`
        : `${ask} We notice within a minute and begin by ourselves.`,
    action: act('show-steps', 'How to give permission'),
  };
}

export function sayExpiring({ agreement, now, zone }: StatusFacts): Said {
  const day = agreement?.reviewOn ?? '';
  const due = daysTo(day, now) >= 0 ? 'is due to be confirmed on' : 'was due to be confirmed on';
  return {
    sentence: `Your data agreement ${due} ${sayDate(day, zone)}. Collection goes on; confirm it, or stop sharing.`,
    action: act('approve-agreement', 'Confirm or stop'),
  };
}
