import { MOST_BYTES } from '../fetch-link.ts';

/**
 * Of the upload page. Sends one file after the other, so that each has its own progress and its own outcome. What it
 * shows is written as text, never as HTML.
 */
export const UPLOAD_SCRIPT = `
'use strict';
document.documentElement.classList.add('js');
const form = document.querySelector('form');
const drop = document.getElementById('drop');
const input = drop.querySelector('input');
const list = document.getElementById('files');
const after = document.getElementById('after');
const waiting = [];
let sending = false;

function addLine(file) {
  const line = document.createElement('li');
  const name = document.createElement('b');
  const words = document.createElement('span');
  const progress = document.createElement('progress');
  name.textContent = file.name;
  words.textContent = 'Waiting';
  progress.max = 1;
  progress.value = 0;
  line.append(name, words, progress);
  list.prepend(line);
  return { line, words, progress };
}

function end(shown, refused, words) {
  shown.line.className = refused ? 'refused' : 'added';
  shown.words.textContent = words;
  shown.progress.remove();
  if (!refused) after.hidden = false;
}

function send({ file, shown }, attempt) {
  const data = new FormData();
  for (const name of ['assistant', 'asOf', 'expiresOn']) data.append(name, form.elements[name].value);
  data.append('file', file);
  const request = new XMLHttpRequest();
  request.open('POST', location.href);
  request.setRequestHeader('Accept', 'application/json');
  request.responseType = 'json';
  request.upload.onprogress = ({ loaded, total }) => {
    const part = total > 0 ? loaded / total : 0;
    shown.progress.value = part;
    shown.words.textContent = part < 1 ? Math.floor(part * 100) + ' %' : 'Checking';
  };
  request.onload = () => {
    const answer = request.response || {};
    if ((request.status === 429 || request.status === 503) && attempt < 5)
      return setTimeout(() => send({ file, shown }, attempt + 1), 2000 * attempt);
    const [result] = answer.results || [];
    if (result) end(shown, result.refused, result.words);
    else end(shown, true, answer.message || 'It could not be sent. Try again.');
    next();
  };
  request.onerror = () => {
    end(shown, true, 'It could not be sent: the connection broke off or was too slow. Try again.');
    next();
  };
  request.send(data);
}

function next() {
  const following = waiting.shift();
  sending = following !== undefined;
  if (following) send(following, 1);
}

function add(files) {
  for (const file of files) {
    const shown = addLine(file);
    if (file.size > ${MOST_BYTES}) end(shown, true, 'It is larger than ${MOST_BYTES / 1_048_576} MB.');
    else waiting.push({ file, shown });
  }
  if (!sending) next();
}

input.addEventListener('change', () => {
  add([...input.files]);
  input.value = '';
});
form.addEventListener('submit', (event) => event.preventDefault());
for (const name of ['dragenter', 'dragover'])
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add('over');
  });
for (const name of ['dragleave', 'drop'])
  document.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.remove('over');
  });
document.addEventListener('drop', (event) => add([...event.dataTransfer.files]));
window.addEventListener('beforeunload', (event) => {
  if (sending) event.preventDefault();
});
`;
