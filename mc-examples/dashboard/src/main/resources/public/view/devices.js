import { short } from '../device.js';
import { button, byId, chip, fill, make, row, said } from '../dom.js';
import { api } from '../api.js';
import { ago } from '../time.js';

let editing = '';

/** Lists the devices; `act` runs a change and tells what became of it. */
export function draw(devices, { admin, mine, act }) {
  const list = byId('device-rows');
  if (editing !== '' && list.querySelector('form')) return;
  editing = '';
  fill(list, devices, (device) => deviceRow(device, { admin, mine, act }), byId('devices-empty'));
}

function deviceRow(device, { admin, mine, act }) {
  const paired = device.state === 'paired';
  const chips = [chip(device.state, paired ? 'good' : device.state === 'revoked' ? 'bad' : '')];
  if (device.id === mine) chips.push(chip('this browser', 'good'));
  const item = row({
    className: paired ? 'stack' : 'stack off', name: [said(device.label)], chips, text: facts(device),
    end: admin ? actions(device, paired, act, () => edit(item, device, act)) : [],
  });
  item.dataset.device = device.id;
  return item;
}

function facts({ id, named, holder, name, lastSeen, state }) {
  const facts = [];
  if (named) facts.push([make('code', '', short(id))]);
  if (holder) facts.push([holder]);
  if (name) facts.push(['calls itself “', said(name), '”']);
  if (lastSeen) facts.push(['seen ', ago(lastSeen)]);
  if (state === 'revoked') facts.push(['stays out, whoever signs in on it, until it is forgotten']);
  return facts.flatMap((fact, index) => (index === 0 ? fact : [' · ', ...fact]));
}

function actions({ id, label }, paired, act, rename) {
  if (!paired) {
    return [button('Forget', 'quiet danger', `Forget the device ${label}`, () => act(() => api.forgetDevice(id), 'Forgotten. It may ask for approval as a new device.'))];
  }
  return [
    button('Rename', 'quiet', `Rename the device ${label}`, rename),
    button('Revoke', 'quiet danger', `Revoke the device ${label}`, () => act(() => api.revokeDevice(id), 'Device revoked. Its connections are closed.')),
  ];
}

/** Turns the row into a form of one field; it stays until it is saved or left. */
function edit(item, device, act) {
  editing = device.id;
  const field = make('input', '');
  field.value = device.named ? device.label : '';
  field.maxLength = 64;
  field.setAttribute('aria-label', `New name for the device ${device.label}`);
  const save = make('button', 'main', 'Save');
  const form = make('form', 'rename', field, save, button('Cancel', 'quiet', 'Keep the old name', () => leave(item)));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    editing = '';
    form.remove();
    delete byId('device-rows').dataset.now;
    act(() => api.renameDevice(device.id, field.value.trim()), 'Renamed.');
  });
  form.addEventListener('keydown', ({ key }) => { if (key === 'Escape') leave(item); });
  item.querySelector('.row-end').hidden = true;
  item.append(form);
  field.focus();
}

function leave(item) {
  editing = '';
  item.querySelector('form').remove();
  const end = item.querySelector('.row-end');
  end.hidden = false;
  end.querySelector('button').focus();
}
