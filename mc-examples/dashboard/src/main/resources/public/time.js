const STEPS = [[60, 'second', 1], [3600, 'minute', 60], [86400, 'hour', 3600], [7 * 86400, 'day', 86400]];
const words = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function since(instant, now = Date.now()) {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  if (Math.abs(seconds) < 10) return 'just now';
  const step = STEPS.find(([limit]) => Math.abs(seconds) < limit);
  return step ? words.format(Math.trunc(seconds / step[2]), step[1]) : exact.format(new Date(instant));
}

export const at = (instant) => exact.format(new Date(instant));

/** A time that ages by itself: "2 minutes ago", with the exact moment as its title. */
export function ago(instant) {
  const element = document.createElement('time');
  element.dateTime = new Date(instant).toISOString();
  element.title = at(instant);
  element.textContent = since(instant);
  return element;
}

setInterval(() => {
  for (const element of document.querySelectorAll('time')) {
    const text = since(element.dateTime);
    if (element.textContent !== text) element.textContent = text;
  }
}, 10_000);
