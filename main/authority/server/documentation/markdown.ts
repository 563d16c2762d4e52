import { type Html, html } from '../page/html';

/**
 * What openapi.yaml writes in its descriptions as HTML: paragraphs, lists, tables, `code` and **bold**. Anything else is
 * shown as it stands.
 */
export function markdown(text: string): Html {
  const blocks = text.trim().split(/\n\s*\n/);
  return joined(blocks.map(block));
}

/** Code and bold inside of a line. */
export function inline(text: string): Html {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*)/);
  return joined(
    parts.map((part) => {
      if (part.startsWith('`') && part.length > 1) return html`<code>${part.slice(1, -1)}</code>`;
      if (part.startsWith('**')) return html`<strong>${part.slice(2, -2)}</strong>`;
      return html`${part}`;
    }),
  );
}

function block(text: string): Html {
  const lines = text.split('\n').map((line) => line.trim());
  if (lines.every((line) => line.startsWith('|'))) return table(lines);
  if (!lines[0]?.startsWith('- ')) return html`<p>${inline(lines.join(' '))}</p>`;
  const items = text.split(/^\s*- /m).slice(1);
  return html`<ul>
    ${items.map((item) => html`<li>${inline(item.replaceAll(/\s+/g, ' ').trim())}</li>`)}
  </ul>`;
}

/** The first line names the columns, the second one is a rule. */
function table([head = '', , ...rows]: readonly string[]): Html {
  const cells = (line: string) => line.replaceAll(/^\|\s*|\s*\|$/g, '').split(/\s*\|\s*/);
  return html`<table>
    <thead>
      <tr>
        ${cells(head).map((cell) => html`<th>${inline(cell)}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${cells(row).map((cell) => html`<td>${inline(cell)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function joined(parts: readonly Html[]): Html {
  return html`${parts}`;
}
