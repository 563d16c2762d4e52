import { GuardianRelationship } from '../../shared/domain/party';
import type { Verdict } from '../../shared/domain/verdict';
import { CheckIcon } from '@phosphor-icons/react/dist/csr/Check';
import { useId } from 'react';
import { Checkbox } from 'react-aria-components';
import { ChoiceField, Field, FieldFault, Icon, languageOfName, personName } from '../components';
import { useWords } from '../messages';
import { type MemberDraft, type MemberFaults, SOMEBODY_ELSE } from './party-draft';

/** Under a minor: who accompanies the child, what they are to each other, and how to reach them. */
export function GuardianFields({
  draft,
  guardians,
  alone,
  faults,
  onChange,
}: {
  draft: MemberDraft;
  guardians: readonly Verdict[];
  /** Nobody of age is in the party. */
  alone: boolean;
  faults: MemberFaults;
  onChange(change: Partial<MemberDraft>): void;
}) {
  const { t } = useWords();
  const faultId = useId();
  const people = guardians.map(({ id, claims }) => {
    const label = personName(claims).name ?? '';
    return { key: id, label, lang: languageOfName(label) };
  });
  return (
    <div className="guardian">
      <ChoiceField
        label={t('party.guardian')}
        prompt={t('party.choose')}
        choices={[...people, { key: SOMEBODY_ELSE, label: t('party.somebody-else') }]}
        selected={draft.guardian}
        onSelect={(guardian) => onChange({ guardian })}
        fault={faults.guardian && t(faults.guardian)}
      />
      {draft.guardian === SOMEBODY_ELSE && (
        <Field
          label={t('party.guardian-name')}
          value={draft.guardianName}
          maxLength={120}
          onChange={(guardianName) => onChange({ guardianName })}
          fault={faults.guardianName && t(faults.guardianName)}
        />
      )}
      <ChoiceField
        label={t('party.guardian-is')}
        prompt={t('party.choose')}
        choices={GuardianRelationship.options.map((key) => ({ key, label: t(`guardian.${key}`) }))}
        selected={draft.guardianIs}
        onSelect={(guardianIs) => onChange({ guardianIs })}
        fault={faults.guardianIs && t(faults.guardianIs)}
      />
      <Field
        label={t('party.reach')}
        value={draft.reach}
        dir="auto"
        maxLength={200}
        onChange={(reach) => onChange({ reach })}
        fault={faults.reach && t(faults.reach)}
      />
      {alone && (
        <div className="field permission" data-invalid={faults.permission ? true : undefined}>
          <Checkbox
            className="later"
            isInvalid={faults.permission !== undefined}
            aria-describedby={faultId}
            isSelected={draft.permissionSeen}
            onChange={(permissionSeen) => onChange({ permissionSeen })}
          >
            <span className="later-box" aria-hidden="true">
              {draft.permissionSeen && <Icon of={CheckIcon} size="small" />}
            </span>
            <span>
              <b>{t('party.permission')}</b> {t('party.permission-why')}
            </span>
          </Checkbox>
          {faults.permission && (
            <p className="field-fault" id={faultId}>
              <FieldFault>{t(faults.permission)}</FieldFault>
            </p>
          )}
        </div>
      )}
    </div>
  );
}
