import { byId, chip, fill, make, note, row, setText } from '../dom.js';
import { ago } from '../time.js';

const BETWEEN_LISTS = 400;
const STATES = { live: 'Live', connecting: 'Connecting…', waiting: 'Trying again…', refused: 'Refused' };
const NOT_READY = ['UNAVAILABLE', 'RELAY_BACKEND_NOT_PAIRED'];
const THIS_BROWSER = ['PAIRING_REQUIRED', 'AUTH_UNAUTHORIZED', 'DEVICE_IDENTITY_REQUIRED'];

let gateway = null;
let me = null;
let pending = null;

export function use(connection, who) {
  gateway = connection;
  me = who;
  byId('live-rows').replaceChildren();
  delete byId('live-rows').dataset.now;
  note(byId('composer-note'), '', '');
  empty('Reaching the gateway…');
}

export function state(name, detail) {
  byId('live').dataset.state = name;
  setText(byId('live-state'), NOT_READY.includes(detail.code) || detail.code === 'PAIRING_REQUIRED' ? 'Waiting' : STATES[name]);
  byId('composer').hidden = name !== 'live';
  if (name === 'live') start();
  else if (THIS_BROWSER.includes(detail.code)) empty('Sessions appear here as soon as this browser is let in. What to do is said above.');
  else if (byId('live-rows').hidden) empty(waitingText(name, detail.code));
}

function waitingText(name, code) {
  if (name === 'connecting') return 'Reaching the gateway…';
  if (NOT_READY.includes(code)) {
    return me?.role === 'admin'
      ? 'Sessions appear here as soon as the gateway has approved the backend. What to do is said above.'
      : 'Sessions appear here as soon as the gateway is ready. There is nothing you have to do.';
  }
  if (name === 'refused') return `The gateway turned this connection away (${code}). Ask an administrator; this page keeps trying.`;
  return 'The connection was lost. This page is connecting again by itself.';
}

function empty(text) {
  byId('live-rows').hidden = true;
  byId('live-empty').hidden = false;
  setText(byId('live-empty'), text);
}

async function start() {
  try {
    await gateway.call('sessions.subscribe');
  } catch {
    // A gateway without subscriptions still answers lists, and events that concern everybody still arrive.
  }
  await list();
}

export function event(name) {
  if (!name.startsWith('sessions.') || pending) return;
  pending = setTimeout(() => {
    pending = null;
    list();
  }, BETWEEN_LISTS);
}

async function list() {
  try {
    const answer = await gateway.call('sessions.list');
    draw(answer.sessions ?? []);
  } catch (error) {
    if (error.code === 'FORBIDDEN') empty('Your role may not read sessions. Ask an administrator.');
    else if (error.code !== 'UNKNOWN') empty(`The gateway gave no list (${error.details?.code ?? error.code}). Reload the page to ask again.`);
  }
}

function draw(sessions) {
  const items = sessions.map(view).sort((a, b) => b.updated - a.updated);
  fill(byId('live-rows'), items, line, byId('live-empty'));
  setText(byId('live-empty'), 'The gateway has no sessions yet. Start one with an agent and it appears here at once.');
  const choice = byId('composer-session');
  const before = choice.value;
  const options = items.length > 0 ? items : [{ key: 'main', title: 'main' }];
  choice.replaceChildren(...options.map(({ key, title }) => new Option(title, key)));
  if (options.some(({ key }) => key === before)) choice.value = before;
}

function view(session) {
  return {
    key: session.key,
    title: session.label ?? session.displayName ?? session.derivedTitle ?? session.key,
    busy: session.hasActiveRun === true || session.status === 'running',
    facts: [session.channel ?? session.lastChannel ?? session.kind, session.model].filter(Boolean),
    updated: session.updatedAt ?? 0,
  };
}

function line({ key, title, busy, facts, updated }) {
  const text = facts.map((fact) => `${fact} · `);
  const item = row({
    className: busy ? 'busy' : '',
    name: [make('span', '', make('span', 'dot'), title)],
    chips: busy ? [chip('working', 'good')] : [],
    text: updated > 0 ? [...text, ago(updated)] : text,
  });
  item.dataset.key = key;
  return item;
}

async function send(submit) {
  submit.preventDefault();
  const text = byId('composer-text').value.trim();
  if (text === '') {
    note(byId('composer-note'), 'warn', 'Write a message first.');
    byId('composer-text').focus();
    return;
  }
  byId('composer-send').disabled = true;
  try {
    const idempotencyKey = String(crypto.getRandomValues(new Uint32Array(2)).join('-'));
    await gateway.call('chat.send', { sessionKey: byId('composer-session').value, message: text, idempotencyKey });
    sent('ok', 'good', 'Sent.');
    byId('composer-text').value = '';
  } catch (error) {
    sent(error.details?.code ?? error.code, 'warn', refusalText(error));
  } finally {
    byId('composer-send').disabled = false;
  }
}

function sent(code, tone, text) {
  byId('composer-note').dataset.code = code;
  note(byId('composer-note'), tone, text);
}

function refusalText(error) {
  if (error.details?.code === 'MISSING_SCOPE') {
    return `Not sent. You are signed in as ${me.role}, so the gateway lets you look but not write. Ask an administrator for the operator role (${error.details.missingScope}).`;
  }
  if (error.code === 'TIMED_OUT' || error.code === 'UNKNOWN') return 'No answer came, so it may or may not have been sent. Look at the session before sending again.';
  return `Not sent. The gateway said: ${error.message} (${error.details?.code ?? error.code}).`;
}

byId('composer').addEventListener('submit', send);
