// `npm test`. The rest is imported only once Node is known to be new enough to read it.
import './require-node.mjs';

import('./run-tests.mjs').then(({ runTests }) => runTests(process.argv.slice(2)));
