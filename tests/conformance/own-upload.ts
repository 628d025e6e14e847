import type { Trial } from './trial.ts';

export const ownUpload: Trial = {
  connector: 'upload',
  provider: {
    notHere: 'nothing is asked of a box office: a person uploads files, which platform/src/uploads tries',
  },
};
