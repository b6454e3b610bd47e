import { api } from '../api.js';
import { button, byId, chip, fill, make, note, row } from '../dom.js';

const ROLES = ['viewer', 'operator', 'admin'];

let changed = () => {};
let me = null;

export const onChange = (listener) => { changed = listener; };

export async function refresh(who) {
  me = who;
  const { users } = await api.users();
  fill(byId('people-rows'), users, personRow);
}

function personRow(user) {
  const self = user.id === me?.user;
  const chips = [];
  if (self) chips.push(chip('you'));
  if (user.status === 'pending') chips.push(chip('waits for approval', 'warn'));
  else if (!user.enabled) chips.push(chip('switched off', 'bad'));
  const item = row({
    className: user.enabled ? 'two' : 'two off', name: [user.id], chips, text: [roleText(user.role)],
    end: self ? [] : [roleChoice(user), toggle(user), ...(user.enabled ? [] : [remove(user)])],
  });
  item.dataset.user = user.id;
  return item;
}

const roleText = (role) => ({ viewer: 'may look', operator: 'may look and act', admin: 'may look, act and decide' }[role] ?? role);

function roleChoice(user) {
  const choice = make('select', '', ...ROLES.map((role) => new Option(role, role, role === user.role, role === user.role)));
  choice.setAttribute('aria-label', `Role of ${user.id}`);
  choice.addEventListener('change', () => run(() => api.changeUser(user.id, { role: choice.value }), `${user.id} is ${choice.value} now.`));
  return choice;
}

function toggle(user) {
  return user.enabled
    ? button('Switch off', 'quiet danger', `Switch off ${user.id}`, () => run(() => api.changeUser(user.id, { enabled: false }), `${user.id} is signed out everywhere and cannot sign in.`))
    : button(user.status === 'pending' ? 'Let in' : 'Switch on', 'quiet', `Switch on ${user.id}`, () => run(() => api.changeUser(user.id, { enabled: true }), `${user.id} may sign in again.`));
}

/** Only who is switched off can go for good, so that one slip of the hand deletes nobody. */
function remove(user) {
  return button('Delete', 'quiet danger', `Delete ${user.id} for good`, () => run(() => api.deleteUser(user.id), `${user.id} is gone, with every session and key.`));
}

async function run(action, done) {
  try {
    await action();
    note(byId('people-note'), 'good', done);
  } catch (refusal) {
    note(byId('people-note'), 'bad', refusal.message);
  }
  delete byId('people-rows').dataset.now;
  changed();
}

byId('person-new').addEventListener('submit', async (submit) => {
  submit.preventDefault();
  const form = submit.target;
  const user = { username: form.username.value.trim(), password: form.password.value, role: form.role.value };
  await run(async () => {
    await api.addUser(user);
    form.reset();
    form.closest('details').open = false;
  }, `${user.username} can sign in now.`);
});
