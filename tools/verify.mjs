// `npm run verify`. The rest is imported only once Node is known to be new enough to read it.
import './require-node.mjs';

import('./run-checks.mjs').then(({ runChecks }) => runChecks());
