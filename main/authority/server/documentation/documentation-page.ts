import { type Html, html } from '../page/html';
import type {
  DescribedContent,
  DescribedOperation,
  DescribedProtocol,
  DescribedResponse,
} from './described-protocol';
import { inline, markdown } from './markdown';
import { exampleOf, schemaSection, typeOf } from './schema-words';

/** The protocol as one page to read: no script, nothing from elsewhere. */
export function documentationPage({ info, tags, operations, schemas }: DescribedProtocol): Html {
  const groups = tags.map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter((operation) => operation.tags[0] === name),
  }));
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${info.title} · protocol ${info.version}</title>
        <link rel="stylesheet" href="/page.css" />
        <link rel="stylesheet" href="/docs.css" />
      </head>
      <body class="documentation">
        <header>
          <h1>${info.title}</h1>
          <p>Version ${info.version}. ${info.summary}</p>
        </header>
        <div class="beside">
          <nav aria-label="Contents">
            <p><a href="/openapi.yaml">openapi.yaml</a></p>
            ${groups.map(
              (group) =>
                html`<h2>${group.name}</h2>
                  <ul>
                    ${group.operations.map(
                      ({ operationId, method, path }) =>
                        html`<li>
                          <a href="#${operationId}"><b>${method}</b> ${path}</a>
                        </li>`,
                    )}
                  </ul>`,
            )}
            <h2>Schemas</h2>
            <ul>
              ${Object.keys(schemas).map((name) => html`<li><a href="#schema-${name}">${name}</a></li>`)}
            </ul>
          </nav>
          <main>
            <section>${markdown(info.description)}</section>
            ${groups.map(
              ({ name, description, operations: own }) =>
                html`<h2>${name}${description === undefined ? '' : `: ${description}`}</h2>
                  ${own.map(operationSection)}`,
            )}
            <h2>Schemas</h2>
            ${Object.entries(schemas).map(([name, schema]) => schemaSection(name, schema))}
          </main>
        </div>
      </body>
    </html>`;
}

function operationSection(operation: DescribedOperation): Html {
  const { operationId, method, path, summary, description, parameters, requestBody, responses } = operation;
  const rows = parameters.map(
    (parameter) =>
      html`<tr>
        <td><code>${parameter.name}</code></td>
        <td>${parameter.in}</td>
        <td>${typeOf(parameter.schema)}</td>
        <td>${parameter.required ? 'required' : ''}</td>
        <td>${parameter.description === undefined ? '' : inline(parameter.description)}</td>
      </tr>`,
  );
  const table = html`<h4>Parameters</h4>
    <table>
      <tbody>
        ${rows}
      </tbody>
    </table>`;
  return html`<section id="${operationId}">
    <h3><b>${method}</b> <code>${path}</code></h3>
    <p class="summary">${inline(summary)}</p>
    ${description === undefined ? undefined : markdown(description)}
    <p class="quiet">Authorised by ${authorisation(operation)}.</p>
    ${rows.length === 0 ? undefined : table}
    ${
      requestBody
        ? html`<h4>Request</h4>
            ${contentOf(requestBody.content)}`
        : undefined
    }
    <h4>Answers</h4>
    <table>
      <tbody>
        ${responses.map(answerRow)}
      </tbody>
    </table>
  </section>`;
}

function answerRow({ status, description, headers, content }: DescribedResponse): Html {
  const names = Object.keys(headers);
  return html`<tr>
    <td><strong>${status}</strong></td>
    <td>
      ${markdown(description)}
      ${names.length === 0 ? undefined : html`<p class="quiet">Headers: ${names.join(', ')}</p>`}
      ${contentOf(content)}
    </td>
  </tr>`;
}

function contentOf(content: DescribedContent): Html {
  return html`${Object.entries(content).map(
    ([type, { schema, examples }]) =>
      html`<p><code>${type}</code> ${typeOf(schema)}</p>
        ${Object.entries(examples).map(([name, value]) => exampleOf(name, value))}`,
  )}`;
}

function authorisation({ security }: DescribedOperation): string {
  const words = security.map((one) => Object.keys(one)[0] ?? 'nothing');
  return words.length === 0 ? 'nothing' : words.join(' or ');
}
