const DATABASE = 'mission-control';
const STORE = 'keys';
const MINE = 'device';
const ALGORITHM = { name: 'Ed25519' };

/** What this page says about itself wherever it signs: the platform is pinned when the browser is approved. */
export const CLIENT = { id: 'gateway-client', mode: 'ui', platform: 'web', deviceFamily: '' };

let known = null;

/**
 * This browser's own key, made at the first call and kept in IndexedDB. The private half cannot be read out, not even by
 * this page. Null when the browser makes no Ed25519 keys or keeps none: then nothing is signed.
 */
export const identity = () => (known ??= load().catch(() => null));

async function load() {
  const fresh = await crypto.subtle.generateKey(ALGORITHM, false, ['sign', 'verify']);
  const pair = await keep(fresh);
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', raw));
  const id = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id, publicKey: base64Url(raw), privateKey: pair.privateKey };
}

/** The key that is kept already, or this one from now on: one transaction, so that two tabs agree. */
async function keep(fresh) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, 'readwrite');
      const store = transaction.objectStore(STORE);
      const found = store.get(MINE);
      let pair = fresh;
      found.onsuccess = () => {
        if (found.result) pair = found.result;
        else store.put(fresh, MINE);
      };
      transaction.oncomplete = () => resolve(pair);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Signs what is asked for over a challenge, in the gateway's third form; null without a key. */
export async function prove(role, scopes, { nonce, ts }) {
  const key = await identity();
  if (key === null) return null;
  const text = [
    'v3', key.id, CLIENT.id, CLIENT.mode, role, scopes.join(','), ts, '', nonce,
    folded(CLIENT.platform), folded(CLIENT.deviceFamily),
  ].join('|');
  const signature = await crypto.subtle.sign(ALGORITHM, key.privateKey, new TextEncoder().encode(text));
  return { id: key.id, publicKey: key.publicKey, signature: base64Url(new Uint8Array(signature)), signedAt: ts, nonce };
}

const folded = (text) => text.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const base64Url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** The part of a fingerprint that people compare. */
export const short = (id) => id.slice(0, 8);

const BROWSERS = [['Edg', 'Edge'], ['OPR', 'Opera'], ['Firefox', 'Firefox'], ['Chrom', 'Chrome'], ['Safari', 'Safari']];
const SYSTEMS = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS', 'Mac'], ['Linux', 'Linux']];

/** "Firefox on Linux", from what a browser says about itself. */
export function program(agent) {
  const find = (table) => table.find(([mark]) => agent.includes(mark))?.[1];
  const [browser, system] = [find(BROWSERS), find(SYSTEMS)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? (agent.split(/[ /]/)[0] || 'Unknown program');
}
