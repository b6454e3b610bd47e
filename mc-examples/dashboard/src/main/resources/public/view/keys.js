import { api } from '../api.js';
import { button, byId, chip, copyFrom, fill, note, row, setText } from '../dom.js';
import { ago, at } from '../time.js';

const DAY = 86_400_000;

let changed = () => {};

export const onChange = (listener) => { changed = listener; };

export async function refresh() {
  const { keys } = await api.keys();
  fill(byId('keys-rows'), keys, keyRow, byId('keys-empty'));
}

function keyRow(key) {
  const over = key.revokedAt !== undefined;
  const used = key.lastUsed ? [' · used ', ago(key.lastUsed)] : [' · never used'];
  const end = over ? [] : [button('Revoke', 'quiet danger', `Revoke the key ${key.name}`, () => run(() => api.revokeKey(key.id), 'Key revoked.'))];
  const item = row({
    className: over ? 'two off' : 'two', name: [key.name], chips: over ? [chip('revoked', 'bad')] : [],
    text: [`${key.user} · ${key.scopes.map((scope) => scope.replace('operator.', '')).join(', ')}${key.expiresAt ? ` · until ${at(key.expiresAt)}` : ''}`, ...used],
    end,
  });
  item.dataset.apiKey = key.id;
  return item;
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
    setText(byId('key-secret'), made.secret);
    byId('key-secret-box').hidden = false;
    form.reset();
    form.closest('details').open = false;
  }, 'Key created.');
});

copyFrom(byId('key-secret'), byId('key-copy'));
