import { api } from '../api.js';
import { byId } from '../dom.js';

/** Shows how people may sign in here. True if the proxy in front has vouched for whoever this is, and they are in. */
export async function enter() {
  const ways = await api.ways().catch(() => ({}));
  byId('provider').hidden = !ways.provider;
  return ways.proxy === true && api.enterByProxy().then(() => true, () => false);
}
