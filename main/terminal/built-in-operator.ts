import { type Operator, builtInNames } from '../../shared/domain/operator';

/** Who acts while nobody has signed in. */
export function builtInOperator(selfService: boolean, training: boolean): Operator {
  const name = selfService ? 'self-service' : training ? 'training-clerk' : 'clerk';
  return { id: selfService ? 'self-service' : 'clerk', name: builtInNames[name], role: 'clerk' };
}
