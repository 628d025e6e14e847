// `npm run simulate -- PROVIDER …`
import './require-node.mjs';

import('./run-bundle.mjs').then(({ runBundle }) => runBundle('simulate'));
