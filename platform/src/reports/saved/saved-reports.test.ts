import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countRecords, removeRecords } from '../../deletions/records.ts';
import { ask, type HouseForTests, openHouse, refusalOf } from '../house-for-tests.ts';

let house: HouseForTests;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const TICKETS = {
  mode: 'grouped',
  keys: [{ field: 'event.name' }],
  measures: [{ measure: 'tickets' }, { measure: 'averagePrice' }],
};
const BOOKERS = { mode: 'rows', columns: [{ field: 'customer.pseudonym' }, { field: 'booking.spend' }] };

let made = 0;
const save = (changes: object = {}, who = house.insights) => {
  made += 1;
  return ask(house, who, 'createReport', {
    body: { type: 'sales', name: `Report ${made}`, output: TICKETS, ...changes },
  });
};
const named = (report: { id: string }) => ({ params: { report: report.id } });
const auditOf = async (subject: string) =>
  (
    await house.api.box.context.db
      .selectFrom('audit')
      .selectAll()
      .where('subject', '=', subject)
      .orderBy('seq')
      .execute()
  ).map(({ action, actor, details }) => ({ action, actor: actor.replace(/ \(.*/, ''), details }));

describe('a report is saved', () => {
  test('and is there for everybody in the organisation, and for nobody else', async () => {
    const report = await save({ name: 'Tickets by event', folder: 'Weekly', description: 'For Mondays.' });
    expect(report).toMatchObject({
      owner: 'Iris',
      version: 1,
      isOwn: true,
      mayChange: true,
      template: { kind: 'table' },
    });
    expect(report.sentence).toBe('All tickets.');
    const seen = await ask(house, house.member, 'showReport', named(report));
    expect(seen).toMatchObject({ name: 'Tickets by event', isOwn: false, mayChange: false, lastRun: null });
    const elsewhere = await refusalOf(house, house.stranger, 'showReport', named(report));
    expect(elsewhere.code).toBe('not-found');
    expect(await auditOf(report.id)).toEqual([
      {
        action: 'report.created',
        actor: 'Iris',
        details: { name: 'Tickets by event', type: 'sales', visibility: 'organisation' },
      },
    ]);
  });

  test('only as something that can be run, with everything that is wrong by its place', async () => {
    const refused = await refusalOf(house, house.insights, 'createReport', {
      body: {
        type: 'sales',
        name: 'Wrong',
        criteria: { own: { match: 'all', items: [{ field: 'event.nme', op: 'eq', value: 'x' }] } },
        output: { mode: 'grouped', keys: [], measures: [{ measure: 'profit' }] },
      },
    });
    expect(refused.code).toBe('invalid-input');
    expect(refused.fields).toContain('body.criteria.own.items.0.field: there is no field called event.nme');
    expect(refused.fields).toContain('body.output.measures.0.measure: there is no measure called profit');
    const chart = await refusalOf(house, house.insights, 'createReport', {
      body: {
        type: 'sales',
        name: 'Wrong',
        output: TICKETS,
        template: { kind: 'stacked', category: 1, series: 0, measures: [0, 1] },
      },
    });
    expect(chart.fields).toEqual([
      'body.template.category: is no key of this report',
      'body.template.measures.0: is no measure of this report',
      'body.template.measures: is more than one, beside a key of series',
    ]);
  });

  test('by those who build reports alone', async () => {
    const refused = await refusalOf(house, house.member, 'createReport', {
      body: { type: 'sales', name: 'Mine', output: TICKETS },
    });
    expect(refused.code).toBe('not-allowed');
  });

  test('once under a name, whatever its case', async () => {
    await save({ name: 'Once' });
    const refused = await refusalOf(house, house.other, 'createReport', {
      body: { type: 'sales', name: 'ONCE', output: TICKETS },
    });
    expect(refused).toMatchObject({ code: 'conflict', detail: 'There is a report called “ONCE” already.' });
    expect((await save({ name: 'Once', visibility: 'own' }, house.other)).name).toBe('Once');
  });
});

describe('what one keeps to oneself', () => {
  test('is found by its owner and by administrators', async () => {
    const report = await save({ name: 'A draft', visibility: 'own' });
    const namesFor = async (who: HouseForTests['member']) =>
      (await ask(house, who, 'listReports', { query: { search: 'draft' } })).items.map(({ name }) => name);
    expect(await namesFor(house.insights)).toEqual(['A draft']);
    expect(await namesFor(house.admin)).toEqual(['A draft']);
    expect(await namesFor(house.other)).toEqual([]);
    expect(await namesFor(house.member)).toEqual([]);
    for (const id of ['showReport', 'runSavedReport', 'copyReport', 'archiveReport'] as const) {
      const refused = await refusalOf(house, house.other, id, {
        ...named(report),
        ...(id === 'showReport' ? {} : { body: {} }),
      });
      expect(refused.code).toBe('not-found');
    }
  });

  test('is for its owner or an administrator to keep: nobody takes it from the others', async () => {
    const report = await save();
    const body = { version: 1, visibility: 'own' };
    expect((await refusalOf(house, house.other, 'changeReport', { ...named(report), body })).code).toBe('not-allowed');
    expect((await ask(house, house.admin, 'changeReport', { ...named(report), body })).visibility).toBe('own');
  });
});

describe('a change', () => {
  test('on top of one that was not seen is refused with who made that', async () => {
    const report = await save({ name: 'Shared' });
    const renamed = await ask(house, house.other, 'changeReport', {
      ...named(report),
      body: { version: 1, description: 'Better.' },
    });
    expect(renamed).toMatchObject({ version: 2, description: 'Better.', changedBy: 'Otto', owner: 'Iris' });
    const refused = await refusalOf(house, house.insights, 'changeReport', {
      ...named(report),
      body: { version: 1, description: 'Mine.' },
    });
    expect(refused).toMatchObject({
      code: 'conflict',
      detail: '“Shared” was changed by Otto on 2026-11-29 12:00 (version 2), after you read version 1.',
    });
    expect((await auditOf(report.id)).at(-1)).toEqual({
      action: 'report.changed',
      actor: 'Otto',
      details: { name: 'Shared', changed: ['description'], version: 2 },
    });
  });

  test('of two at the same time leaves one', async () => {
    const report = await save();
    const changes = await Promise.allSettled(
      ['one', 'two'].map((description) =>
        ask(house, house.insights, 'changeReport', { ...named(report), body: { version: 1, description } }),
      ),
    );
    expect(changes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('that changes nothing makes no version', async () => {
    const report = await save();
    const { criteria, output, template } = report;
    const same = await ask(house, house.insights, 'changeReport', {
      ...named(report),
      body: { version: 1, criteria, output, template },
    });
    expect(same.version).toBe(1);
  });

  test('of a report that is read only is for its owner and administrators', async () => {
    const report = await save({ isReadOnly: true });
    const body = { version: 1, name: `${report.name} now` };
    const refused = await refusalOf(house, house.other, 'changeReport', { ...named(report), body });
    expect(refused).toMatchObject({ code: 'not-allowed', detail: expect.stringContaining('is read only') });
    expect((await refusalOf(house, house.other, 'archiveReport', named(report))).code).toBe('not-allowed');
    const copy = await ask(house, house.other, 'copyReport', { ...named(report), body: {} });
    expect(copy).toMatchObject({ name: `Copy of ${report.name}`, isReadOnly: false, visibility: 'own', owner: 'Otto' });
    const again = await ask(house, house.other, 'copyReport', { ...named(report), body: {} });
    expect(again.name).toBe(`Copy of ${report.name} (2)`);
    expect((await ask(house, house.admin, 'changeReport', { ...named(report), body })).version).toBe(2);
  });
});

test('an archived report is out of the list, runs still, and comes back unless its name is taken', async () => {
  const report = await save({ name: 'Of last year', folder: 'Old' });
  expect((await ask(house, house.insights, 'archiveReport', named(report))).archivedAt).not.toBeNull();
  const listed = async (query: object) =>
    (await ask(house, house.member, 'listReports', { query: { search: 'of last year', ...query } })).items.length;
  expect([await listed({}), await listed({ archived: 'yes' }), await listed({ archived: 'all' })]).toEqual([0, 1, 1]);
  const { folders } = await ask(house, house.member, 'listReports');
  expect(folders.map(({ name }) => name)).not.toContain('Old');
  expect((await ask(house, house.member, 'runSavedReport', { ...named(report), body: {} })).matching).toBeGreaterThan(
    0,
  );
  const usurper = await save({ name: 'Of last year' });
  expect((await refusalOf(house, house.insights, 'restoreReport', named(report))).code).toBe('conflict');
  await ask(house, house.insights, 'archiveReport', named(usurper));
  expect((await ask(house, house.insights, 'restoreReport', named(report))).archivedAt).toBeNull();
});

test('favourites are one’s own, and folders are counted', async () => {
  const report = await save({ folder: 'Board', name: 'For the board' });
  await ask(house, house.member, 'setReportFavourite', { ...named(report), body: { isFavourite: true } });
  await ask(house, house.member, 'setReportFavourite', { ...named(report), body: { isFavourite: true } });
  const { items, folders, mayCreate } = await ask(house, house.member, 'listReports', { query: { favourites: 'yes' } });
  expect(items.map(({ name, isFavourite }) => [name, isFavourite])).toEqual([['For the board', true]]);
  expect(folders).toContainEqual({ name: 'Board', reports: 1 });
  expect(mayCreate).toBe(false);
  expect((await ask(house, house.insights, 'listReports', { query: { favourites: 'yes' } })).items).toEqual([]);
  await ask(house, house.member, 'setReportFavourite', { ...named(report), body: { isFavourite: false } });
  expect((await ask(house, house.member, 'listReports', { query: { favourites: 'yes' } })).items).toEqual([]);
});

describe('a criteria set', () => {
  const criteria = { match: 'all', items: [{ field: 'ticket.price', op: 'gte', value: '10.00' }] };
  const create = (name: string, changes: object = {}) =>
    ask(house, house.insights, 'createCriteriaSet', { body: { type: 'sales', name, criteria, ...changes } });

  test('that is standard is locked, can be copied, and there are two for each type', async () => {
    const { items } = await ask(house, house.insights, 'listCriteriaSets');
    const standard = items.filter(({ isStandard }) => isStandard);
    for (const type of ['sales', 'customers', 'analysis', 'event-instances']) {
      expect(standard.filter((set) => set.type === type).length).toBeGreaterThanOrEqual(2);
    }
    for (const { type, criteria: asked } of standard) {
      const counted = await ask(house, house.insights, 'countReport', {
        body: { organisation: 'riverside', type, criteria: asked },
      });
      expect(counted.matching).toBeGreaterThanOrEqual(0);
      expect(counted.warnings).toEqual(
        type === 'customers' && !JSON.stringify(asked).includes('Order') ? counted.warnings : [],
      );
    }
    const params = { criteriaSet: 'standard-sales-by-date' };
    const refused = await refusalOf(house, house.insights, 'changeCriteriaSet', {
      params,
      body: { version: 1, name: 'x' },
    });
    expect(refused).toMatchObject({
      code: 'not-possible-now',
      detail: expect.stringContaining('“By date” is a standard'),
    });
    const copy = await ask(house, house.insights, 'copyCriteriaSet', { params, body: { name: 'Our season' } });
    expect(copy).toMatchObject({ name: 'Our season', isStandard: false, type: 'sales', version: 1, createdBy: 'Iris' });
  });

  test('changes every report that uses it, and tells which before that', async () => {
    const set = await create('Ten pounds and more');
    const using = { criteriaSet: set.id };
    const report = await save({ name: 'Dear tickets', criteria: using });
    await save({ name: 'Dear tickets of Otto', criteria: using, visibility: 'own' }, house.other);
    const told = await ask(house, house.insights, 'showCriteriaSet', { params: using });
    expect(told).toMatchObject({ usedIn: 2, reports: [{ id: report.id, name: 'Dear tickets', isArchived: false }] });
    const before = await ask(house, house.member, 'runSavedReport', { ...named(report), body: {} });
    expect(before.sentence).toBe('Tickets where Price Paid is at least 10.00.');
    const dearer = { match: 'all', items: [{ field: 'ticket.price', op: 'gte', value: '20.00' }] };
    const changed = await ask(house, house.other, 'changeCriteriaSet', {
      params: using,
      body: { version: 1, criteria: dearer },
    });
    expect(changed).toMatchObject({ version: 2, usedIn: 2, changedBy: 'Otto' });
    const after = await ask(house, house.member, 'runSavedReport', { ...named(report), body: {} });
    expect(after.sentence).toBe('Tickets where Price Paid is at least 20.00.');
    expect(after.matching).toBeLessThan(before.matching);
    const stale = await refusalOf(house, house.insights, 'changeCriteriaSet', {
      params: using,
      body: { version: 1, name: 'Mine' },
    });
    expect(stale).toMatchObject({ code: 'conflict', detail: expect.stringContaining('was changed by Otto on') });
    expect((await auditOf(set.id)).at(-1)?.details).toMatchObject({ changed: ['criteria'], reports: 2 });
  });

  test('in the archive is offered no more, and its reports run', async () => {
    const set = await create('For the archive');
    const report = await save({ criteria: { criteriaSet: set.id } });
    await ask(house, house.insights, 'archiveCriteriaSet', { params: { criteriaSet: set.id } });
    const { items } = await ask(house, house.insights, 'listCriteriaSets', { query: { search: 'for the archive' } });
    expect(items).toEqual([]);
    expect((await ask(house, house.member, 'runSavedReport', { ...named(report), body: {} })).matching).toBeGreaterThan(
      0,
    );
    const back = await ask(house, house.insights, 'restoreCriteriaSet', { params: { criteriaSet: set.id } });
    expect(back.archivedAt).toBeNull();
  });

  test('is for reports of its own type, and of its own organisation', async () => {
    const set = await create('Of tickets');
    const use = (changes: object) =>
      refusalOf(house, house.insights, 'createReport', {
        body: { type: 'sales', name: 'Uses it', output: TICKETS, criteria: { criteriaSet: set.id }, ...changes },
      });
    const output = { mode: 'grouped', keys: [], measures: [{ measure: 'bookers' }] };
    expect((await use({ type: 'customers', output })).fields).toEqual([
      'body.criteria.criteriaSet: “Of tickets” is for another type of report: sales',
    ]);
    expect((await use({ criteria: { criteriaSet: 'crs_none' } })).fields).toEqual([
      'body.criteria.criteriaSet: there is no such criteria set',
    ]);
    const params = { organisation: 'harbour', criteriaSet: set.id };
    expect((await refusalOf(house, house.stranger, 'showCriteriaSet', { params })).code).toBe('not-found');
  });
});

describe('columns of single bookers', () => {
  test('need somebody who builds reports, and a reason that is kept', async () => {
    const report = await save({ type: 'customers', output: BOOKERS });
    expect(report.hasPersonal).toBe(true);
    const body = { reason: 'Thanking the most faithful' };
    expect((await refusalOf(house, house.member, 'runSavedReport', { ...named(report), body })).code).toBe(
      'not-allowed',
    );
    const silent = await refusalOf(house, house.insights, 'runSavedReport', { ...named(report), body: {} });
    expect(silent.fields[0]).toMatch(/^body\.reason: say why: /);
    const result = await ask(house, house.insights, 'runSavedReport', { ...named(report), body });
    expect(result.rows.length).toBe(result.matching);
    const [said] = (await auditOf(house.organisation.id)).filter(({ action }) => action === 'report.personal-columns');
    expect(said).toMatchObject({ actor: 'Iris', details: { reason: body.reason } });
    const { items } = await ask(house, house.insights, 'listReportRuns', { query: { report: report.id } });
    expect(items.map(({ reason }) => reason)).toEqual([body.reason]);
    expect(
      (await ask(house, house.member, 'listReportRuns', { query: { report: report.id } })).items[0]?.reason,
    ).toBeNull();
  });

  test('are withheld in a preview', async () => {
    const preview = await ask(house, house.insights, 'previewReport', {
      body: { organisation: 'riverside', definition: { v: 1, type: 'customers', output: BOOKERS } },
    });
    expect(preview.columns.map(({ isWithheld = false }) => isWithheld)).toEqual([true, true]);
    expect(new Set(preview.rows.flat())).toEqual(new Set([null]));
  });
});

describe('definitions', () => {
  test('that changed since a report was saved are told with its result, until they are accepted', async () => {
    const report = await save();
    expect(report.changedDefinitions).toEqual([]);
    const { db } = house.api.box.context;
    const { pins } = await db
      .selectFrom('reports')
      .select('pins')
      .where('id', '=', report.id)
      .executeTakeFirstOrThrow();
    // The parts of a ratio are pinned with it.
    expect(Object.keys(pins).sort()).toEqual(['averagePrice', 'event.name', 'income', 'paidTickets', 'tickets']);
    const earlier = { ...pins.income, version: 'of-before', definition: 'What tickets cost, with fees.' };
    const gone = { version: 'x', label: 'Profit', definition: 'Unknown.', at: '2026-03-03T10:00:00Z' };
    await db
      .updateTable('reports')
      .set({ pins: JSON.stringify({ ...pins, income: earlier, profit: gone }) as never })
      .where('id', '=', report.id)
      .execute();
    const run = await ask(house, house.member, 'runSavedReport', { ...named(report), body: {} });
    expect(run.changedDefinitions).toMatchObject([{ id: 'income', was: 'What tickets cost, with fees.' }]);
    expect(run.warnings).toContain(
      'The definition of “Ticket Income” has changed since the report was saved on 2026-11-29. It was: What tickets cost, with fees.',
    );
    const renamed = await ask(house, house.insights, 'changeReport', {
      ...named(report),
      body: { version: 1, description: 'Another change accepts nothing.' },
    });
    expect(renamed.changedDefinitions.length).toBe(1);
    const accepted = await ask(house, house.insights, 'acceptReportDefinitions', {
      ...named(report),
      body: { version: 2 },
    });
    expect(accepted).toMatchObject({ version: 3, changedDefinitions: [] });
    expect((await auditOf(report.id)).at(-1)?.details).toMatchObject({ definitions: ['income'] });
  });
});

test('an organisation whose data is deleted keeps no report, criteria set or run, and each is counted', async () => {
  const { db } = house.api.box.context;
  const other = await house.api.box.organisation('gone');
  const person = await house.api.person({
    email: 'g@gone.example',
    memberships: [{ organisation: other.id, role: 'organisation-admin' }],
  });
  const params = { organisation: 'gone' };
  const set = await ask(house, person, 'createCriteriaSet', {
    params,
    body: { type: 'sales', name: 'All', criteria: { match: 'all', items: [] } },
  });
  await ask(house, person, 'createReport', {
    params,
    body: { type: 'sales', name: 'All', output: TICKETS, criteria: { criteriaSet: set.id } },
  });
  const whose = { organisation: other, connections: [] };
  expect(await countRecords({ db }, whose, true)).toEqual({ reports: 1, criteria_sets: 1 });
  await db.transaction().execute((trx) => removeRecords(trx, whose, true));
  expect(await countRecords({ db }, whose, true)).toEqual({});
  expect((await ask(house, person, 'listReports', { params })).items).toEqual([]);
});
