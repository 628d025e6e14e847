import { defineConnector } from '@illuminate/connector-kit';
import { connectTicketsolve, LIMITS, TITLE, type TicketsolveClient } from './client.ts';
import { type TicketsolveConfig, ticketsolveConfig } from './config.ts';
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
  methods: ['support-request', 'delivery'],
  takesDeliveries: true,
  config: ticketsolveConfig,
  supportRequest: {
    steps: [
      'Find your account: the first part of the address of your Ticketsolve pages, before .ticketsolve.com.',
      'Send it to the support desk of Illuminate, with the name of your organisation.',
      'The support desk connects the public feed of your account; you need not change anything in Ticketsolve.',
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
  totals: {
    label: 'provisional',
    what: 'seats that cannot be had, by each event’s own document: holds are among them',
    says: 'at-most',
  },
});
