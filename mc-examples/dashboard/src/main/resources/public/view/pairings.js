import { api } from '../api.js';
import { identity } from '../device.js';
import { announce, button, byId, chip, fill, make, note, row, said } from '../dom.js';
import { ago, at } from '../time.js';

let changed = () => {};
let mine = '';

export const onChange = (listener) => { changed = listener; };

/** The API is asked last: nothing comes between its answer, which ends with the visit, and the page. */
export async function refresh() {
  mine = (await identity())?.id ?? '';
  const { pairings } = await api.pairings();
  fill(byId('pairings-rows'), pairings, pairingRow);
  byId('pairings').hidden = pairings.length === 0;
}

export function hide() {
  byId('pairings').hidden = true;
}

function pairingRow(pairing) {
  const own = pairing.device !== undefined && pairing.device === mine;
  const approve = button('Approve', 'main', `Approve ${pairing.label}`, () => decide(pairing, 'approve', 'Approved.'));
  const reject = button('Reject', 'quiet danger', `Reject ${pairing.label}`, () => decide(pairing, 'reject', 'Rejected.'));
  const chips = [chip(own ? 'this browser' : pairing.owner)];
  if (pairing.history) chips.push(chip('revoked before', 'bad'));
  const item = row({
    className: 'two', name: title(pairing), chips, text: facts(pairing, own), end: own ? [] : [reject, approve],
  });
  item.dataset.pairing = pairing.id;
  return item;
}

const title = ({ fingerprint, label }) => (fingerprint ? [make('code', '', fingerprint)] : [label]);

function facts({ name, user, address, reason, scopes, asked, history }, own) {
  const text = [];
  if (name) text.push('Calls itself “', said(name), '” (unverified) · ');
  text.push(`${user ? `${user} · ` : ''}${address ? `${address} · ` : ''}${reason} · asks for ${scopes.map(short).join(', ')} · asked `, ago(asked));
  if (history) text.push(` · revoked ${at(history.revoked)}, forgotten ${at(history.forgotten)} by ${history.by}`);
  if (own) text.push(' · another browser has to approve it');
  return text;
}

const short = (scope) => scope.replace(/^operator\./, '');

async function decide(pairing, decision, done) {
  try {
    await api.decide(pairing.id, decision);
    note(byId('pairings-note'), '', '');
    announce(done);
  } catch (refusal) {
    note(byId('pairings-note'), 'bad', refusal.message);
  }
  changed();
}
