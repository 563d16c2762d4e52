import {
  type FormEvent,
  type ReactNode,
  createContext,
  useCallback,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { OperatorStanding } from '../../shared/contract/operator-calls';
import { type ApprovedAct, secondPersonActs } from '../../shared/domain/approval';
import { type ErrorCode, VestibuleError, reportOf } from '../../shared/domain/error';
import { includesRole } from '../../shared/domain/operator';
import { Actions, Button, Dialogue, ErrorNote, Field, Finding } from '../components';
import { useHeldCounter } from '../counter';
import { useWords } from '../messages';
import { useTerminal, useView } from '../terminal';
import { OperatorChoice } from './operator-choice';
import { OperatorForm } from './operator-form';
import { PinPad } from './pin-pad';
import { useOperators } from './use-operators';

/** Does something that may need a supervisor: `act` is called without a token and, once one was given, with it. */
type WithApproval = <T>(act: (approval?: string) => Promise<T>) => Promise<T>;

interface Asked {
  acts: readonly ApprovedAct[];
  given(approval: string): void;
  refused(): void;
}

const ApprovalContext = createContext<WithApproval>((act) => act());

/**
 * For calls that can answer approval-needed: then a supervisor is asked for their PIN, and the call is made again with
 * their word. Where they do not give it, it rejects as it did at first.
 */
export function useApproval(): WithApproval {
  return useContext(ApprovalContext);
}

export function ApprovalProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const withApproval: WithApproval = useCallback(async (act) => {
    try {
      return await act();
    } catch (thrown) {
      const acts = thrown instanceof VestibuleError ? thrown.acts : undefined;
      if (!acts) throw thrown;
      const approval = await new Promise<string>((given, refuse) => {
        setAsked({ acts, given, refused: () => refuse(thrown) });
      }).finally(() => setAsked(null));
      return act(approval);
    }
  }, []);
  return (
    <ApprovalContext value={withApproval}>
      {children}
      {asked && <ApprovalDialogue {...asked} />}
    </ApprovalContext>
  );
}

/** A supervisor's PIN, given beside the clerk who stays signed in. Where there is no supervisor yet, one signs up first. */
function ApprovalDialogue({ acts, given, refused }: Asked) {
  const { t } = useWords();
  useHeldCounter();
  const { operators, again } = useOperators();
  const [signsUp, setSignsUp] = useState(false);
  const supervisors = operators?.filter(({ role }) => includesRole(role, 'supervisor')) ?? [];
  const nobody = operators && supervisors.length === 0;
  const self = useView().state?.session.person?.id;
  const needsAnother = acts.some((act) => secondPersonActs.includes(act));
  const approvers = supervisors.filter(({ id }) => !needsAnother || id !== self);
  return (
    <Dialogue title={t('approval.title')} onClose={refused} wide>
      {nobody && signsUp && <OperatorForm first onDone={again} onCancel={() => setSignsUp(false)} />}
      {nobody && !signsUp && (
        <>
          <Acts acts={acts} />
          <Finding title={t('approval.nobody')} urgent>
            <p>{t('approval.nobody-text')}</p>
          </Finding>
          <Actions>
            <Button kind="primary" onPress={() => setSignsUp(true)}>
              {t('approval.sign-up')}
            </Button>
            <Button hint="esc" onPress={refused}>
              {t('approval.cancel')}
            </Button>
          </Actions>
        </>
      )}
      {supervisors.length > 0 && approvers.length === 0 && (
        <>
          <Acts acts={acts} />
          <Finding title={t('approval.nobody-else')} urgent>
            <p>{t('approval.nobody-else-text')}</p>
          </Finding>
          <Actions>
            <Button kind="primary" hint="esc" onPress={refused}>
              {t('approval.cancel')}
            </Button>
          </Actions>
        </>
      )}
      {approvers.length > 0 && (
        <ApprovalForm acts={acts} supervisors={approvers} onTried={again} given={given} refused={refused} />
      )}
    </Dialogue>
  );
}

function Acts({ acts }: Pick<Asked, 'acts'>) {
  const { t } = useWords();
  return (
    <ul className="approval-acts">
      {acts.map((act) => (
        <li key={act}>{t(`approval.${act}`)}</li>
      ))}
    </ul>
  );
}

function ApprovalForm({
  acts,
  supervisors,
  onTried,
  given,
  refused,
}: Asked & { supervisors: readonly OperatorStanding[]; onTried(): void }) {
  const { t } = useWords();
  const { client } = useTerminal();
  const [chosen, setChosen] = useState('');
  const approver = chosen || (supervisors[0]?.id ?? '');
  const [pin, setPin] = useState('');
  const [reason, setReason] = useState('');
  const first = useRef<HTMLInputElement>(null);
  const pinInput = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const [fault, setFault] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return setFault(true);
    // Enter after the reason goes on to the PIN: an empty one would count as a wrong one.
    if (pin === '') return pinInput.current?.focus();
    setProblem(null);
    try {
      given((await client.call('approval.give', { approver, pin, acts: [...acts], reason })).approval);
    } catch (thrown) {
      setProblem(reportOf(thrown).code);
      setPin('');
      onTried();
    }
  };
  return (
    <form className="dialogue-form approval" onSubmit={(event) => void submit(event)} noValidate>
      <Acts acts={acts} />
      <Field
        label={t('approval.reason')}
        value={reason}
        maxLength={500}
        inputRef={first}
        onChange={(value) => {
          setReason(value);
          setFault(false);
        }}
        fault={fault ? t('approval.error-reason') : undefined}
      />
      <div className="approval-who">
        <OperatorChoice
          label={t('approval.approver')}
          operators={supervisors}
          chosen={approver}
          onChoose={setChosen}
        />
        <PinPad label={t('approval.pin')} pin={pin} onChange={setPin} inputRef={pinInput} />
      </div>
      {problem && <ErrorNote code={problem} />}
      <Actions>
        <Button type="submit" kind="primary">
          {t('approval.confirm')}
        </Button>
        <Button hint="esc" onPress={refused}>
          {t('approval.cancel')}
        </Button>
      </Actions>
    </form>
  );
}
