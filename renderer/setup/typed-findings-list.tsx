import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { Button, Dot, Icon } from '../components';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { type TypedFinding, typedFindings } from './typed-findings';
import type { TypedRead } from './typed-reads';

/** What the test code told of a scanner that types, what is wrong first, each with what to set. */
export function TypedFindings({ typed }: { typed: TypedRead }) {
  const words = useWords();
  const { settings } = useView();
  const findings = typedFindings(typed, settings.scannerPrefix, words);
  if (!findings) return null;
  const sorted = findings.toSorted((one, other) => Number(isFine(one)) - Number(isFine(other)));
  return (
    <ul className="typed-findings">
      {sorted.map((finding) => (
        <li key={finding.text}>
          {isFine(finding) ? <Icon of={CheckIcon} weight="bold" /> : <Dot state="attention" />}
          <div>
            {finding.text}
            {finding.advice && <p className="secondary label">{finding.advice}</p>}
            {finding.offer && <Offer {...finding.offer} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

const isFine = ({ advice }: TypedFinding) => advice === undefined;

function Offer({ type, prefix }: NonNullable<TypedFinding['offer']>) {
  const { t } = useWords();
  const { store } = useTerminal();
  return (
    <Button onPress={() => void store.changeSettings({ scannerPrefix: prefix })}>
      {t(`reader-test.prefix-${type}`)}
    </Button>
  );
}
