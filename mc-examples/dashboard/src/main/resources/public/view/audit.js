import { api } from '../api.js';
import { byId, fill, make, setText } from '../dom.js';
import { ago } from '../time.js';

const TAIL = 30;
const WORDS = {
  login: 'signed in', login_failed: 'failed to sign in', logout: 'signed out', session_created: 'opened a session',
  session_bound: 'signed in with a browser’s key', session_ended: 'ended a session', user_created: 'added a person', user_changed: 'changed a person', role_changed: 'changed a role',
  password_changed: 'changed a password', key_created: 'created a key', key_used: 'used a key', key_revoked: 'revoked a key',
  pairing_asked: 'asked to pair', pairing_approved: 'approved a pairing', pairing_rejected: 'rejected a pairing',
  pairing_enrolled: 'approved a device with the policy', policy_changed: 'changed the policy', device_forgotten: 'forgot a device',
  device_revoked: 'revoked a device', device_renamed: 'renamed a device', backend_paired: 'paired the backend',
  backend_withdrawn: 'withdrew the backend', relay_connected: 'connected through the relay', relay_refused: 'was refused by the relay',
  relay_calls: 'called through the relay', relay_closed: 'left the relay',
};
const PEOPLE = { '(gateway)': 'The gateway', '(system)': 'The server', '(host)': 'The machine’s administrator', '(nobody)': 'Somebody' };

export async function refresh() {
  const { records, chain } = await api.audit(TAIL);
  fill(byId('audit-rows'), records.slice().reverse(), record);
  byId('audit-chain').dataset.state = chain.intact ? 'live' : 'refused';
  byId('audit-chain').dataset.intact = String(chain.intact);
  setText(byId('audit-chain-text'), chain.intact
    ? `Chain verified, ${chain.count} records`
    : `Chain broken at record ${chain.brokenAt}. Keep a copy of the database and find out who changed it.`);
}

/** Ids and scope lists, short enough to read; the whole record is in the database. */
function brief(text) {
  return text
    .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{16,64}\b/g, (id) => `${id.slice(0, 8)}…`)
    .replaceAll('operator.', '')
    .replace(/^\[(.*)\]$/, '$1');
}

function record({ number, at, action, actor, target, detail }) {
  const facts = Object.entries(detail ?? {})
    .filter(([name]) => name !== 'agent')
    .map(([name, value]) => `${name} ${brief(value)}`);
  if (target && target !== actor) facts.unshift(brief(target));
  const what = make('span', 'what', make('b', '', PEOPLE[actor] ?? actor), ` ${WORDS[action] ?? action.replaceAll('_', ' ')}`);
  if (facts.length > 0) what.append(make('span', 'detail', facts.join(' · ')));
  const item = make('li', '', make('span', 'number', String(number)), what, ago(at));
  item.dataset.action = action;
  return item;
}
