import type { Trial } from './trial.ts';

export const ownDelivery: Trial = {
  connector: 'delivery',
  provider: {
    notHere: 'nothing is asked of a box office: sales are handed over, which tests/faults/deliveries.test.ts tries',
  },
};
