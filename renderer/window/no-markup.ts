/** The part of Trusted Types (W3C) that makes markup; TypeScript's DOM library does not have it yet. */
interface MarkupPolicies {
  createPolicy(name: 'default', rules: { createHTML(markup: string): string }): unknown;
}

/**
 * Imported first: the page's policy takes no markup made from text. The component library empties an element by setting
 * its markup to nothing, and that alone is let through; without this rule the whole window would go blank.
 */
const policies: unknown = Reflect.get(window, 'trustedTypes');
if (isPolicies(policies)) policies.createPolicy('default', { createHTML: onlyNothing });

function onlyNothing(markup: string): string {
  if (markup !== '') throw new TypeError('Markup is never made from text here.');
  return markup;
}

function isPolicies(value: unknown): value is MarkupPolicies {
  return typeof value === 'object' && value !== null && 'createPolicy' in value;
}
