// `npm run pictures`: makes docs/images anew. The rest is imported only once Node is known to be new enough to read it.
import './require-node.mjs';

import('./run-source.mjs').then(({ runSource }) => runSource('tests/pictures/main.ts'));
