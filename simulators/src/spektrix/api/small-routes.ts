import { type Answer, json, jsonText } from '../../http/answer.ts';
import { idOf, sharded } from '../ids.ts';
import type { Route } from './route.ts';

const id = (sequence: number): string => idOf(sharded(sequence));

/** Lists that a reader of ticket data meets in passing: few entries, the recorded fields [O, spektrix §2.3]. */
export const SMALL_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: 'tag-groups',
    ownerOnly: false,
    // The same call shows internal groups in owner mode [O].
    answer: ({ owner }) => json(owner ? [...WEB_TAGS, ...INTERNAL_TAGS] : WEB_TAGS),
  },
  {
    method: 'GET',
    path: 'statements',
    ownerOnly: false,
    answer: () =>
      json([
        { id: id(40), text: 'We would like to keep in touch by e-mail.' },
        { id: id(41), text: 'Cysylltwch â mi drwy’r post.' },
      ]),
  },
  {
    method: 'GET',
    path: 'funds',
    ownerOnly: false,
    answer: () =>
      textList([`{"id":"${id(42)}","name":"Roof Appeal","description":"","code":"ROOF","defaultDonationAmount":5.0}`]),
  },
  {
    method: 'GET',
    path: 'memberships',
    ownerOnly: false,
    answer: () =>
      textList([`{"id":"${id(43)}","name":"Friend","price":35.0}`, `{"id":"${id(44)}","name":"Noddwr","price":120.0}`]),
  },
  {
    method: 'GET',
    path: 'stock-items',
    ownerOnly: false,
    answer: () =>
      textList([
        `{"id":"${id(45)}","name":"Programme","price":4.5,"postageAndPacking":1.2,"attribute_Supplier":"","attribute_InStock":true}`,
      ]),
  },
];

const WEB_TAGS = [
  {
    id: id(46),
    name: 'Interests',
    description: '',
    tags: [
      { id: id(47), name: 'Drama' },
      { id: id(48), name: 'Pantomime' },
    ],
  },
];
const INTERNAL_TAGS = [
  { id: id(49), name: 'RFV segments', description: 'internal', tags: [{ id: id(50), name: 'Lapsed' }] },
];

function textList(items: readonly string[]): Answer {
  return jsonText(`[${items.join(',')}]`);
}
