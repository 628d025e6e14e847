import type { TicketsolveOptions } from './options.ts';
import { type RunningTicketsolve, startTicketsolve } from './start-ticketsolve.ts';
import { type Element, findAll, readXml } from './xml-for-tests.ts';

/** A small simulator on a free port with the calls that tests need. */
export interface StartedForTest {
  readonly running: RunningTicketsolve;
  /** The address of the first account. */
  readonly base: string;
  ask(path: string, headers?: Record<string, string>): Promise<Response>;
  /** As `ask`, and reads the answer, which must be 200. */
  askXml(path: string): Promise<Element>;
  /** The performances that `shows.xml` lists. */
  events(): Promise<Element[]>;
  /** Uses the door; a body makes it a POST unless a method is named. */
  door<T>(path: string, body?: unknown, method?: string): Promise<T>;
}

/** Starts one; by default the demo's world on a day whose clock stands still. Close `running` afterwards. */
export async function startForTest(options: Partial<TicketsolveOptions> = {}): Promise<StartedForTest> {
  const running = await startTicketsolve({ port: 0, until: Date.UTC(2026, 10, 24, 15), ...options });
  const [account = ''] = running.simulation.accounts.keys();
  const base = `${running.origin}/${account}`;
  const ask: StartedForTest['ask'] = (path, headers = {}) => fetch(base + path, { headers, redirect: 'manual' });
  const askXml = async (path: string): Promise<Element> => {
    const response = await ask(path);
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
    return readXml(await response.text());
  };
  return {
    running,
    base,
    ask,
    askXml,
    events: async () => findAll(await askXml('/shows.xml'), 'event'),
    async door(path, body, method = body === undefined ? 'GET' : 'POST') {
      const response = await fetch(`${running.origin}/__simulator/${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`The door answered ${response.status}: ${text}`);
      return JSON.parse(text);
    },
  };
}
