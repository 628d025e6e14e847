import type { IncomingMessage } from 'node:http';
import { type Answer, failure } from '../../http/answer.ts';
import { readBody } from '../../http/read-body.ts';
import { escapeHtml, renderPage } from '../../pages/page-frame.ts';
import type { Client, Simulation } from '../simulation.ts';

const LONGEST_NAME = 200;

/** Where somebody makes an event. PROVISIONAL: the real page asks for more; a name is all that is needed here. */
export async function answerEventsPage(
  simulation: Simulation,
  request: IncomingMessage,
  client: Client,
  path: string,
): Promise<Answer> {
  if (request.method === 'POST') return change(simulation, request, client, path);
  if (request.method !== 'GET' && request.method !== 'HEAD') return failure(405, 'This page can only be read.');
  return eventsPage(simulation, client, path);
}

function eventsPage({ made }: Simulation, { office }: Client, path: string): Answer {
  const home = `/${office.client}`;
  const events = made.of(office.client).map(
    ({ id, name }) =>
      `<li><strong>${escapeHtml(name)}</strong><p>No dates, on sale nowhere.</p><form method="post" action="${path}">
<input type="hidden" name="remove" value="${id}"><button type="submit" aria-label="Delete ${escapeHtml(name)}">Delete</button></form></li>`,
  );
  return renderPage({
    title: 'Events',
    maker: 'Spektrix',
    aside: { text: 'Control Panel', href: `${home}/control-panel` },
    house: office.name,
    home,
    trail: [
      { text: office.name, href: home },
      { text: 'Control Panel', href: `${home}/control-panel` },
      { text: 'Events', href: path },
    ],
    menu: null,
    body: `<h1>Events</h1><p class="lead">The programme is not part of the simulator; events that you make here are, until it stops.</p>
<div class="setting"><form method="post" action="${path}"><label class="label" for="name">New event: name</label>
<input id="name" name="name" required maxlength="${LONGEST_NAME}" autocomplete="off"><button type="submit">Save</button></form></div>
${events.length === 0 ? '' : `<h2>Made by hand</h2><ul class="tiles">${events.join('')}</ul>`}`,
  });
}

/** As the toggle: a request that names no origin doesn't come from the page. */
async function change(
  { made }: Simulation,
  request: IncomingMessage,
  { office }: Client,
  path: string,
): Promise<Answer> {
  if (request.headers.origin === undefined) return failure(403, 'This form must be sent from its own page.');
  const sent = new URLSearchParams((await readBody(request)).toString('utf8'));
  const [name, remove] = [sent.get('name')?.trim() ?? '', sent.get('remove')];
  if (remove !== null) made.remove(office.client, remove);
  else if (name === '' || name.length > LONGEST_NAME) return failure(400, 'An event needs a name.');
  else made.add(office.client, name);
  return { status: 303, contentType: 'text/plain', headers: { location: path }, body: '' };
}
