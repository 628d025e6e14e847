// `npm run connector:new NAME`. The rest is imported only once Node is known to be new enough to read it.
import './require-node.mjs';

import('./new-connector.mjs').then(({ newConnector }) => newConnector(process.argv.slice(2)));
