import { api } from '../api.js';
import { announce, button, byId, chip, fill, row } from '../dom.js';
import { ago } from '../time.js';

let changed = () => {};

export const onChange = (listener) => { changed = listener; };

export async function refresh() {
  const { pairings } = await api.pairings();
  fill(byId('pairings-rows'), pairings, pairingRow);
  byId('pairings').hidden = pairings.length === 0;
}

function pairingRow(pairing) {
  const approve = button('Approve', 'main', `Approve ${pairing.label}`, () => decide(pairing, 'approve', 'Approved.'));
  const reject = button('Reject', 'quiet danger', `Reject ${pairing.label}`, () => decide(pairing, 'reject', 'Rejected.'));
  const item = row({
    className: 'two', name: [pairing.label], chips: [chip(pairing.owner)],
    text: [`${pairing.reason} · asks for ${pairing.scopes.join(', ')} · asked `, ago(pairing.asked)],
    end: [reject, approve],
  });
  item.dataset.pairing = pairing.id;
  return item;
}

async function decide(pairing, decision, done) {
  try {
    await api.decide(pairing.id, decision);
    announce(done);
  } catch (refusal) {
    announce(refusal.message);
  }
  changed();
}
