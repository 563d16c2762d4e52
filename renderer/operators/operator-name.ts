import { builtInNames } from '../../shared/domain/operator';
import { useWords } from '../messages';

/** An operator's name as it is shown: of those who come with the program in the window's language, of anybody else as it is. */
export function useOperatorName(): (name: string) => string {
  const { t } = useWords();
  return (name) => {
    const builtIn = keys.find((key) => builtInNames[key] === name);
    return builtIn ? t(`built-in.${builtIn}`) : name;
  };
}

const keys = Object.keys(builtInNames) as (keyof typeof builtInNames)[];
