import { api, endVisit } from './api.js';
import { byId, announce, note } from './dom.js';
import { Gateway } from './gateway.js';
import * as audit from './view/audit.js';
import * as browser from './view/browser.js';
import * as keys from './view/keys.js';
import * as live from './view/live.js';
import * as mode from './view/mode.js';
import * as pairings from './view/pairings.js';
import * as password from './view/password.js';
import * as people from './view/people.js';
import * as places from './view/places.js';
import * as trust from './view/trust.js';
import { enter } from './view/ways.js';

const QUICK = 2_500;
const CALM = 12_000;
const SIGN_IN = 'AUTH_IDENTITY_HEADER_REQUIRED';

let me = null;
let gateway = null;
let timer = null;

function show(view) {
  document.body.dataset.view = view;
  document.title = view === 'door' ? 'Sign in · Mission Control' : 'Mission Control';
}

async function begin() {
  try {
    home(await api.me());
  } catch (refusal) {
    if (refusal.status !== 401) waitForServer(refusal);
    else if (await enter()) await begin();
    else door('');
  }
}

function waitForServer(refusal) {
  const loading = document.querySelector('.loading');
  loading.textContent = refusal.message;
  show('loading');
  setTimeout(begin, 3_000);
}

function door(reason) {
  leave();
  show('door');
  note(byId('sign-in-error'), reason === '' ? 'bad' : 'warn', reason);
  byId('username').focus();
}

function leave() {
  endVisit();
  gateway?.stop();
  gateway = null;
  me = null;
  clearTimeout(timer);
  wipe();
}

/** What one person saw must not stay in the page for the next one. */
function wipe() {
  for (const list of document.querySelectorAll('.rows, .log')) {
    list.replaceChildren();
    delete list.dataset.now;
  }
  for (const form of document.querySelectorAll('.home form')) form.reset();
  for (const text of document.querySelectorAll('.home .note')) note(text, '', '');
  for (const id of ['who-user', 'who-role', 'places-key', 'audit-chain-text', 'composer-session']) byId(id).replaceChildren();
  byId('key-secret').textContent = '';
  byId('key-secret-box').hidden = true;
  browser.hide();
  pairings.hide();
  trust.reset();
}

function home(who) {
  me = who;
  byId('who-user').textContent = who.user;
  byId('who-role').textContent = who.role;
  byId('sign-in').reset();
  const admin = who.role === 'admin';
  byId('admin').hidden = !admin;
  byId('audit').hidden = !admin;
  password.show(who);
  trust.reset();
  show('home');
  gateway = new Gateway({ role: who.role, onState: linkChanged, onEvent: live.event, onSignedOut: checkSession });
  live.use(gateway, who);
  gateway.start();
  refresh();
}

function linkChanged(state, detail) {
  if (detail.code === 'PAIRING_REQUIRED' && byId('approval').hidden) refresh();
  live.state(state, detail);
  browser.state(state, detail);
  trust.link(state);
}

/**
 * One slow heartbeat keeps every list fresh; it is quick while the backend waits for its pairing. A page that nobody
 * sees asks for nothing until somebody looks at it again.
 */
async function refresh() {
  clearTimeout(timer);
  if (!me || document.hidden) return;
  const mine = gateway;
  try {
    const state = await trust.refresh(me);
    if (state === 'paired') gateway?.hurry();
    await refreshLists();
    if (mine === gateway) timer = setTimeout(refresh, state === 'paired' ? CALM : QUICK);
  } catch (refusal) {
    if (mine !== gateway) return;
    if (refusal.status === 401) door('Your session has ended. Sign in to go on.');
    else {
      trust.offline(refusal);
      timer = setTimeout(refresh, QUICK);
    }
  }
}

async function refreshLists() {
  const tasks = [places.refresh(me)];
  if (me?.role === 'admin') tasks.push(pairings.refresh(), people.refresh(me), keys.refresh(me), audit.refresh());
  const failed = (await Promise.allSettled(tasks)).find((task) => task.status === 'rejected');
  if (failed) throw failed.reason;
}

async function checkSession(code) {
  try {
    const now = await api.me();
    if (me && code === SIGN_IN) return otherKey();
    if (me && now.role !== me.role) {
      leave();
      home(now);
    }
  } catch (refusal) {
    if (refusal.status === 401) door('Your session has ended. Sign in to go on.');
  }
}

/** The sign-in is good but belongs to a key that this browser no longer has: only a new one helps. */
async function otherKey() {
  await api.signOut();
  door('This sign-in belongs to another key. Sign in again to go on with this browser.');
}

async function signIn(event) {
  event.preventDefault();
  const form = event.target;
  const submit = form.querySelector('button');
  const username = form.username.value.trim();
  if (username === '' || form.password.value === '') {
    note(byId('sign-in-error'), 'bad', 'Enter your name and your password.');
    (username === '' ? form.username : form.password).focus();
    return;
  }
  submit.disabled = true;
  try {
    await api.signIn(username, form.password.value);
    note(byId('sign-in-error'), 'bad', '');
    await begin();
    byId('main').focus();
    announce('Signed in.');
  } catch (refusal) {
    note(byId('sign-in-error'), 'bad', signInAdvice(refusal));
    form.password.select();
  } finally {
    submit.disabled = false;
  }
}

function signInAdvice(refusal) {
  if (refusal.status === 401) return 'That name and password do not match. Check both and try again.';
  if (refusal.status === 429) return 'Too many tries. Wait a minute, then try again.';
  return refusal.message;
}

async function signOut() {
  const button = byId('sign-out');
  button.disabled = true;
  try {
    await api.signOut();
    door('');
    announce('Signed out.');
  } catch (refusal) {
    if (refusal.status === 401) door('');
    else announce(refusal.message);
  } finally {
    button.disabled = false;
  }
}

byId('sign-in').addEventListener('submit', signIn);
byId('sign-out').addEventListener('click', signOut);
document.addEventListener('visibilitychange', refresh);
password.around(() => {
  gateway?.stop();
  gateway = null;
  clearTimeout(timer);
}, begin);
for (const view of [trust, mode, pairings, places, people, keys]) view.onChange(() => refresh());
begin();
