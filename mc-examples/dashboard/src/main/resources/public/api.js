/** A refusal of the backend: `code` is stable, `message` is for people, `status` is HTTP's. */
export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const OFFLINE = 'The server does not answer. Check that it is still running; this page tries again by itself.';

async function ask(method, path, body) {
  const request = { method, headers: { Accept: 'application/json' }, credentials: 'same-origin', cache: 'no-store' };
  if (body !== undefined) {
    request.headers['Content-Type'] = 'application/json';
    request.body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, request);
  } catch {
    throw new Refusal(0, 'offline', OFFLINE);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refusal(response.status, answer.code ?? 'error', answer.error ?? `The server answered ${response.status}.`);
  }
  return answer;
}

const part = encodeURIComponent;

export const api = {
  me: () => ask('GET', '/api/auth/me'),
  signIn: (username, password) => ask('POST', '/api/auth/login', { username, password }),
  signOut: () => ask('POST', '/api/auth/logout', {}),
  trust: () => ask('GET', '/api/trust'),
  pairAgain: () => ask('POST', '/api/trust/pair-again', {}),
  pairings: () => ask('GET', '/api/pairings'),
  decide: (id, decision) => ask('POST', `/api/pairings/${part(id)}/${decision}`, {}),
  sessions: () => ask('GET', '/api/sessions'),
  endSession: (id) => ask('POST', `/api/sessions/${part(id)}/end`, {}),
  devices: () => ask('GET', '/api/devices'),
  revokeDevice: (id) => ask('POST', `/api/devices/${part(id)}/revoke`, {}),
  users: () => ask('GET', '/api/users'),
  addUser: (user) => ask('POST', '/api/users', user),
  changeUser: (id, change) => ask('PUT', `/api/users/${part(id)}`, change),
  keys: () => ask('GET', '/api/keys'),
  addKey: (key) => ask('POST', '/api/keys', key),
  revokeKey: (id) => ask('POST', `/api/keys/${part(id)}/revoke`, {}),
  audit: (limit) => ask('GET', `/api/audit?limit=${limit}`),
};
