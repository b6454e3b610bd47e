import { api } from '../api.js';
import { announce, byId, note } from '../dom.js';

const DONE = 'Your password is changed. You are signed out everywhere else.';

let pause = () => {};
let goOn = async () => {};

/** The sign-in ends with the old password: until there is a new one, nothing may ask with it. */
export function around(before, after) {
  pause = before;
  goOn = after;
}

/** Who signs in elsewhere has no password here. */
export const show = (me) => { byId('own-password').hidden = me.how !== 'password'; };

function advice(refusal) {
  if (refusal.status === 429) return 'Too many tries. Wait a minute, then try again.';
  return refusal.message;
}

byId('password-change').addEventListener('submit', async (submit) => {
  submit.preventDefault();
  const form = submit.target;
  if (form.current.value === '' || form.password.value === '') {
    note(byId('password-note'), 'bad', 'Enter your present password and a new one.');
    (form.current.value === '' ? form.current : form.password).focus();
    return;
  }
  pause();
  try {
    await api.changePassword(form.current.value, form.password.value);
    form.reset();
    form.closest('details').open = false;
    note(byId('password-note'), 'good', DONE);
    announce(DONE);
  } catch (refusal) {
    note(byId('password-note'), 'bad', advice(refusal));
    form.current.select();
  } finally {
    await goOn();
  }
});
