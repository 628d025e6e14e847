// `npm run build`
import './require-node.mjs';

import('./prepare.mjs').then(({ prepare }) => prepare());
