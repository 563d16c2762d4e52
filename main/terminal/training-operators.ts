import type { Operator } from '../../shared/domain/operator';

/**
 * Who works at a terminal in training. Their PINs stand on the sign-in screen and in docs/operators.md; no live
 * terminal knows them.
 */
export const trainingOperators: readonly (Operator & { pin: string })[] = [
  { id: 'clerk', name: 'Training clerk', role: 'clerk', pin: '135790' },
  { id: 'supervisor', name: 'Training supervisor', role: 'supervisor', pin: '246802' },
  { id: 'installer', name: 'Training installer', role: 'installer', pin: '975310' },
];
