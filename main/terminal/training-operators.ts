import { type Operator, builtInNames } from '../../shared/domain/operator';

/**
 * Who works at a terminal in training. Their PINs stand on the sign-in screen and in docs/operators.md; no live
 * terminal knows them.
 */
export const trainingOperators: readonly (Operator & { pin: string })[] = [
  { id: 'clerk', name: builtInNames['training-clerk'], role: 'clerk', pin: '135790' },
  { id: 'supervisor', name: builtInNames['training-supervisor'], role: 'supervisor', pin: '246802' },
  { id: 'installer', name: builtInNames['training-installer'], role: 'installer', pin: '975310' },
];
