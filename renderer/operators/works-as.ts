import { type Role, includesRole } from '../../shared/domain/operator';
import { useView } from '../terminal';

/** Whether the person who is signed in has this role. The terminal checks it itself at each call, whatever is shown. */
export function useWorksAs(role: Role): boolean {
  const person = useView().state?.session.person;
  return person ? includesRole(person.role, role) : false;
}
