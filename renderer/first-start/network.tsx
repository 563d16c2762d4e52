import { CertificateIcon } from '@phosphor-icons/react/dist/csr/Certificate';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Connection } from '../../shared/domain/connection';
import type { ErrorCode } from '../../shared/domain/error';
import { Button, Field } from '../components';
import { useWords } from '../messages';

/** A proxy and the site's own certificate authorities, where a network asks for them. */
export function Network({
  connection,
  onChange,
  onProblem,
}: {
  connection: Connection;
  onChange(connection: Connection): void;
  onProblem(code: ErrorCode): void;
}) {
  const { t } = useWords();
  const [added, setAdded] = useState('');
  const take = async (file: File | undefined) => {
    if (!file) return;
    const parsed = Connection.shape.certificateAuthorities.safeParse(
      file.size <= 65_536 ? await file.text() : '',
    );
    if (!parsed.success) return onProblem('file-unreadable');
    setAdded(file.name);
    onChange({ ...connection, certificateAuthorities: parsed.data });
  };
  return (
    <details className="network">
      <summary>{t('enrol.network')}</summary>
      <Field
        label={t('enrol.proxy')}
        help={t('enrol.proxy-help')}
        value={connection.proxy ?? ''}
        maxLength={512}
        onChange={(proxy) => {
          const { proxy: _, ...rest } = connection;
          onChange(proxy === '' ? rest : { ...rest, proxy });
        }}
      />
      <p className="ticket-sources">
        <FileTrigger acceptedFileTypes={['.pem', '.crt', '.cer']} onSelect={(files) => void take(files?.[0])}>
          <Button icon={CertificateIcon}>{t('enrol.certificates')}</Button>
        </FileTrigger>
        {added && <span>{t('enrol.certificates-added', { file: added })}</span>}
      </p>
    </details>
  );
}
