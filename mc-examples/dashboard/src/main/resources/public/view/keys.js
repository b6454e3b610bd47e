import { api } from '../api.js';
import { button, byId, chip, copyFrom, fill, note, row, setText } from '../dom.js';
import { ago, at } from '../time.js';

const DAY = 86_400_000;

let changed = () => {};
let me = null;

export const onChange = (listener) => { changed = listener; };

export async function refresh(who) {
  me = who;
  const { keys } = await api.keys();
  fill(byId('keys-rows'), keys, keyRow, byId('keys-empty'));
}

function keyRow(key) {
  const revoked = key.revokedAt !== undefined;
  const over = revoked || (key.expiresAt !== undefined && Date.parse(key.expiresAt) <= Date.now());
  const used = key.lastUsed ? [' · used ', ago(key.lastUsed)] : [' · never used'];
  const renew = key.user === me?.user ? [button('Renew', 'quiet', `Make a new key for ${key.name}`, () => renewKey(key))] : [];
  const end = over ? [] : [...renew, button('Revoke', 'quiet danger', `Revoke the key ${key.name}`, () => run(() => api.revokeKey(key.id), 'Key revoked.'))];
  const item = row({
    className: over ? 'two off' : 'two', name: [key.name], chips: over ? [chip(revoked ? 'revoked' : 'ended', 'bad')] : [],
    text: [`${key.user} · ${key.scopes.map((scope) => scope.replace('operator.', '')).join(', ')}${key.expiresAt ? ` · until ${at(key.expiresAt)}` : ''}`, ...used],
    end,
  });
  item.dataset.apiKey = key.id;
  return item;
}

function renewKey(key) {
  return run(async () => show(await api.rotateKey(key.id)), 'A new key is made. The old one works for another day.');
}

function show(made) {
  setText(byId('key-secret'), made.secret);
  byId('key-secret-box').hidden = false;
}

async function run(action, done) {
  try {
    await action();
    note(byId('keys-note'), 'good', done);
  } catch (refusal) {
    note(byId('keys-note'), 'bad', refusal.message);
  }
  changed();
}

byId('key-new').addEventListener('submit', async (submit) => {
  submit.preventDefault();
  const form = submit.target;
  const expiresAt = new Date(Date.now() + Number(form.days.value) * DAY).toISOString();
  await run(async () => {
    const made = await api.addKey({ name: form.elements.name.value.trim(), scopes: form.scope.value.split(' '), expiresAt });
    show(made);
    form.reset();
    form.closest('details').open = false;
  }, 'Key created.');
});

copyFrom(byId('key-secret'), byId('key-copy'));
