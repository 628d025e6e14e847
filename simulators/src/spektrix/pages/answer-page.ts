import type { IncomingMessage } from 'node:http';
import { type Answer, failure, notFound } from '../../http/answer.ts';
import { readBody } from '../../http/read-body.ts';
import { escapeHtml, type Link, renderPage } from '../../pages/page-frame.ts';
import type { Client, Simulation } from '../simulation.ts';
import { answerEventsPage } from './events-page.ts';
import { renderIntegrations } from './third-party-integrations.ts';

/** The way to the toggle, with the names of the guide: each step's text, and its place in the address. */
const STEPS: readonly (readonly [string, string])[] = [
  ['Control Panel', 'control-panel'],
  ['Settings', 'settings'],
  ['Configuration', 'configuration'],
  ['System Setup', 'system-setup'],
  ['Third Party Integrations', 'third-party-integrations'],
];

const EVENTS = 'control-panel/events';

interface Tile extends Link {
  readonly note: string;
}

/** Answers the pages where a person acts: the list of clients, and each client's way to its integrations. */
export async function answerPage(simulation: Simulation, request: IncomingMessage, path: string): Promise<Answer> {
  const [name = '', ...rest] = path.split('/').filter((part) => part !== '');
  if (name === '') return clientList(simulation);
  const client = simulation.clients.get(name);
  if (client && rest.join('/') === EVENTS) return answerEventsPage(simulation, request, client, path);
  const depth = rest.length;
  const known = rest.every((part, index) => part === STEPS[index]?.[1]);
  if (!client || !known) return notFound('Page');
  if (depth === STEPS.length && request.method === 'POST') return useToggle(simulation, request, client, path);
  if (request.method !== 'GET' && request.method !== 'HEAD') return failure(405, 'This page can only be read.');
  return settingsPage(simulation, client, depth, (request.url ?? '').endsWith('?changed'));
}

function clientList(simulation: Simulation): Answer {
  const tiles = [...simulation.clients.values()].map(({ office }) => ({
    text: office.name,
    href: `/${office.client}`,
    note: `Client name: ${office.client}`,
  }));
  return renderPage({
    title: 'Clients',
    maker: 'Spektrix',
    aside: null,
    house: 'Box office simulator',
    home: '/',
    trail: [],
    menu: null,
    body: `<h1>Choose an organisation</h1><p class="lead">You are signed in as an administrator of each of these.</p>${renderTiles(tiles)}`,
  });
}

function settingsPage(simulation: Simulation, client: Client, depth: number, changed: boolean): Answer {
  const { office } = client;
  const home = `/${office.client}`;
  const trail = [
    { text: office.name, href: home },
    ...STEPS.slice(0, depth).map(([text], index) => ({ text, href: hrefOf(office.client, index + 1) })),
  ];
  const integrations = { text: 'Third Party Integrations', href: hrefOf(office.client, 5) };
  const menu =
    depth < 4
      ? null
      : {
          title: 'System Setup',
          links: [
            plain('General'),
            plain('Address and Contact Details'),
            plain('Web Domains'),
            plain('Email Delivery'),
            integrations,
            plain('Time Zone'),
          ],
        };
  return renderPage({
    title: trail.at(-1)?.text ?? office.name,
    maker: 'Spektrix',
    // Not where a tile of the same name is the way on: one page, one link of a name.
    aside: depth < 2 ? null : { text: 'Control Panel', href: `${home}/control-panel` },
    house: office.name,
    home,
    trail,
    menu,
    body: mainPart(simulation, client, depth, changed),
  });
}

/** The main part of each step: tiles that lead on, and at last the toggle. */
function mainPart(simulation: Simulation, { office }: Client, depth: number, changed: boolean): string {
  const bodies = [
    `<h1>${escapeHtml(office.name)}</h1><p class="lead">Signed in as an administrator.</p>${renderTiles([
      { text: 'Control Panel', href: hrefOf(office.client, 1), note: 'Interfaces, users and settings' },
      { text: 'Sales', href: null, note: 'Not part of the simulator' },
      { text: 'Insights & Mailings', href: null, note: 'Not part of the simulator' },
    ])}`,
    `<h1>Control Panel</h1><p class="lead">Everything that an administrator looks after.</p>${renderTiles([
      { text: 'Settings', href: hrefOf(office.client, 2), note: 'How this system is set up' },
      { text: 'Events', href: `/${office.client}/${EVENTS}`, note: 'Make an event' },
      { text: 'Prices and Offers', href: null, note: 'Not part of the simulator' },
    ])}`,
    `<h1>Settings</h1><p class="lead">For users who may use the Settings Interface.</p>${renderTiles([
      { text: 'Configuration', href: hrefOf(office.client, 3), note: 'System setup, payments, delivery' },
      { text: 'Users', href: null, note: 'Not part of the simulator' },
    ])}`,
    `<h1>Configuration</h1><p class="lead">Settings that apply to the whole organisation.</p>${renderTiles([
      { text: 'System Setup', href: hrefOf(office.client, 4), note: 'Details, domains, integrations' },
      { text: 'Payments', href: null, note: 'Not part of the simulator' },
      { text: 'Ticket Designs', href: null, note: 'Not part of the simulator' },
    ])}`,
    '<h1>System Setup</h1><p class="lead">Choose what to set up from the menu on the left of the screen.</p>',
    renderIntegrations({ action: hrefOf(office.client, 5), consent: simulation.consents.of(office.client), changed }),
  ];
  return bodies[depth] ?? '';
}

/** The address of a client's page after so many steps. */
function hrefOf(client: string, steps: number): string {
  return [`/${client}`, ...STEPS.slice(0, steps).map(([, segment]) => segment)].join('/');
}

const plain = (text: string): Link => ({ text, href: null });

function renderTiles(tiles: readonly Tile[]): string {
  const items = tiles.map(({ text, href, note }) =>
    href === null
      ? `<li class="closed"><strong>${escapeHtml(text)}</strong><p>${escapeHtml(note)}</p></li>`
      : `<li><a href="${href}">${escapeHtml(text)}</a><p>${escapeHtml(note)}</p></li>`,
  );
  return `<ul class="tiles">${items.join('')}</ul>`;
}

/**
 * Turns the toggle to where the form says (not to its opposite, so that pressing twice does no harm). Every browser
 * names the page's origin on a POST; a request that names none doesn't come from the page.
 */
async function useToggle(
  simulation: Simulation,
  request: IncomingMessage,
  client: Client,
  path: string,
): Promise<Answer> {
  if (request.headers.origin === undefined) return failure(403, 'This form must be sent from its own page.');
  const allowed = new URLSearchParams((await readBody(request)).toString('utf8')).get('allowed');
  if (allowed !== 'true' && allowed !== 'false') return failure(400, 'allowed must be true or false.');
  simulation.consents.set(client.office.client, allowed === 'true', simulation.clock.now());
  return { status: 303, contentType: 'text/plain', headers: { location: `${path}?changed` }, body: '' };
}
