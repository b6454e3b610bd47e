import { CLIENT, program, prove } from './device.js';

/** A refusal of the backend: `code` is stable, `message` is for people, `status` is HTTP's. */
export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const OFFLINE = 'The server does not answer. Check that it is still running; this page tries again by itself.';

let visit = 0;

/** Ends what one person asks for: answers that are still under way reach nobody, least of all the next person. */
export function endVisit() {
  visit += 1;
}

function stillHere(asked) {
  if (asked !== visit) throw new Refusal(0, 'left', '');
}

async function ask(method, path, body) {
  const asked = visit;
  const request = { method, headers: { Accept: 'application/json' }, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    stillHere(asked);
    throw new Refusal(0, 'offline', OFFLINE);
  }
  const answer = await response.json().catch(() => ({}));
  stillHere(asked);
  if (!response.ok) {
    throw new Refusal(response.status, answer.code ?? 'error', answer.error ?? `The server answered ${response.status}.`);
  }
  return answer;
}

const part = encodeURIComponent;

/**
 * A change of trust: it carries a proof of this browser's key, good for one request with this method and path. The body
 * is not signed.
 */
async function askProven(method, path, body) {
  const challenge = await ask('POST', '/api/auth/challenge', {});
  const proof = await prove('operator', [`${method} ${path}`], challenge).catch(() => null);
  if (!proof) return ask(method, path, body);
  const device = { ...proof, platform: CLIENT.platform, displayName: program(navigator.userAgent) };
  return ask(method, path, { ...body, device });
}

export const api = {
  me: () => ask('GET', '/api/auth/me'),
  ways: () => ask('GET', '/api/auth/ways'),
  enterByProxy: () => ask('POST', '/api/auth/proxy', {}),
  signIn: (username, password) => ask('POST', '/api/auth/login', { username, password }),
  signOut: () => ask('POST', '/api/auth/logout', {}),
  trust: () => ask('GET', '/api/trust'),
  adopt: (policy) => askProven('PUT', '/api/trust/policy', { policy }),
  pairAgain: () => ask('POST', '/api/trust/pair-again', {}),
  pairings: () => ask('GET', '/api/pairings'),
  decide: (id, decision) => askProven('POST', `/api/pairings/${part(id)}/${decision}`, {}),
  sessions: () => ask('GET', '/api/sessions'),
  endSession: (id) => askProven('POST', `/api/sessions/${part(id)}/end`, {}),
  devices: () => ask('GET', '/api/devices'),
  revokeDevice: (id) => askProven('POST', `/api/devices/${part(id)}/revoke`, {}),
  forgetDevice: (id) => askProven('POST', `/api/devices/${part(id)}/forget`, {}),
  renameDevice: (id, label) => askProven('PUT', `/api/devices/${part(id)}`, { label }),
  users: () => ask('GET', '/api/users'),
  addUser: (user) => askProven('POST', '/api/users', user),
  changeUser: (id, change) => askProven('PUT', `/api/users/${part(id)}`, change),
  deleteUser: (id) => askProven('DELETE', `/api/users/${part(id)}`),
  changePassword: (current, password) => ask('POST', '/api/auth/password', { current, password }),
  keys: () => ask('GET', '/api/keys'),
  addKey: (key) => askProven('POST', '/api/keys', key),
  rotateKey: (id) => askProven('POST', `/api/keys/${part(id)}/rotate`, { overlap: 'PT24H' }),
  revokeKey: (id) => askProven('POST', `/api/keys/${part(id)}/revoke`, {}),
  audit: (limit) => ask('GET', `/api/audit?limit=${limit}`),
};
