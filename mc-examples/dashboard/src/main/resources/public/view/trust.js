import { api } from '../api.js';
import { byId, copyFrom, setText } from '../dom.js';
import { at } from '../time.js';
import * as mode from './mode.js';

let shown = 'checking';
let changed = () => {};

export const onChange = (listener) => { changed = listener; };

const plain = (title, text, backend, gateway, tone) => ({ title, text, backend, gateway, tone });

/** What each state means to the person who reads it: the headline, one sentence, and two words under each stop. */
function describe(trust) {
  switch (trust.state) {
    case 'paired':
      return plain('Backend paired', `Since ${at(trust.since)}, approved by ${trust.by}. ${trust.policy === 'hardened' ? 'Each browser needs an approval of its own beside it.' : 'Sign in from any browser: none of them needs pairing.'}`,
        'trusted', trust.connected ? 'connected' : 'reconnecting', trust.connected ? 'good' : 'warn');
    case 'waiting':
      return plain('Waiting for approval', 'The backend has asked the gateway to pair. It happens once, for all browsers and all people.',
        'has asked', 'not yet approved', 'warn');
    case 'withdrawn':
      return plain('Pairing withdrawn', 'The gateway no longer accepts this backend. Live connections are closed.', 'cut off', 'refuses us', 'bad');
    case 'refused':
      return plain('The gateway refuses the backend', 'The backend reached the gateway and was turned away.', 'turned away', 'refuses us', 'bad');
    case 'connecting':
      return plain('Connecting to the gateway', 'The backend is starting its connection.', 'starting', 'not yet', 'warn');
    case 'unreachable':
      return plain('Gateway out of reach', 'The backend keeps trying by itself. Nothing has to be paired again.', 'keeps trying', 'no answer', 'warn');
    default:
      return plain('Not ready yet', 'An administrator is setting up the connection. This page goes on by itself when it is ready.',
        'not ready', 'not ready', 'warn');
  }
}

function advice(trust) {
  if (trust.command) return 'To approve it, run this where the server runs:';
  return trust.advice ?? '';
}

export async function refresh(me) {
  const trust = await api.trust();
  draw(trust);
  mode.draw(trust, me?.role === 'admin');
  return shown;
}

function draw(trust) {
  shown = trust.state;
  const words = describe(trust);
  byId('trust').dataset.state = trust.state;
  setText(byId('trust-title'), words.title);
  setText(byId('trust-text'), words.text);
  setText(byId('stop-backend-text'), words.backend);
  setText(byId('stop-gateway-text'), words.gateway);
  byId('stop-backend').dataset.tone = words.tone;
  byId('stop-gateway').dataset.tone = words.tone;
  byId('stop-gateway').dataset.link = words.tone;
  drawTodo(trust);
  setText(byId('foot-policy'), trust.policy);
  setText(byId('foot-gateway'), trust.gateway ? ` · gateway ${trust.gateway}` : '');
}

function drawTodo(trust) {
  const text = advice(trust);
  byId('trust-todo').hidden = text === '';
  setText(byId('trust-todo-text'), text);
  byId('trust-command-box').hidden = !trust.command;
  setText(byId('trust-command'), trust.command ?? '');
  byId('trust-pair-again').hidden = trust.mayPairAgain !== true;
  byId('trust-request').hidden = !trust.requestId;
  setText(byId('trust-request-id'), trust.requestId ?? '');
}

/** The browser's own connection through the relay is the first link of the chain. */
export function link(state) {
  const tone = { live: 'good', refused: 'bad', waiting: 'warn' }[state] ?? '';
  byId('stop-browser').dataset.tone = tone === 'bad' ? 'bad' : 'good';
  byId('stop-backend').dataset.link = tone;
  setText(byId('stop-browser-text'), { live: 'live', connecting: 'connecting' }[state] ?? 'signed in');
}

export function offline(refusal) {
  byId('trust').dataset.state = 'unreachable';
  setText(byId('trust-title'), 'The server does not answer');
  setText(byId('trust-text'), refusal.message);
  byId('trust-todo').hidden = true;
  for (const id of ['stop-backend', 'stop-gateway']) {
    byId(id).dataset.tone = 'bad';
    byId(id).dataset.link = 'bad';
    setText(byId(`${id}-text`), 'unknown');
  }
}

export function reset() {
  byId('trust').dataset.state = 'checking';
  setText(byId('trust-title'), 'Checking the gateway…');
  for (const id of ['trust-text', 'trust-command', 'trust-request-id', 'foot-policy', 'foot-gateway']) setText(byId(id), '');
  byId('trust-todo').hidden = true;
  mode.reset();
}

async function pairAgain() {
  byId('trust-pair-again').disabled = true;
  try {
    await api.pairAgain();
  } catch (refusal) {
    setText(byId('trust-todo-text'), refusal.message);
  } finally {
    byId('trust-pair-again').disabled = false;
  }
  changed();
}

copyFrom(byId('trust-command'), byId('trust-copy'));
byId('trust-pair-again').addEventListener('click', pairAgain);
