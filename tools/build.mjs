// `npm run build`. The rest is imported only once Node is known to be new enough to read it.
import './require-node.mjs';

import('./prepare.mjs').then(({ prepare }) => prepare());
