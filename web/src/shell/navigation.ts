import type { Session } from '@illuminate/contract';
import { mayCall } from '../access/may-call.ts';
import type { shellWords } from '../locales/en/shell.ts';
import { type Path, paths } from '../paths.ts';
import { PAGES } from './pages.ts';

type Word = Exclude<keyof typeof shellWords.navigation, 'label' | 'menu' | 'signIn' | 'groups'>;

/** A page that the navigation leads to. Pages with parameters are reached from others. */
export interface NavigationItem {
  readonly to: Exclude<Path, `${string}$${string}`>;
  readonly words: `navigation.${Word}`;
  /** What the addresses begin with that count as this page. */
  readonly also?: string;
  /** What begins so, and has an entry of its own. */
  readonly except?: Path;
}

export interface NavigationGroup {
  readonly group: 'work' | 'organisation' | 'platform' | 'help';
  /** On a wide screen, under one word. */
  readonly folded?: boolean;
  readonly items: readonly NavigationItem[];
}

/** The navigation in its order. Who sees which item follows from the rule of its page. */
const NAVIGATION: readonly NavigationGroup[] = [
  {
    group: 'work',
    items: [
      { to: paths.connections, words: 'navigation.connections', also: '/connections/' },
      { to: paths.reports, words: 'navigation.reports', also: '/reports/', except: paths.eventIds },
      { to: paths.eventIds, words: 'navigation.eventIds' },
      { to: paths.uploads, words: 'navigation.uploads', also: '/uploads/' },
    ],
  },
  {
    group: 'organisation',
    folded: true,
    items: [
      { to: paths.activities, words: 'navigation.activities' },
      { to: paths.matching, words: 'navigation.matching' },
      { to: paths.ticketTypes, words: 'navigation.ticketTypes' },
      { to: paths.people, words: 'navigation.people' },
      { to: paths.apiKeys, words: 'navigation.apiKeys' },
      { to: paths.privacy, words: 'navigation.privacy' },
      { to: paths.audit, words: 'navigation.audit' },
    ],
  },
  {
    group: 'platform',
    folded: true,
    items: [
      { to: paths.fleet, words: 'navigation.fleet' },
      { to: paths.requests, words: 'navigation.requests', also: '/desk/requests/' },
      { to: paths.claims, words: 'navigation.claims' },
      { to: paths.platformPeople, words: 'navigation.platformPeople' },
      { to: paths.outbox, words: 'navigation.outbox', also: '/outbox/' },
    ],
  },
  {
    group: 'help',
    items: [
      { to: paths.providers, words: 'navigation.providers' },
      { to: paths.guide, words: 'navigation.guide', also: '/guide/' },
      { to: paths.ask, words: 'navigation.ask', also: '/request/' },
    ],
  },
];

/** What a reader is shown of the navigation: no page that would turn them away. */
export function navigationFor(session: Session | null): NavigationGroup[] {
  const mayOpen = ({ to }: NavigationItem): boolean => {
    const rule = PAGES[to];
    return 'open' in rule || mayCall(session, rule.needs);
  };
  return NAVIGATION.map((group) => ({ ...group, items: group.items.filter(mayOpen) })).filter(
    ({ items }) => items.length > 0,
  );
}

/** Whether an address is that page, or one under it. */
export function isOn({ to, also, except }: NavigationItem, pathname: string): 'page' | 'true' | undefined {
  if (pathname === to) return 'page';
  return also !== undefined && pathname !== except && pathname.startsWith(also) ? 'true' : undefined;
}
