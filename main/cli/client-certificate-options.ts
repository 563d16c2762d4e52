import { Option } from 'commander';

/** What a machine shows where its authority asks for a certificate (`clientCertificateFrom` reads both files). */
export const clientCertificateOption = () =>
  new Option(
    '--client-certificate <file>',
    'this machine’s certificate (PEM), where the authority asks for one',
  );

export const clientKeyOption = () =>
  new Option('--client-key <file>', 'its key (PEM), where it is not in the same file');
