export const byId = (id) => document.getElementById(id);

/** Makes an element: text is always text, never markup. */
export function make(tag, className, ...content) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...content.filter((part) => part !== null && part !== undefined));
  return element;
}

export function button(text, className, label, action) {
  const element = make('button', className, text);
  element.type = 'button';
  element.setAttribute('aria-label', label);
  let busy = false;
  element.addEventListener('click', async () => {
    if (busy) return;
    busy = true;
    // Not disabled: a disabled button loses the keyboard's focus.
    element.setAttribute('aria-disabled', 'true');
    try {
      await action();
    } finally {
      busy = false;
      element.removeAttribute('aria-disabled');
    }
  });
  return element;
}

/** One row of a list: a name with chips, a soft line below, buttons at the end. */
export function row({ name, chips = [], text = [], end = [], className = '' }) {
  const main = make('div', '', make('p', 'row-name', ...name, ...chips), make('p', 'row-text', ...text));
  const item = make('li', `row ${className}`, main);
  if (end.length > 0) item.append(make('div', 'row-end', ...end));
  return item;
}

const UNSEEN = /\p{C}/gu;
const LONGEST_SAID = 64;

/** What somebody says about themselves: without unseen characters, short, and kept from turning the text around it. */
export const said = (text) => make('bdi', '', text.replace(UNSEEN, '').slice(0, LONGEST_SAID));

export const chip = (text, tone = '') => make('span', `chip ${tone}`.trim(), text);

/** Shows a list, or the text that stands for an empty one. Leaves the list alone when nothing changed, so focus stays. */
export function fill(list, items, draw, empty) {
  const now = JSON.stringify(items);
  if (list.dataset.now !== now) {
    list.dataset.now = now;
    keepFocus(list, () => list.replaceChildren(...items.map(draw)));
  }
  list.hidden = items.length === 0;
  if (empty) empty.hidden = items.length > 0;
}

function keepFocus(list, change) {
  const label = list.contains(document.activeElement) ? document.activeElement.getAttribute('aria-label') : null;
  change();
  if (label === null) return;
  const same = [...list.querySelectorAll('[aria-label]')].find((one) => one.getAttribute('aria-label') === label);
  const next = same ?? list.closest('section').querySelector('h2');
  if (next === same) return next.focus();
  next.tabIndex = -1;
  next.focus();
}

export function note(element, tone, text) {
  element.className = `note ${tone}`;
  element.textContent = text;
  element.hidden = text === '';
}

export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function copyFrom(source, trigger) {
  trigger.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      announce('Copied.');
      trigger.textContent = 'Copied';
      setTimeout(() => { trigger.textContent = 'Copy'; }, 1500);
    } catch {
      getSelection().selectAllChildren(source);
      announce('Selected. Copy it with your keyboard.');
    }
  });
}

export function announce(text) {
  byId('announcer').textContent = text;
}
