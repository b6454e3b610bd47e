import { api } from '../api.js';
import { identity, program, short } from '../device.js';
import { announce, button, byId, chip, fill, make, note, row, setText } from '../dom.js';
import { ago } from '../time.js';
import * as devices from './devices.js';

const NO_KEY = 'This browser makes or keeps no key of its own (Ed25519): it can be let in only while browsers need no approval.';

let changed = () => {};
let me = null;

export const onChange = (listener) => { changed = listener; };

export async function refresh(who) {
  me = who;
  const key = await identity();
  const [sessions, known] = await Promise.all([api.sessions(), api.devices()]);
  fill(byId('session-rows'), sessions.sessions, sessionRow);
  devices.draw(known.devices, { admin: who?.role === 'admin', mine: key?.id, act: run });
  setText(byId('places-key'), key === null ? NO_KEY : `The key of this browser is ${short(key.id)}.`);
}

function sessionRow(session) {
  const name = [program(session.agent)];
  const chips = [];
  if (session.current) chips.push(chip('this browser', 'good'));
  const end = button(session.current ? 'Sign out' : 'End', 'quiet', `End ${session.user}'s sign-in on ${name[0]}`, () => endSession(session));
  const item = row({
    className: 'two', name, chips,
    text: [`${session.user === me?.user ? '' : `${session.user} · `}${session.address} · seen `, ago(session.lastSeen), ...keyOf(session)],
    end: [end],
  });
  item.dataset.session = session.id;
  return item;
}

const keyOf = ({ device }) => (device ? [' · key ', make('code', '', short(device))] : []);

async function endSession(session) {
  await run(() => api.endSession(session.id), session.current ? 'Signed out.' : 'Sign-in ended. Its connection is closed.');
}

async function run(action, done) {
  try {
    await action();
    note(byId('places-note'), '', '');
    announce(done);
  } catch (refusal) {
    note(byId('places-note'), 'bad', refusal.message);
  }
  changed();
}
