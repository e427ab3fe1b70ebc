'use strict';
// Does with a custom widget what a CloudWatch dashboard does with it: invokes its function with the
// widget's parameters and `widgetContext`, shows the HTML without anything that could run, and
// follows each `cwdb-action` from the element before it.

const controls = document.getElementById('controls');
const widget = document.getElementById('widget');
const popup = document.getElementById('popup');
const popupContent = document.getElementById('popup-content');
let settings;

const FORBIDDEN = 'script, iframe, frame, object, embed, use, link, meta, base';

function clean(root) {
  root.querySelectorAll(FORBIDDEN).forEach(element => element.remove());
  root.querySelectorAll('*').forEach(element => {
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith('on') || /^\s*javascript:/i.test(value)) element.removeAttribute(name);
    }
    if (element.localName === 'a') element.target = '_blank';
  });
}

function show(answer, place) {
  const template = document.createElement('template');
  if (typeof answer === 'string') {
    template.innerHTML = answer;
    clean(template.content);
  } else if (answer && typeof answer.markdown === 'string') {
    template.content.append(preformatted(answer.markdown));
  } else {
    template.content.append(preformatted(JSON.stringify(answer, null, 2)));
  }
  place.replaceChildren(template.content);
  place.querySelectorAll('form').forEach(form =>
    form.addEventListener('submit', event => event.preventDefault()));
  place.querySelectorAll('cwdb-action').forEach(listen);
  if (place === popupContent && !popup.open) popup.showModal();
}

function preformatted(text) {
  const element = document.createElement('pre');
  element.textContent = text;
  return element;
}

function listen(action) {
  const target = action.previousElementSibling;
  if (!target) return;
  const display = action.getAttribute('display') || 'widget';
  target.addEventListener(action.getAttribute('event') || 'click', event => {
    event.preventDefault();
    const confirmation = action.getAttribute('confirmation');
    if (confirmation && !window.confirm(confirmation)) return;
    const place = display === 'popup' ? popupContent : widget;
    if (display !== 'popup' && popup.open) popup.close();
    if (action.getAttribute('action') === 'call') {
      call(action.getAttribute('endpoint'), JSON.parse(action.textContent || '{}'), place);
    } else {
      show(action.innerHTML, place);
    }
  });
}

function forms() {
  const all = {};
  document.querySelectorAll('#widget [name], #popup-content [name]').forEach(input => {
    const unchecked = (input.type === 'checkbox' || input.type === 'radio') && !input.checked;
    if (!unchecked) all[input.name] = input.value;
  });
  return { all };
}

function milliseconds(name) {
  return Date.parse(controls.elements[name].value + controls.elements.offset.value);
}

function context(place, theme) {
  const offset = controls.elements.offset.value;
  const [hours, minutes] = offset.slice(1).split(':').map(Number);
  return {
    dashboardName: 'local',
    widgetId: 'widget-1',
    accountId: settings.accountId,
    locale: controls.elements.locale.value,
    timezone: {
      label: 'UTC',
      offsetISO: offset,
      offsetInMinutes: (offset[0] === '-' ? 1 : -1) * (60 * hours + minutes),
    },
    period: 300,
    isAutoPeriod: true,
    timeRange: { mode: 'absolute', start: milliseconds('start'), end: milliseconds('end') },
    theme,
    linkCharts: true,
    title: '',
    forms: forms(),
    params: settings.params,
    width: place.clientWidth,
    height: place.clientHeight,
  };
}

async function call(endpoint, params, place) {
  const theme = controls.elements.theme.value;
  widget.classList.add('busy');
  try {
    const response = await fetch('/invoke/' + encodeURIComponent(endpoint), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...params, widgetContext: context(place, theme) }),
    });
    const answer = response.ok ? await response.json() : { error: await response.text() };
    show(answer, place);
  } finally {
    widget.classList.remove('busy');
    document.body.dataset.calls = Number(document.body.dataset.calls || 0) + 1;
  }
}

function refresh() {
  document.body.className = controls.elements.theme.value;
  const width = controls.elements.width.value;
  widget.style.width = width ? width + 'px' : 'auto';
  return call(settings.endpoint, settings.params, widget);
}

// 2026-11-20T09:30:00Z in the chosen offset, as datetime-local wants it.
function local(instant) {
  const [, sign, hours, minutes] = /([+-])(\d+):(\d+)/.exec(controls.elements.offset.value);
  const offset = (sign === '-' ? -1 : 1) * (60 * hours + Number(minutes));
  return new Date(Date.parse(instant) + offset * 60000).toISOString().slice(0, 19);
}

async function begin() {
  settings = await (await fetch('/settings')).json();
  const given = new URLSearchParams(location.search);
  controls.elements.offset.value = '+00:00';
  for (const name of ['theme', 'width', 'offset', 'locale']) {
    if (given.has(name)) controls.elements[name].value = given.get(name);
  }
  controls.elements.start.value = local(settings.start);
  controls.elements.end.value = local(settings.end);
  for (const [name, value] of given) {
    if (!controls.elements[name]) settings.params[name] = value;
  }
  controls.addEventListener('submit', event => { event.preventDefault(); refresh(); });
  await refresh();
}

begin();
