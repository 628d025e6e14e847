// `npm run bench -- extract`
import './require-node.mjs';

import('./run-bundle.mjs').then(({ runBundle }) => runBundle('bench'));
