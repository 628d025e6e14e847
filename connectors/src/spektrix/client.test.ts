import { AbortSyncError, ConsentWithdrawnError, HostRefusedError, ReauthoriseError } from '@illuminate/connector-kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BoxOffice, openBoxOffice } from './box-office-for-tests.ts';
import { connectSpektrix } from './client.ts';
import { spektrixConfig } from './config.ts';
import { providerConsent } from './provider-consent.ts';

const signal = new AbortController().signal;
const asked = { route: 'venues', signal };
const WRONG = 'd3Jvbmcgd3Jvbmcgd3Jvbmc=';
const MINUTES = 60_000;
let office: BoxOffice;

beforeEach(async () => {
  office = await openBoxOffice();
  office.routes.set('venues', () => []);
});
afterEach(() => office.close());

describe('signing in', () => {
  it('signs the address as it is sent, with its query', async () => {
    office.routes.set('orders', () => []);
    await office.client().getJson('orders?DateFrom=2024-01-01&$expand=a:b/c,d', asked);
    expect(office.asked).toEqual(['/testtheatre/api/v3/orders?DateFrom=2024-01-01&$expand=a:b/c,d']);
  });

  it('with a wrong key is refused, at once', async () => {
    const reading = office.client({ secret: WRONG }).getJson('venues', asked);
    await expect(reading).rejects.toMatchObject({ name: 'ReauthoriseError', fault: { code: 'credential-refused' } });
    expect(office.asked).toHaveLength(1);
  });

  it('to a host that may not be called is refused before anything is sent', () => {
    const config = { ...office.credential, client: 'testtheatre' };
    const io = { allowLoopback: false, onRequest: () => undefined };
    expect(() => connectSpektrix(config, io)).toThrow(HostRefusedError);
  });
});

describe('a clock that differs', () => {
  it('is found out from the box office, used from then on, and reported', async () => {
    office.clock.offsetMs = 20 * MINUTES;
    const client = office.client();
    await Promise.all([1, 2, 3, 4].map(() => client.getJson('venues', asked)));
    expect(client.clockOffsetMs()).toBeGreaterThan(19 * MINUTES);
    const before = office.asked.length;
    await client.getJson('venues', asked);
    expect(office.asked).toHaveLength(before + 1);
    office.clock.offsetMs = 0;
    await client.getJson('venues', asked);
    expect(client.clockOffsetMs()).toBeNull();
  });

  it('is told apart from a refused key', async () => {
    office.clock.offsetMs = -20 * MINUTES;
    const client = office.client({ secret: WRONG });
    await expect(client.getJson('venues', asked)).rejects.toMatchObject({
      name: 'ReauthoriseError',
      fault: { code: 'clock-differs', whoActs: 'operator', cause: expect.stringContaining('20 minutes behind') },
    });
    expect(client.clockOffsetMs()).toBeNull();
    expect(office.asked).toHaveLength(2);
  });

  it('a little does not matter', async () => {
    office.clock.offsetMs = 30_000;
    const client = office.client();
    await client.getJson('venues', asked);
    expect(client.clockOffsetMs()).toBeNull();
  });
});

describe('permission given by a toggle', () => {
  const partnerOf = () => ({ ...office.credential });

  it('signs as the partner', async () => {
    const client = office.client(providerConsent.configFor(partnerOf(), 'testtheatre'));
    expect((await client.getJson('venues', asked)).data).toEqual([]);
  });

  it.each([401, 403])('that is off answers %i, which means that consent is refused', async (status) => {
    office.routes.set('venues', () => status);
    const client = office.client(providerConsent.configFor(partnerOf(), 'testtheatre'));
    const reading = client.getJson('venues', asked);
    await expect(reading).rejects.toThrow(ConsentWithdrawnError);
    await expect(reading).rejects.toMatchObject({ fault: { code: 'consent-refused' } });
  });

  it('is not what a missing right of an API account is', async () => {
    office.routes.set('venues', () => 403);
    await expect(office.client().getJson('venues', asked)).rejects.toMatchObject({ fault: { code: 'access-denied' } });
  });

  it('is listed by the partner’s list', async () => {
    const io = { allowLoopback: true, onRequest: () => undefined };
    const list = () => providerConsent.listConsentingClients(partnerOf(), io, signal);
    const allowed = { client: 'riverside', name: 'Riverside', allowedSince: '2026-01-01T00:00:00Z' };
    office.routes.set('/partner/api/v1/clients', () => ({ clients: [allowed, { client: 'harbour' }] }));
    expect(await list()).toEqual([
      { client: 'riverside', allowedSince: '2026-01-01T00:00:00Z' },
      { client: 'harbour', allowedSince: null },
    ]);
    office.routes.set('/partner/api/v1/clients', () => ({ clients: [] }));
    expect(await list()).toEqual([]);
    for (const broken of [{}, [], { clients: 'none' }, { clients: [allowed, {}] }, { clients: [{ client: '../x' }] }]) {
      office.routes.set('/partner/api/v1/clients', () => broken);
      await expect(list()).rejects.toThrow(AbortSyncError);
    }
    office.routes.set('/partner/api/v1/clients', () => 401);
    await expect(list()).rejects.toThrow(ReauthoriseError);
    await expect(list()).rejects.toMatchObject({ fault: { code: 'partner-credential-refused', whoActs: 'operator' } });
  });
});

describe('the form', () => {
  const complete = { client: 'riversidetheatre', login: 'greg\\brightflair', secret: WRONG };

  it('fills in the usual address', () => {
    expect(spektrixConfig.parse({ ...complete, secret: ` ${WRONG}\n` })).toEqual({
      ...complete,
      host: 'https://system.spektrix.com',
    });
  });

  it('says what each field is and where it is found', () => {
    for (const [name, field] of Object.entries(spektrixConfig.shape)) {
      expect(field.meta()).toMatchObject({
        label: expect.any(String),
        help: expect.any(String),
        secret: name === 'secret',
      });
    }
  });

  it.each([
    ['client', 'river/side'],
    ['client', '..'],
    ['login', 'a\r\nb'],
    ['secret', 'hunter2!'],
    ['host', 'tickets.example.org'],
    ['host', 'https://tickets.example.org/path'],
    ['host', 'https://ann:pw@tickets.example.org'],
    ['host', 'ftp://tickets.example.org'],
  ])('refuses a %s like %s, without repeating it', (name, value) => {
    const result = spektrixConfig.safeParse({ ...complete, [name]: value });
    expect(result.success).toBe(false);
    expect(result.error?.issues[0]?.path).toEqual([name]);
    expect(result.error?.message).not.toContain(value);
  });
});
