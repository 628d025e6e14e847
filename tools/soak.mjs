// `npm run soak -- --kills N`
import './require-node.mjs';

import('./run-bundle.mjs').then(({ runBundle }) => runBundle('soak'));
