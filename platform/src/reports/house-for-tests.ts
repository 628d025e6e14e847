// Test support: the API with people of every role in Riverside, and a small house of odd things in its store.
import type { OperationId, Output } from '@illuminate/contract';
import {
  type ApiForTests,
  type Asked,
  problemIn,
  type Received,
  type SignedInForTests,
  sentFor,
  startApiForTests,
} from '../api/api-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { fillWithWorld, TODAY, type World } from './compile/made-world-for-tests.ts';

export interface HouseForTests {
  readonly api: ApiForTests;
  readonly organisation: Organisation;
  readonly world: World;
  readonly member: SignedInForTests;
  readonly insights: SignedInForTests;
  readonly admin: SignedInForTests;
  /** Another insights administrator of the same organisation. */
  readonly other: SignedInForTests;
  /** An administrator of another organisation. */
  readonly stranger: SignedInForTests;
  close(): Promise<void>;
}

export async function openHouse(seed = 7): Promise<HouseForTests> {
  const api = await startApiForTests();
  const organisation = await api.box.organisation('riverside', 'Riverside Theatre');
  const elsewhere = await api.box.organisation('harbour', 'Harbour Arts');
  const world = await fillWithWorld(api.box.context.warehouse, organisation.id, seed);
  api.box.clock.set(new Date(TODAY + 12 * 3_600_000));
  const person = (name: string, role: 'member' | 'insights-administrator' | 'organisation-admin', of = organisation) =>
    api.person({
      email: `${name.toLowerCase()}@riverside.example`,
      name,
      memberships: [{ organisation: of.id, role }],
    });
  return {
    ...{ api, organisation, world },
    member: await person('Mo', 'member'),
    insights: await person('Iris', 'insights-administrator'),
    admin: await person('Ada', 'organisation-admin'),
    other: await person('Otto', 'insights-administrator'),
    stranger: await person('Sten', 'organisation-admin', elsewhere),
    close: () => api.close(),
  };
}

/** What an operation answers to somebody; the params of `riverside` are put in. @throws Error where it refused */
export async function ask<Id extends OperationId>(
  house: HouseForTests,
  who: SignedInForTests,
  id: Id,
  asked: Asked = {},
): Promise<Output<Id>> {
  const received = await tryAsk(house, who, id, asked);
  if (received.status >= 400) throw new Error(`${id} answered ${received.status}: ${received.text}`);
  return JSON.parse(received.text) as Output<Id>;
}

/** Code and sentences of a refusal. @throws Error where it was none */
export async function refusalOf(house: HouseForTests, who: SignedInForTests, id: OperationId, asked: Asked = {}) {
  const received = await tryAsk(house, who, id, asked);
  if (received.status < 400) throw new Error(`${id} answered ${received.status}`);
  const { code, detail, fields = [] } = problemIn(received);
  return { code, detail, fields: fields.map(({ path, message }) => `${path}: ${message}`) };
}

function tryAsk({ api }: HouseForTests, who: SignedInForTests, id: OperationId, asked: Asked): Promise<Received> {
  const params = { organisation: 'riverside', ...asked.params };
  return api.send(sentFor(id, { ...asked, params }, who.headers));
}
