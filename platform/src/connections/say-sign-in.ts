// What people read of how we sign in to a box office, and what we see there.
import { sayHours, sayMoment } from './say-time.ts';
import type { StatusFacts } from './status-facts.ts';

export function sayRefusedSignIn(facts: StatusFacts): string {
  const { providerTitle: title, credential, method } = facts;
  if (method === 'provider-consent') {
    return credential === null
      ? `The operator's own sign-in at ${title} is missing. The operator has to set it; you don't need to do anything.`
      : `${title} refused the operator's own sign-in. The operator has to renew it; you don't need to do anything.`;
  }
  const since = credential?.rejectedAt ? ` since ${sayMoment(credential.rejectedAt, facts)}` : '';
  return `${title} refused our sign-in${since}. The API user may have been removed or its key changed.`;
}

export function sayMissing({ cannotSee, providerTitle }: StatusFacts): string {
  const [first = '', ...others] = cannotSee;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return `We can sign in to ${providerTitle}, but cannot see all we need: ${first.replace(/\.$/, '')}${more}.`;
}

export function sayZoneDiffers({ clockDifference, providerTitle, zone }: StatusFacts): string {
  const by = sayHours(Math.abs(clockDifference ?? 0));
  const way = (clockDifference ?? 0) < 0 ? 'behind' : 'ahead of';
  return `The clock of this organisation in ${providerTitle} is ${by} ${way} the time zone set for it here, ${zone}: times are read wrongly. The operator has to set the right zone.`;
}
