import { identity, short } from '../device.js';
import { announce, byId, setText } from '../dom.js';

const WHY = {
  'not-paired': 'Ask an admin to approve it on a browser that is approved already. Read this fingerprint to them: they see the same one.',
  'other-holder': 'It was approved for somebody else. An admin has to approve it for you, by this fingerprint.',
  'metadata-upgrade': 'It says something else about itself than when it was approved. An admin has to approve it again, by this fingerprint.',
  'scope-upgrade': 'Your role reaches further than what it was approved for. An admin has to approve it again, by this fingerprint.',
};
const CUT_OFF = 'If it was revoked, an admin can forget its device; then it may ask for approval again. This is its fingerprint:';
const NO_KEY = 'This server wants every browser to prove a key of its own, and this browser makes or keeps none. Use a current browser, over HTTPS, and not in a private window.';

let latest = 0;

/** What the page says about this browser itself, while it is not let in for its own sake. */
export async function state(name, { code, reason, requestId }) {
  latest += 1;
  const mine = latest;
  const key = await identity();
  if (mine !== latest) return;
  if (name === 'live') return welcome();
  if (code === 'PAIRING_REQUIRED') {
    show('waiting', 'This browser waits for approval', WHY[reason] ?? WHY['not-paired'], key, requestId);
  } else if (code === 'AUTH_UNAUTHORIZED') show('refused', 'This browser is not let in', CUT_OFF, key);
  else if (code === 'DEVICE_IDENTITY_REQUIRED') show('refused', 'This browser has no key', NO_KEY, null);
  else if (name !== 'connecting' && code) hide();
}

export function hide() {
  latest += 1;
  byId('approval').hidden = true;
}

function welcome() {
  if (byId('approval').hidden) return;
  hide();
  announce('This browser was let in.');
}

function show(state, title, text, key, requestId) {
  if (byId('approval').hidden) announce(title);
  byId('approval').dataset.state = state;
  setText(byId('approval-title'), title);
  setText(byId('approval-text'), text);
  byId('approval-facts').hidden = key === null;
  setText(byId('approval-print'), key ? short(key.id) : '');
  byId('approval-request-box').hidden = !requestId;
  setText(byId('approval-request'), requestId ?? '');
  byId('approval').hidden = false;
}
