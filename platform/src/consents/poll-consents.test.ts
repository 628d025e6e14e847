import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pauseConnection } from '../connections/pause-connection.ts';
import { resumeConnection } from '../connections/resume-connection.ts';
import { stopConnection } from '../connections/stop-connection.ts';
import { type ContextForTests, openContextForTests, TOY } from '../context-for-tests.ts';
import { describeBackends } from '../control/backends-for-tests.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import { streamFailed } from '../syncs/stream-states.ts';

describeBackends('Polls of consent', (backend) => {
  let box: ContextForTests;
  let riverside: Connection;

  beforeAll(async () => {
    box = await openContextForTests((options) => backend.open(options));
  });
  beforeEach(async () => {
    await box.reset();
    riverside = await box.claim(await box.organisation('riverside'), 'riversidetheatre');
  });
  afterAll(() => box.close());

  const db = () => box.context.db;

  async function poll(clients: string[] | null): Promise<void> {
    box.toy.clients = clients;
    box.clock.set(new Date(box.clock.now().getTime() + 30_000));
    await box.consents.pollAll();
  }

  async function now() {
    const { state, state_reason } = await db()
      .selectFrom('connections')
      .select(['state', 'state_reason'])
      .where('id', '=', riverside.id)
      .executeTakeFirstOrThrow();
    const consents = await db()
      .selectFrom('consents')
      .select('state')
      .where('connection_id', '=', riverside.id)
      .orderBy('since')
      .execute();
    const open = await db()
      .selectFrom('syncs')
      .select('trigger')
      .where('connection_id', '=', riverside.id)
      .where('state', 'in', ['queued', 'running'])
      .execute();
    return {
      state,
      reason: state_reason,
      consents: consents.map((consent) => consent.state),
      syncs: open.map(({ trigger }) => trigger),
    };
  }

  const connection = () =>
    db().selectFrom('connections').selectAll().where('id', '=', riverside.id).executeTakeFirstOrThrow();
  const audited = async () =>
    (await db().selectFrom('audit').select('action').where('subject', '=', riverside.id).orderBy('seq').execute()).map(
      ({ action }) => action,
    );

  describe('permission given in the box office', () => {
    test('is noticed by itself: consent with its evidence, and a sync', async () => {
      await poll(['harbourplayhouse']);
      expect(await now()).toEqual({ state: 'waiting_for_consent', reason: null, consents: [], syncs: [] });
      await poll(['harbourplayhouse', 'RiversideTheatre']);
      expect(await now()).toEqual({ state: 'active', reason: null, consents: ['granted'], syncs: ['consent'] });
      const { evidence, client } = await db().selectFrom('consents').selectAll().executeTakeFirstOrThrow();
      expect(client).toBe('riversidetheatre');
      expect(evidence).toMatchObject({ source: 'list of consenting clients', list: 'ok' });
    });

    test('given again, begins without the failures of before', async () => {
      await poll(['harbourplayhouse', 'riversidetheatre']);
      const fault = { code: 'consent-refused', cause: 'No.', whoActs: 'organisation', nextStep: 'Ask.' } as const;
      await streamFailed(box.context, riverside.id, 'venues', { fault, afterMs: null, reference: 'r', whole: true });
      await poll(['harbourplayhouse']);
      await poll(['harbourplayhouse', 'riversidetheatre']);
      const states = await db()
        .selectFrom('stream_states')
        .select(['failures', 'backoff_until', 'last_error'])
        .execute();
      expect(states).toEqual([{ failures: 0, backoff_until: null, last_error: null }]);
    });

    test('withdrawn on a list that names others ends collection at once, with a receipt, and given again goes on', async () => {
      await poll(['harbourplayhouse', 'riversidetheatre']);
      await poll(['harbourplayhouse']);
      expect(await now()).toEqual({
        state: 'stopped',
        reason: 'consent-withdrawn',
        consents: ['withdrawn'],
        syncs: [],
      });
      expect(await audited()).toEqual([
        'connection.added',
        'claim.vouched',
        'agreement.arranged',
        'consent.receipt-issued',
        'connection.consent-granted',
        'consent.receipt-issued',
        'connection.consent-withdrawn',
      ]);
      await poll(['harbourplayhouse', 'riversidetheatre']);
      expect(await now()).toEqual({
        state: 'active',
        reason: null,
        consents: ['withdrawn', 'granted'],
        syncs: ['consent'],
      });
    });

    test('withdrawn in mid-sync is no failure of that sync; another failure stays one', async () => {
      await poll(['harbourplayhouse', 'riversidetheatre']);
      const other = await endedSync('no-answer');
      const refused = await endedSync('consent-refused');
      const fault = { code: 'consent-refused', cause: 'No.', whoActs: 'organisation', nextStep: 'Ask.' } as const;
      await streamFailed(box.context, riverside.id, 'orders', { fault, afterMs: null, reference: 'r', whole: true });
      await poll(['harbourplayhouse']);
      const syncs = await db().selectFrom('syncs').select(['id', 'state']).where('failure', 'is not', null).execute();
      expect(syncs).toEqual([{ id: other, state: 'failed' }]);
      const cut = await db().selectFrom('syncs').select('state').where('id', '=', refused).executeTakeFirstOrThrow();
      expect(cut.state).toBe('cancelled');
      const [stream] = await db().selectFrom('stream_states').select(['failures', 'last_error']).execute();
      expect(stream).toEqual({ failures: 0, last_error: null });
    });

    async function endedSync(code: string): Promise<string> {
      const id = newId('syn');
      const at = box.clock.now();
      const failure = { code, cause: 'No.', who_acts: 'organisation', next_step: 'Ask.', stream: null, reference: 'r' };
      const nobody = { fence: null, worker: null, lease_until: null, heartbeat_at: null, progress_at: null };
      await db()
        .insertInto('syncs')
        .values({
          ...{ id, connection_id: riverside.id, trigger: 'schedule', state: 'failed', counts: null, progress: null },
          ...{ queued_at: at, started_at: at, ended_at: at, failure: json(failure), ...nobody },
        })
        .execute();
      return id;
    }

    test('of a client that nobody was attached to touches no connection', async () => {
      await poll(['somebodyelse']);
      expect(await db().selectFrom('consents').select('id').execute()).toEqual([]);
    });
  });

  describe('a list that cannot be believed', () => {
    test('broken: collection is suspended, no withdrawal is recorded, a good list restores it', async () => {
      await poll(['harbourplayhouse', 'riversidetheatre']);
      await poll(null);
      expect(await now()).toEqual({
        state: 'suspended',
        reason: 'consent-list-failed',
        consents: ['granted'],
        syncs: [],
      });
      await poll(['harbourplayhouse', 'riversidetheatre']);
      expect(await now()).toEqual({ state: 'active', reason: null, consents: ['granted'], syncs: ['consent'] });
    });

    test('empty, with a box office that still answers: suspended until a list can be believed', async () => {
      await poll(['riversidetheatre']);
      await poll([]);
      await poll([]);
      expect(await now()).toMatchObject({ state: 'suspended', reason: 'consent-list-empty', consents: ['granted'] });
      await poll(['riversidetheatre']);
      expect(await now()).toMatchObject({ state: 'active', consents: ['granted'] });
    });

    test('empty, with a box office that refuses this client too: two witnesses are a withdrawal', async () => {
      await poll(['riversidetheatre']);
      box.toy.refuses.add('riversidetheatre');
      await poll([]);
      expect(await now()).toEqual({
        state: 'stopped',
        reason: 'consent-withdrawn',
        consents: ['withdrawn'],
        syncs: [],
      });
      const { details } = await db()
        .selectFrom('audit')
        .select('details')
        .where('action', '=', 'connection.consent-withdrawn')
        .where('subject', '=', riverside.id)
        .executeTakeFirstOrThrow();
      expect(details).toMatchObject({ evidence: { list: 'empty', boxOffice: 'refuses this client' } });
      await poll(['riversidetheatre']);
      expect(await now()).toMatchObject({ state: 'active', consents: ['withdrawn', 'granted'] });
    });

    test('shrunk: only those it no longer names are suspended', async () => {
      const harbour = await box.claim(await box.organisation('harbour'), 'harbourplayhouse');
      await poll(['riversidetheatre', 'harbourplayhouse', 'a', 'b', 'c']);
      await poll(['harbourplayhouse', 'a']);
      expect(await now()).toMatchObject({ state: 'suspended', reason: 'consent-list-shrunk', consents: ['granted'] });
      const other = await db()
        .selectFrom('connections')
        .select('state')
        .where('id', '=', harbour.id)
        .executeTakeFirstOrThrow();
      expect(other.state).toBe('active');
      const polls = await db()
        .selectFrom('consent_polls')
        .select(['outcome', 'clients_count'])
        .orderBy('seq')
        .execute();
      expect(polls).toEqual([
        { outcome: 'ok', clients_count: 5 },
        { outcome: 'shrunk', clients_count: 2 },
      ]);
    });

    test('a person who answers for it is believed until a list can be', async () => {
      await poll(['riversidetheatre']);
      await poll([]);
      await resumeConnection(box.context, { connection: await connection(), actor: 'the operator' });
      await poll([]);
      await poll(null);
      expect(await now()).toMatchObject({ state: 'active', reason: 'resumed-against-list', syncs: ['manual'] });
      await poll(['harbourplayhouse']);
      expect(await now()).toMatchObject({ state: 'stopped', consents: ['withdrawn'] });
    });
  });

  describe('a person’s own decision', () => {
    test('a pause outlasts the list, and ends with the permission', async () => {
      await poll(['harbourplayhouse', 'riversidetheatre']);
      await pauseConnection(box.context, { connectionId: riverside.id, actor: 'the operator' });
      await poll(null);
      await poll(['harbourplayhouse', 'riversidetheatre']);
      expect(await now()).toMatchObject({ state: 'paused', syncs: [] });
      await poll(['harbourplayhouse']);
      expect(await now()).toMatchObject({ state: 'stopped', reason: 'consent-withdrawn' });
    });

    test('a stop stays, whatever the list says', async () => {
      await poll(['riversidetheatre']);
      await stopConnection(box.context, { connectionId: riverside.id, actor: 'the operator' });
      await poll(['riversidetheatre']);
      expect(await now()).toEqual({ state: 'stopped', reason: 'by-person', consents: ['withdrawn'], syncs: [] });
    });

    test('after a restore a pause stays a pause once permission has been asked again', async () => {
      await poll(['riversidetheatre']);
      await db()
        .updateTable('connections')
        .set({ state: 'suspended', state_before: 'paused', state_reason: 'restored' })
        .execute();
      await poll(['riversidetheatre']);
      expect(await now()).toMatchObject({ state: 'paused', consents: ['granted'] });
    });
  });

  test('who else consented is remembered by fingerprint only', async () => {
    await poll(['riversidetheatre', 'verysecrettheatre']);
    const rows = await db().selectFrom('settings').selectAll().where('key', '=', `consent_list.${TOY}`).execute();
    expect(JSON.stringify(rows)).not.toContain('verysecrettheatre');
    expect(rows[0]?.value).toHaveLength(2);
  });
});
