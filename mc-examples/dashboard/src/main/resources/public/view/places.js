import { api } from '../api.js';
import { announce, button, byId, chip, fill, note, row } from '../dom.js';
import { ago } from '../time.js';

let changed = () => {};
let me = null;

export const onChange = (listener) => { changed = listener; };

export async function refresh(who) {
  me = who;
  const [sessions, devices] = await Promise.all([api.sessions(), api.devices()]);
  fill(byId('session-rows'), sessions.sessions, sessionRow);
  fill(byId('device-rows'), devices.devices, deviceRow, byId('devices-empty'));
}

function sessionRow(session) {
  const name = [program(session.agent)];
  const chips = [];
  if (session.current) chips.push(chip('this browser', 'good'));
  const end = button(session.current ? 'Sign out' : 'End', 'quiet', `End ${session.user}'s sign-in on ${name[0]}`, () => endSession(session));
  const item = row({
    className: 'two', name, chips,
    text: [`${session.user === me?.user ? '' : `${session.user} · `}${session.address} · seen `, ago(session.lastSeen)],
    end: [end],
  });
  item.dataset.session = session.id;
  return item;
}

const BROWSERS = [['Edg', 'Edge'], ['OPR', 'Opera'], ['Firefox', 'Firefox'], ['Chrom', 'Chrome'], ['Safari', 'Safari']];
const SYSTEMS = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS', 'Mac'], ['Linux', 'Linux']];

/** "Firefox on Linux", from what the browser says about itself. */
function program(agent) {
  const find = (table) => table.find(([mark]) => agent.includes(mark))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (agent.split(/[ /]/)[0] || 'Unknown program');
}

async function endSession(session) {
  await run(() => api.endSession(session.id), session.current ? 'Signed out.' : 'Sign-in ended. Its connection is closed.');
}

function deviceRow(device) {
  const paired = device.state === 'paired';
  const end = paired && !device.backend
    ? [button('Revoke', 'quiet danger', `Revoke the device ${device.label}`, () => run(() => api.revokeDevice(device.id), 'Device revoked.'))]
    : [];
  const chips = [chip(device.state, paired ? 'good' : device.state === 'revoked' ? 'bad' : '')];
  if (device.backend) chips.push(chip('this backend'));
  const seen = device.lastSeen ? [' · seen ', ago(device.lastSeen)] : [];
  const item = row({
    className: paired ? 'two' : 'two off', name: [device.label], chips,
    text: [`${device.id.slice(0, 8)}… · ${device.platform || 'unknown platform'}`, ...seen], end,
  });
  item.dataset.device = device.id;
  return item;
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
