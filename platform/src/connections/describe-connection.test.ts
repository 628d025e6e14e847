import { expect, test } from 'vitest';
import { openContextForTests } from '../context-for-tests.ts';
import { json } from '../control/json.ts';
import { describeConnection } from './describe-connection.ts';

test('evidence of a consent is told in the wall time of the organisation', async () => {
  const box = await openContextForTests();
  try {
    const connection = await box.claim(await box.organisation('riverside'), 'riversidetheatre');
    const evidence = { source: 'list of consenting clients', allowedSince: '2026-04-30T22:45:57.245Z' };
    const consent = {
      id: 'cns_1',
      connection_id: connection.id,
      client: 'riversidetheatre',
      state: 'granted',
    } as const;
    await box.context.db
      .insertInto('consents')
      .values({ ...consent, evidence: json(evidence), since: box.clock.now(), ended_at: null })
      .execute();
    const { consent: described } = await describeConnection(box.context, connection);
    expect(described?.evidence).toBe('Named on the list of consenting clients, allowed since 2026-04-30 23:45');
  } finally {
    await box.close();
  }
});
