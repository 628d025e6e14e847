// `npm start`. The rest is imported only once Node is known to be new enough to read it.
import './require-node.mjs';

import('./run-bundle.mjs').then(({ runBundle }) => runBundle('server'));
