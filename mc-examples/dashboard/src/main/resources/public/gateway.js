import { CLIENT, program, prove } from './device.js';

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;
const LONGEST_WAIT_FOR_APPROVAL = 4_000;
const CALL_DEADLINE = 15_000;
const HELLO_DEADLINE = 20_000;
const SCOPES = {
  viewer: ['operator.read'],
  operator: ['operator.read', 'operator.write'],
  admin: ['operator.read', 'operator.write', 'operator.admin'],
};

const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');

/**
 * One connection to the relay, speaking the gateway's protocol 4. It carries no token: the session cookie on the
 * upgrade says who calls, and this browser's key proves where from. It reconnects by itself with full jitter and tells
 * `onState` and `onEvent` what happens.
 */
export class Gateway {
  constructor({ role, onState, onEvent, onSignedOut }) {
    Object.assign(this, { role, onState, onEvent, onSignedOut });
    this.instanceId = randomId();
    this.waiting = new Map();
    this.failures = 0;
    this.stopped = false;
  }

  start() {
    this.stopped = false;
    this.open();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.retry);
    this.socket?.close(1000);
  }

  /** Calls a method; resolves to its payload, rejects with the gateway's error object. */
  call(method, params = {}) {
    return new Promise((resolve, reject) => {
      if (!this.ready) {
        reject({ code: 'UNAVAILABLE', message: 'not connected' });
        return;
      }
      this.send(method, params, { resolve, reject });
    });
  }

  send(method, params, { resolve, reject }) {
    const id = randomId();
    const timer = setTimeout(() => {
      this.waiting.delete(id);
      reject({ code: 'TIMED_OUT', message: 'no answer in time' });
    }, CALL_DEADLINE);
    this.waiting.set(id, { resolve, reject, timer });
    this.socket.send(JSON.stringify({ type: 'req', id, method, params }));
  }

  open() {
    if (this.failures === 0) this.onState('connecting', {});
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/gateway`);
    this.socket = socket;
    this.refusal = null;
    const deadline = setTimeout(() => socket.close(4000), HELLO_DEADLINE);
    socket.addEventListener('message', (message) => this.read(message.data, socket));
    socket.addEventListener('close', (closed) => {
      clearTimeout(deadline);
      if (this.socket === socket) this.closed(closed);
    });
    this.helloDeadline = deadline;
  }

  read(text, socket) {
    this.heard = Date.now();
    const frame = JSON.parse(text);
    if (frame.type === 'res') this.answer(frame);
    else if (frame.event === 'connect.challenge') this.connect(frame.payload, socket);
    else if (frame.type === 'event') this.onEvent(frame.event, frame.payload ?? {});
  }

  answer(frame) {
    const call = this.waiting.get(frame.id);
    if (!call) return;
    this.waiting.delete(frame.id);
    clearTimeout(call.timer);
    if (frame.ok) call.resolve(frame.payload);
    else call.reject(frame.error ?? { code: 'INVALID_REQUEST', message: 'no reason given' });
  }

  async connect(challenge, socket) {
    const scopes = SCOPES[this.role] ?? [];
    const device = await prove('operator', scopes, challenge).catch(() => null);
    if (this.socket !== socket || socket.readyState !== WebSocket.OPEN) return;
    const client = {
      id: CLIENT.id, mode: CLIENT.mode, platform: CLIENT.platform, version: '0.1.0', instanceId: this.instanceId,
      displayName: program(navigator.userAgent),
    };
    const params = {
      minProtocol: 4, maxProtocol: 4, client, role: 'operator', scopes,
      caps: [], locale: navigator.language, userAgent: navigator.userAgent,
    };
    if (device) params.device = device;
    this.send('connect', params, {
      resolve: (hello) => this.welcome(hello),
      reject: (error) => { this.refusal = error; },
    });
  }

  welcome(hello) {
    clearTimeout(this.helloDeadline);
    this.ready = true;
    this.since = Date.now();
    this.silence = 2 * (hello.policy?.tickIntervalMs ?? 30_000);
    this.watch = setInterval(() => this.listen(), 5_000);
    this.onState('live', { scopes: hello.auth?.scopes ?? [] });
  }

  /** A gateway that says nothing for two ticks is gone, whatever the socket thinks. */
  listen() {
    if (Date.now() - this.heard > this.silence) this.socket.close(4000, 'tick timeout');
  }

  closed(closed) {
    clearInterval(this.watch);
    if (this.ready && Date.now() - this.since > 60_000) this.failures = 0;
    this.ready = false;
    this.abandonCalls();
    if (this.stopped) return;
    const code = this.refusal?.details?.code ?? this.refusal?.code ?? '';
    if (closed.code === 4001 || code === 'AUTH_IDENTITY_HEADER_REQUIRED') this.onSignedOut(code);
    if (this.stopped) return;
    this.again(code);
  }

  abandonCalls() {
    for (const { reject, timer } of this.waiting.values()) {
      clearTimeout(timer);
      reject({ code: 'UNKNOWN', message: 'the connection closed before the answer came' });
    }
    this.waiting.clear();
  }

  again(code) {
    const longest = code === 'PAIRING_REQUIRED' ? LONGEST_WAIT_FOR_APPROVAL : LONGEST_WAIT;
    const ceiling = Math.min(longest, FIRST_WAIT * 2 ** this.failures++);
    const asked = Math.min(LONGEST_WAIT, this.refusal?.retryAfterMs ?? 0);
    this.retry = setTimeout(() => this.open(), Math.max(asked, 250 + Math.random() * ceiling));
    const waits = ['', 'UNAVAILABLE', 'RELAY_BACKEND_NOT_PAIRED', 'PAIRING_REQUIRED'].includes(code);
    this.onState(waits ? 'waiting' : 'refused', { ...this.refusal?.details, code });
  }

  /** Tries at once, for example because the backend says it is ready now. */
  hurry() {
    if (this.stopped || this.ready || this.socket?.readyState !== WebSocket.CLOSED) return;
    clearTimeout(this.retry);
    this.failures = 0;
    this.open();
  }
}
