import type { Response } from 'express';
import type { Assistant } from '../../assistants/assistants.ts';
import { escapeHtml } from '../../ground/html.ts';
import { sendPage } from '../../http/page.ts';
import { MOST_BYTES } from '../fetch-link.ts';
import { UPLOAD_SCRIPT } from './upload-script.ts';

/** What became of a file, in words. `refused`: it was not taken. */
export interface SentResult {
  name: string;
  refused: boolean;
  words: string;
}

interface Shown {
  assistants: readonly Pick<Assistant, 'assistantId' | 'name'>[];
  /** ISO date. */
  today: string;
  /** Of the files that were sent just now. */
  results: readonly SentResult[];
}

const TITLE = 'Add files to the knowledge';

/** A form that works by itself; with JavaScript files can be dropped on it, and it shows how far they are. */
export function sendUploadPage(response: Response, shown: Shown): void {
  sendPage(response, TITLE, body(shown), { style: STYLE, script: UPLOAD_SCRIPT });
}

const body = ({ assistants, today, results }: Shown): string => `
<p>Your assistants take what they say from these files: prices, products, answers to questions. Each file is read once and
then searched; the file itself is not kept.</p>
<form method="post" enctype="multipart/form-data">
<div class="fields">
<label>Used by<select name="assistant"><option value="">All assistants</option>${assistants
  .map(({ assistantId, name }) => `<option value="${escapeHtml(assistantId)}">${escapeHtml(name)}</option>`)
  .join('')}</select></label>
<label>Content as of<input type="date" name="asOf" value="${today}" max="${today}"></label>
<label><span>Last day of use <small>(optional)</small></span><input type="date" name="expiresOn" min="${today}"></label>
</div>
<label class="drop" id="drop"><span><b>Choose files</b><span class="scripted"> or drop them here</span></span>
<small>PDF, Word (DOCX), Markdown or plain text, up to ${MOST_BYTES / 1_048_576} MB each</small>
<input type="file" name="file" multiple required accept=".pdf,.docx,.md,.markdown,.txt,text/plain,text/markdown,application/pdf"></label>
<button type="submit" id="send">Add the files</button>
</form>
<ul id="files" aria-live="polite">${results.map(resultLine).join('')}</ul>
<p id="after" class="after"${results.some(({ refused }) => !refused) ? '' : ' hidden'}>You can close this page. In Baton’s settings in HubSpot you see what became of each file.</p>`;

const resultLine = ({ name, refused, words }: SentResult): string =>
  `<li class="${refused ? 'refused' : 'added'}"><b>${escapeHtml(name)}</b><span>${escapeHtml(words)}</span></li>`;

const STYLE = `
body{max-width:38rem;margin:6vh auto}
h1{font-size:1.6rem;margin:0 0 .5rem}
small{color:#516f90;font-weight:400}
.fields{display:flex;flex-wrap:wrap;align-items:end;gap:1rem;margin:1.5rem 0 1rem}
.fields label{display:flex;flex-direction:column;gap:.25rem;font-weight:600;flex:1 1 11.5rem}
select,input[type=date]{font:inherit;font-weight:400;padding:.5rem;border:1px solid #7c98b6;border-radius:4px;background:#fff;color:inherit;min-height:2.75rem;box-sizing:border-box;width:100%}
.drop{display:flex;flex-direction:column;align-items:center;gap:.5rem;padding:2rem 1rem;border:2px dashed #7c98b6;border-radius:8px;background:#f5f8fa;text-align:center;cursor:pointer}
.drop.over{border-color:#0091ae;background:#e5f5f8}
.drop input{max-width:100%}
.drop:focus-within,button:focus-visible,select:focus-visible,input:focus-visible{outline:3px solid #00a4bd;outline-offset:2px}
.scripted{display:none}.js .scripted{display:inline}
.js .drop input{position:absolute;width:1px;height:1px;opacity:0}
.js #send{display:none}
button{margin-top:1rem}
ul{list-style:none;padding:0;margin:1.5rem 0 0}
li{display:flex;flex-wrap:wrap;gap:.25rem 1rem;justify-content:space-between;padding:.75rem 1rem;border:1px solid #cbd6e2;border-left-width:4px;border-radius:4px;margin-bottom:.5rem;overflow-wrap:anywhere}
li progress{flex:1 0 100%;width:100%;height:.5rem}
.added{border-left-color:#00a38d}.refused{border-left-color:#d94c53}
.refused span{color:#a0232b}
.after{color:#516f90}
@media (max-width:30rem){body{margin-top:1rem}.drop{padding:1.25rem .75rem}}
`;
