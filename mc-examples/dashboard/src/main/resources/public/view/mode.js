import { api } from '../api.js';
import { identity } from '../device.js';
import { announce, byId, note, setText } from '../dom.js';

const HARDENED = 'hardened';
const ON = 'On: a new browser waits until an admin approves it on one that is approved. Keys of programs are not let in.';
const OFF = 'Off: whoever signs in works from any browser at once.';
const ASK_ON = 'This browser is approved with the change. All others, also your own, are cut off until you approve them, one by one. Programs with keys are cut off too.';
const ASK_OFF = 'Every browser that somebody signs in on is let in at once again. Revoked ones stay out.';
const NO_KEY = 'This browser makes no key, so it cannot turn this on: it would lock itself out. Use a current browser, over HTTPS.';

let changed = () => {};
let modes = [];
let now = '';

export const onChange = (listener) => { changed = listener; };

/** Shows the policy in force as a switch, to those who may turn it. */
export function draw({ policy, policies }, admin) {
  modes = policies ?? [];
  byId('mode').hidden = !admin || !modes.includes(HARDENED);
  if (now !== policy) close();
  now = policy;
  byId('mode-switch').setAttribute('aria-checked', String(isOn()));
  setText(byId('mode-text'), isOn() ? ON : OFF);
}

export function reset() {
  byId('mode').hidden = true;
  now = '';
  close();
}

const isOn = () => now === HARDENED;

function close() {
  byId('mode-ask').hidden = true;
  note(byId('mode-note'), '', '');
}

async function ask() {
  if (!byId('mode-ask').hidden) return close();
  note(byId('mode-note'), '', '');
  if (!isOn() && (await identity()) === null) return note(byId('mode-note'), 'warn', NO_KEY);
  setText(byId('mode-ask-text'), isOn() ? ASK_OFF : ASK_ON);
  setText(byId('mode-yes'), isOn() ? 'Turn it off' : 'Turn it on');
  byId('mode-ask').hidden = false;
  byId('mode-yes').focus();
}

async function decide() {
  const wanted = isOn() ? modes.find((mode) => mode !== HARDENED) : HARDENED;
  byId('mode-yes').disabled = true;
  try {
    await api.adopt(wanted);
    close();
    announce(wanted === HARDENED ? 'Each browser now needs an approval of its own.' : 'Browsers need no approval any more.');
  } catch (refusal) {
    byId('mode-ask').hidden = true;
    note(byId('mode-note'), 'bad', refusal.message);
  } finally {
    byId('mode-yes').disabled = false;
    byId('mode-switch').focus();
  }
  changed();
}

byId('mode-switch').addEventListener('click', ask);
byId('mode-yes').addEventListener('click', decide);
byId('mode-no').addEventListener('click', () => {
  close();
  byId('mode-switch').focus();
});
