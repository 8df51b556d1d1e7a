import { useRef, useState } from 'react';

const style = `body{margin:0;padding:4px;font:15px/1.55 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#213343;overflow-wrap:anywhere}
img{max-width:100%}a{color:#00708d}blockquote{margin:0 0 0 8px;padding-left:12px;border-left:3px solid #dfe6ee;color:#51677e}`;

/** The document of a mail: no scripts, no forms, and nothing fetched unless remote content was asked for. */
export function mailDocument(html: string, remote: boolean): string {
  const images = remote ? 'data: http: https:' : 'data:';
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${images}; font-src data:`;
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank"><style>${style}</style>${html}`;
}

/**
 * A mail as its recipient sees it, in a sandboxed frame that cannot run scripts.
 * Remote images are loaded on request, as in a mail program: that is when a tracking pixel counts as an open.
 */
export function MailFrame({ html }: { html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [remote, setRemote] = useState(false);
  const hasRemote = /<img[^>]+src=["']?https?:/i.test(html);
  const fit = () => {
    const height = frame.current?.contentDocument?.documentElement.scrollHeight;
    if (frame.current && height) frame.current.style.height = `${height + 8}px`;
  };
  return (
    <div className="mail-frame">
      {hasRemote && !remote ? (
        <p className="banner is-info">
          <span>Remote images are not loaded. Loading them tells the sender that the mail was opened.</span>
          <button type="button" className="button is-small" onClick={() => setRemote(true)}>
            Load images
          </button>
        </p>
      ) : null}
      <iframe
        ref={frame}
        title="Message"
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        srcDoc={mailDocument(html, remote)}
        onLoad={fit}
      />
    </div>
  );
}
