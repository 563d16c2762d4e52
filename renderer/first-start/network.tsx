import { CertificateIcon } from '@phosphor-icons/react/dist/csr/Certificate';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { Connection, clientCertificateIn } from '../../shared/domain/connection';
import type { ErrorCode } from '../../shared/domain/error';
import { Button, Field } from '../components';
import { useWords } from '../messages';

/** A proxy, the site's own certificate authorities, and this machine's own certificate, where they are asked for. */
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
  const [own, setOwn] = useState('');
  const take = async (file: File | undefined) => {
    if (!file) return;
    const parsed = Connection.shape.certificateAuthorities.safeParse(
      file.size <= 65_536 ? await file.text() : '',
    );
    if (!parsed.success) return onProblem('file-unreadable');
    setAdded(file.name);
    onChange({ ...connection, certificateAuthorities: parsed.data });
  };
  const takeOwn = async (files: FileList | null) => {
    const chosen = [...(files ?? [])].filter(({ size }) => size <= 65_536);
    if (chosen.length === 0) return;
    const texts = await Promise.all(chosen.map((file) => file.text()));
    const clientCertificate = clientCertificateIn(texts.join('\n'));
    if (!clientCertificate) return onProblem('file-unreadable');
    setOwn(chosen.map(({ name }) => name).join(', '));
    onChange({ ...connection, clientCertificate });
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
      <p className="ticket-sources">
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={['.pem', '.crt', '.cer', '.key']}
          onSelect={(files) => void takeOwn(files)}
        >
          <Button icon={CertificateIcon}>{t('enrol.client-certificate')}</Button>
        </FileTrigger>
        {own && <span>{t('enrol.certificates-added', { file: own })}</span>}
      </p>
    </details>
  );
}
