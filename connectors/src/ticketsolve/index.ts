import { defineConnector } from '@illuminate/connector-kit';
import { connectTicketsolve, LIMITS, TITLE, type TicketsolveClient } from './client.ts';
import { type TicketsolveConfig, ticketsolveConfig } from './config.ts';
import { eventIdForms } from './event-id-forms.ts';
import { probeTicketsolve } from './probe.ts';
import { capacitySnapshots } from './streams/capacity-snapshots.ts';
import { events } from './streams/events.ts';
import { performances } from './streams/performances.ts';
import { venues } from './streams/venues.ts';

export const ticketsolve = defineConnector<TicketsolveConfig, TicketsolveClient, null>({
  id: 'ticketsolve',
  title: TITLE,
  summary:
    'Box office of many arts centres in the UK and Ireland; its public feed tells what is on and how full it is, and no orders.',
  about: {
    since: '2026-11-24',
    supplies: [
      { what: 'Venues, shows and performances that are to come' },
      { what: 'How full each performance is, over time, with its lowest and highest price' },
      { what: 'Orders with their tickets, where somebody delivers them', by: ['delivery'] },
    ],
    knownLimits: [
      {
        what: 'There is no public interface for orders, tickets and bookers: they come by delivery or not at all',
        label: 'observed',
        source: 'nothing of the kind was found in public documentation or code',
      },
      {
        what: '“Sold” is an upper bound: seats that are held, blocked or in a basket count as sold',
        label: 'provisional',
        source: 'inferred from public code; no recording was found',
      },
      {
        what: 'The feed holds what is to come; what was over before the first reading is not in it',
        label: 'observed',
        source: 'recorded traffic, 2018 and 2026',
      },
      {
        what: 'No limit of requests is published; the feed is read every 15 minutes, two requests at once at most',
        label: 'provisional',
        source: 'what public code allows itself',
      },
    ],
  },
  methods: ['support-request', 'delivery'],
  takesDeliveries: true,
  config: ticketsolveConfig,
  supportRequest: {
    steps: [
      'Find your account: the first part of the address of your Ticketsolve pages, before .ticketsolve.com.',
      'Send it to the support desk of Illuminate, with the name of your organisation.',
      'The support desk connects the public feed of your account; you need not change anything in Ticketsolve.',
    ],
    answers: [
      {
        title: 'Ask for the account',
        move: 'ask-organisation',
        text: 'Dear {contact},\n\nthank you. Which is your Ticketsolve account? It is the first part of the address of your Ticketsolve pages, before .ticketsolve.com. We have “{account}”, which does not lead to any page.\n\nThe support desk',
      },
      {
        title: 'Ask whether sales are to be delivered',
        move: 'ask-organisation',
        text: 'Dear {contact},\n\nthe public feed of your account tells what is on and how full it is. Orders and tickets are not in it; Ticketsolve or you can deliver them. Do you want that too? Then please tell us who would send them.\n\nThe support desk',
      },
      {
        title: 'Ask Ticketsolve to deliver sales',
        move: 'ask-provider',
        text: 'Dear {contact},\n\nwe have asked Ticketsolve to deliver the sales of {organisation} (account {account}), and will write as soon as it answers. Until then there is nothing for you to do.\n\nThe support desk',
      },
    ],
  },
  reliesOn: [
    { what: 'the feed shows.xml: venues, shows, events (both generations of it)', label: 'observed' },
    { what: 'the waiting room in front of it', label: 'observed' },
    { what: 'one event’s own document: capacity, seats that can be had, prices, time of sale', label: 'provisional' },
    { what: 'event_number and id of an event being the same', label: 'provisional' },
    { what: 'an unchanged feed being told by its ETag', label: 'provisional' },
  ],
  limits: LIMITS,
  connect: connectTicketsolve,
  close: (client) => client.close(),
  probe: probeTicketsolve,
  references: async () => null,
  streams: [venues, events, performances, capacitySnapshots],
  neverTells: ['events.duration_minutes', 'events.web_event_id'],
  eventIdForms,
  totals: {
    label: 'provisional',
    what: 'seats that cannot be had, by each event’s own document: holds are among them',
    says: 'at-most',
  },
});
