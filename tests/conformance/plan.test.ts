import { type Arrangement, isNotHere, planTrials, saysWhatItIs, TRAPS } from '@illuminate/connector-kit/conformance';
import { connectors } from '@illuminate/connectors';
import { describe, expect, test } from 'vitest';
import * as registry from './registry.ts';

const arrangements: readonly Arrangement[] = Object.values(registry);
const reads = connectors.find(({ streams }) => streams.some(({ changedSince }) => changedSince !== undefined));
if (reads === undefined) throw new Error('no connector follows changes');
const arrangement = arrangements.find((each) => each.connector === reads.id);

test('each trap is run or does not apply, for every connector, and says which and why', () => {
  const { trials, wrong } = planTrials(connectors, arrangements);
  expect(wrong).toEqual([]);
  for (const { traps } of trials) {
    expect(traps.map(({ trap }) => trap)).toEqual(TRAPS);
    for (const { doesNotApply } of traps)
      expect(doesNotApply).toSatisfy((why) => why === null || String(why).length > 10);
  }
  for (const trap of TRAPS) {
    const runs = trials.filter(({ traps }) => traps.some((each) => each.trap === trap && each.doesNotApply === null));
    expect(runs, trap.id).not.toEqual([]);
  }
});

describe('the suite is not whole, and says so,', () => {
  test('when a connector has no arrangement', () => {
    const { wrong, trials } = planTrials([reads], []);
    expect(wrong.join()).toContain(`"${reads.id}" has 0 arrangements`);
    expect(trials).toEqual([]);
  });

  test('when an arrangement has no connector', () => {
    expect(planTrials([], arrangements).wrong).toHaveLength(arrangements.length);
  });

  test('when a connector that reads has no simulator', () => {
    const bare = { connector: reads.id, provider: { notHere: 'nobody wrote one' } };
    expect(planTrials([reads], [bare]).wrong.join()).toContain('has streams and no simulator: nobody wrote one');
  });

  test('when a simulator lacks a fault that the connector can meet', () => {
    if (arrangement === undefined || isNotHere(arrangement.provider)) throw new Error('no simulator');
    const { provider } = arrangement;
    const faults = { ...provider.faults, 'page-again': { notHere: 'left out' } };
    const { wrong } = planTrials([reads], [{ ...arrangement, provider: { ...provider, faults } }]);
    expect(wrong).toEqual([`${reads.id} can meet the fault "page-again", so its simulator needs it: left out`]);
  });

  test('when a connector does not say what it is', () => {
    const [stream] = reads.streams;
    if (stream === undefined) throw new Error('no stream');
    const mute = { ...reads, summary: '', reliesOn: [], streams: [{ ...stream, keeps: [] }, stream] };
    expect(saysWhatItIs(mute)).toEqual([
      'its summary is no sentence',
      'it does not say what it relies on',
      'two streams have one name',
      `${stream.name} does not say which fields it keeps`,
    ]);
  });
});
