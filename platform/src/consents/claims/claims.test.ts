import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addConnection } from '../../connections/add-connection.ts';
import { describeConnection } from '../../connections/describe-connection.ts';
import { findConnection } from '../../connections/find-connection.ts';
import { stopConnection } from '../../connections/stop-connection.ts';
import { type ContextForTests, openContextForTests, TOY } from '../../context-for-tests.ts';
import { describeBackends } from '../../control/backends-for-tests.ts';
import type { Connection } from '../../control/schema/connections.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { acceptAgreement } from '../agreement/accept-agreement.ts';
import { AGREEMENT_VERSION } from '../agreement/agreement-text.ts';
import { askDesk } from './ask-desk.ts';
import { decideClaim } from './decide-claim.ts';
import { listClaims } from './list-claims.ts';
import { lookForProofs } from './look-for-proofs.ts';
import { openClaim } from './open-claim.ts';
import { renewCode } from './renew-code.ts';
import { showClaim } from './show-claim.ts';
import { startClaim } from './start-claim.ts';

const MILL = 'millarts';
const never = new AbortController().signal;

describeBackends('Claims', (backend) => {
  let box: ContextForTests;
  let mill: Organisation;
  let other: Organisation;

  beforeAll(async () => {
    box = await openContextForTests((options) => backend.open(options));
  });
  beforeEach(async () => {
    await box.reset();
    mill = await box.organisation('mill', 'Mill Arts');
    other = await box.organisation('other', 'Other House');
    box.toy.clients = ['somebody', MILL];
  });
  afterAll(() => box.close());

  const claim = (organisation: Organisation, client = MILL) =>
    startClaim(box.context, { organisation, provider: TOY, client, actor: `an admin of ${organisation.slug}` });
  const codeOf = async ({ id }: Connection) => (await openClaim(box.context.db, id))?.code ?? '';
  const stateOf = async ({ id }: Connection) => (await openClaim(box.context.db, id))?.state;
  const look = () => lookForProofs(box.context, never);
  const write = async (connection: Connection, client = MILL) =>
    box.toy.written.set(client, `Please ${await codeOf(connection)}!`);
  const later = (minutes: number) => box.clock.set(new Date(box.clock.now().getTime() + minutes * 60_000));
  const agree = async ({ id }: Connection) =>
    acceptAgreement(box.context, {
      connection: await findConnection(box.context, id),
      version: AGREEMENT_VERSION,
      name: 'Asha Rao',
      position: 'Director',
      actor: 'asha',
    });
  const headline = async ({ id }: Connection) =>
    (await describeConnection(box.context, await findConnection(box.context, id))).headline.code;
  /** A client of somebody else's, held for good. */
  const held = () => box.claim(other, MILL);

  describe('a code', () => {
    test('names whoever claims, and seen in the client’s own data it proves the claim', async () => {
      const connection = await claim(mill);
      expect(await codeOf(connection)).toMatch(/^ILLUMINATE-MILL-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
      await look();
      expect([await stateOf(connection), await headline(connection)]).toEqual(['waiting', 'UNCLAIMED']);
      await write(connection);
      await look();
      expect([await stateOf(connection), await headline(connection)]).toEqual(['proven', 'AWAITING_CONSENT']);
    });

    test('lives an hour, and a fresh one leaves the old one worthless', async () => {
      const connection = await claim(mill);
      await write(connection);
      later(61);
      await look();
      expect(await stateOf(connection)).toBe('waiting');
      await renewCode(box.context, { connection, actor: 'an admin' });
      await look();
      expect(await stateOf(connection)).toBe('waiting');
      await write(connection);
      await look();
      expect(await stateOf(connection)).toBe('proven');
    });

    test('of another organisation proves nothing', async () => {
      const [one, two] = [await claim(mill), await claim(other)];
      await write(two);
      await look();
      expect(await stateOf(one)).toBe('waiting');
    });

    test('is looked for only where the provider names the client, and nothing else is asked', async () => {
      await claim(mill, 'notthere');
      await claim(other);
      await look();
      expect(box.toy.asked).toEqual([MILL]);
      box.toy.clients = null;
      await look();
      expect(box.toy.asked).toEqual([MILL]);
    });
  });

  describe('nothing is collected', () => {
    const collected = () =>
      box.context.db
        .selectFrom('syncs')
        .select('id')
        .execute()
        .then((syncs) => syncs.length > 0);

    test('before the claim is proven, though the toggle is on', async () => {
      const connection = await claim(mill);
      await box.consents.pollAll();
      expect([await collected(), await headline(connection)]).toEqual([false, 'UNCLAIMED']);
      await expect(agree(connection)).rejects.toMatchObject({ code: 'not-possible-now' });
    });

    test('before the agreement is accepted, though the claim is proven; then it begins', async () => {
      const connection = await claim(mill);
      await write(connection);
      await look();
      await box.consents.pollAll();
      expect([await collected(), await headline(connection)]).toEqual([false, 'AWAITING_CONSENT']);
      await agree(connection);
      await box.consents.pollAll();
      expect(await collected()).toBe(true);
      const { agreement, state } = await describeConnection(
        box.context,
        await findConnection(box.context, connection.id),
      );
      expect(state).toBe('active');
      expect(agreement).toMatchObject({ basis: 'accepted', name: 'Asha Rao', position: 'Director' });
      expect(agreement?.reviewOn.slice(0, 4)).toBe('2027');
    });
  });

  test('the answer is the same for every name: unknown, consenting, held by another', async () => {
    await held();
    const answers = [];
    for (const client of ['nosuchclient', 'somebody', MILL]) {
      const { claim: said, connection } = await showClaim(box.context, await claim(mill, client));
      const { id, client: named, code, startedAt, codeUntil, ...rest } = said;
      expect([id.slice(0, 4), named, code?.length]).toEqual(['clm_', client, 'ILLUMINATE-MILL-XXXX-XXXX'.length]);
      expect(Date.parse(codeUntil ?? '') - Date.parse(startedAt)).toBe(3_600_000);
      answers.push(JSON.stringify([connection, { ...rest, steps: rest.steps.map((step) => step.length) }]));
    }
    expect(new Set(answers).size).toBe(1);
    expect(box.toy.asked).toEqual([]);
  });

  test('somebody who goes through a list of names is stopped', async () => {
    for (let n = 0; n < 10; n += 1) await claim(mill, `client${n}`);
    await expect(claim(mill, 'one-more')).rejects.toMatchObject({ code: 'too-many-attempts' });
    await claim(other);
    later(61);
    await claim(mill, 'one-more');
  });

  describe('a rival', () => {
    test('with the code in place goes to the desk, and whoever holds the client keeps it', async () => {
      const holder = await held();
      const rival = await claim(mill);
      await write(rival);
      await look();
      expect([await stateOf(rival), await stateOf(holder)]).toEqual(['at-desk', 'proven']);
      const [listed] = await listClaims(box.context);
      expect(listed).toMatchObject({ connection: rival.name, whyDesk: 'rival', client: MILL });
      expect(listed?.codeSeenAt).not.toBeNull();
      expect(listed?.rivals.map(({ connection }) => connection)).toEqual([holder.name]);
      const decide = (approve: boolean) =>
        decideClaim(box.context, { claim: listed?.id ?? '', approve, evidence: 'Letter of 3 May.', actor: 'desk' });
      await expect(decide(true)).rejects.toMatchObject({ code: 'conflict', parts: { whoActs: 'operator' } });
      await expect(renewCode(box.context, { connection: rival, actor: 'x' })).rejects.toMatchObject({
        code: 'not-possible-now',
      });
      await stopConnection(box.context, { connectionId: holder.id, actor: 'desk' });
      await decide(true);
      expect([await stateOf(rival), await stateOf(holder)]).toEqual(['proven', undefined]);
      await expect(decide(false)).rejects.toMatchObject({ code: 'not-possible-now' });
    });

    test('of two that may still prove it, whoever does first goes to the desk too', async () => {
      const [one, two] = [await claim(mill), await claim(other)];
      await write(two);
      await look();
      expect([await stateOf(one), await stateOf(two)]).toEqual(['waiting', 'at-desk']);
    });

    test('whose code has run out stands in nobody’s way', async () => {
      await claim(other);
      later(61);
      const connection = await claim(mill);
      await write(connection);
      await look();
      expect(await stateOf(connection)).toBe('proven');
    });
  });

  test('the desk decides for whoever cannot place a code, and says why not', async () => {
    const connection = await claim(mill);
    await askDesk(box.context, { connection, note: 'Nobody here may make events.', actor: 'an admin' });
    const [listed] = await listClaims(box.context);
    expect(listed).toMatchObject({ whyDesk: 'asked', note: 'Nobody here may make events.' });
    await decideClaim(box.context, {
      claim: listed?.id ?? '',
      approve: false,
      evidence: 'The number in the book is not theirs.',
      actor: 'desk',
    });
    const { claim: said } = await showClaim(box.context, connection);
    expect(said).toMatchObject({ state: 'declined', answer: 'The number in the book is not theirs.', code: null });
    await renewCode(box.context, { connection, actor: 'an admin' });
    expect(await stateOf(connection)).toBe('waiting');
  });

  test('a claim that was mistyped is replaced, one that was proven is not', async () => {
    const first = await claim(mill, 'milarts');
    const second = await claim(mill);
    expect(second.id).toBe(first.id);
    await write(second);
    await look();
    await expect(claim(mill, 'another')).rejects.toMatchObject({
      code: 'conflict',
      parts: { whoActs: 'organisation', nextStep: expect.stringContaining(second.name) },
    });
  });

  test('a claim is withdrawn with its connection, which is written down, and may be made again in place', async () => {
    const connection = await claim(mill);
    await write(connection);
    await stopConnection(box.context, { connectionId: connection.id, actor: 'an admin' });
    await look();
    expect([await stateOf(connection), await listClaims(box.context)]).toEqual([undefined, []]);
    const entries = await box.context.db
      .selectFrom('audit')
      .select(['action', 'actor'])
      .where('subject', '=', connection.id)
      .orderBy('seq', 'desc')
      .limit(2)
      .execute();
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ['connection.stopped', 'an admin'],
      ['claim.withdrawn', 'an admin'],
    ]);
    const again = await claim(mill);
    expect([again.id, await stateOf(again)]).toEqual([connection.id, 'waiting']);
  });

  test('the operator vouches for a client whatever claims wait, and it is recorded so', async () => {
    const waiting = await claim(other);
    const mine = await claim(mill);
    const added = await addConnection(box.context, {
      organisation: mill,
      provider: TOY,
      method: 'provider-consent',
      settings: { client: MILL },
      test: false,
      actor: 'the operator',
    });
    expect(added.id).toBe(mine.id);
    const { claim: said, agreement } = await describeConnection(box.context, added);
    expect(said).toMatchObject({ state: 'proven', provenBy: 'operator' });
    expect(agreement).toMatchObject({ basis: 'arranged', name: 'the operator' });
    await box.consents.pollAll();
    expect((await findConnection(box.context, added.id)).state).toBe('active');
    expect((await findConnection(box.context, waiting.id)).state).toBe('waiting_for_consent');
  });
});
