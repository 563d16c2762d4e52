/** The udev rules that ship: every maker whose devices are known to be readers of ours. */
import { CHUNKED } from './sam-line';
import { SCANNER_VENDORS } from './scanner-vendors';
import { STRIPE_VENDORS } from './stripe-vendors';
import { ruleFor } from './udev-rule';

/** Where `vestibule readers setup` puts them; packages put theirs under the same name into /usr/lib/udev/rules.d. */
export const UDEV_SHIPPED_FILE = '/etc/udev/rules.d/60-vestibule-readers.rules';

/** Makers all of whose devices the file covers. */
export const KNOWN_VENDORS: readonly number[] = [...SCANNER_VENDORS, ...STRIPE_VENDORS];

/** The whole file; `more` are rules for devices of this machine that the others do not cover. */
export function udevRulesFile(more: readonly string[] = []): string {
  const rules = [
    ...KNOWN_VENDORS.map((vendorId) => ruleFor('hidraw', { vendorId })),
    ...CHUNKED.map(([vendorId, productId]) => ruleFor('hidraw', { vendorId, productId })),
    ...SCANNER_VENDORS.map((vendorId) => ruleFor('tty', { vendorId })),
    ...more,
  ];
  return `${HEAD}${[...new Set(rules)].join('\n')}\n`;
}

const HEAD = `# Readers that Vestibule drives: whoever sits at this machine may open them.
# Made by \`vestibule readers setup\`.
`;
