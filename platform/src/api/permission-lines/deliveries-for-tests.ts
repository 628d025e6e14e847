import type { OperationId } from '@illuminate/contract';
import type { Asked } from '../api-for-tests.ts';
import { type Line, ofConnection, type Whose } from './line-for-tests.ts';

const ofBatch = ({ connection }: Whose): Asked => ({ params: { connection, batch: 'b-1' } });

export const DELIVERIES_LINES = {
  listDeliveries: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  listDeliveryKeys: { who: 'read', people: 'a dp', names: true, asks: ofConnection },
  addDeliveryKey: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { publicKey: Buffer.alloc(32, 9).toString('base64') } }),
  },
  retireDeliveryKey: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection, key: 'dk_none' } }),
  },
  listColumnMaps: { who: 'read', people: 'ia dp', names: true, asks: ofConnection },
  setColumnMap: {
    who: 'write',
    people: 'a',
    names: true,
    asks: ({ connection }) => ({ params: { connection }, body: { map: {} } }),
  },
  // Known by the signature of the request alone: no key of the API opens them.
  showDeliveryPosition: { who: 'signed', people: '', names: true, asks: ofConnection },
  openDelivery: { who: 'signed', people: '', names: true, asks: ofBatch },
  showDelivery: { who: 'signed', people: '', names: true, asks: ofBatch },
  sendDeliveryPart: {
    who: 'signed',
    people: '',
    names: true,
    asks: ({ connection }) => ({ params: { connection, batch: 'b-1', part: 1 } }),
  },
  completeDelivery: { who: 'signed', people: '', names: true, asks: ofBatch },
} as const satisfies Partial<Record<OperationId, Line>>;
