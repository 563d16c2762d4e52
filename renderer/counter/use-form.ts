import type { FormName } from '../../shared/domain/check-in';
import { useView } from '../terminal';

/** The form of the purpose that is selected: by it those who are recorded have their names, guests or customers. */
export function useForm(): FormName {
  return useView().state?.purpose.form ?? 'stay';
}
