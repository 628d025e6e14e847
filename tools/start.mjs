// `npm start`. The rest is imported only once Node is known to be new enough to read it.
import './require-node.mjs';

import('./start-server.mjs').catch((err) => {
  console.error(err);
  process.exit(1);
});
