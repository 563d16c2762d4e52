import { nights } from '../../shared/domain/check-in';
import type { RegistrationCard } from '../../shared/contract/registration-calls';
import { languageOfName, personName } from '../components';
import { useWords } from '../messages';
import { needsSignature } from './signature';
import '../design/paper.css';
import './card-sheet.css';

/** One guest's registration card: who, which document, which stay, and the line to sign. */
export function CardSheet({ card, site }: { card: RegistrationCard; site: string }) {
  const words = useWords();
  const { t, day, number } = words;
  const { claims, arrival, departure, guardian } = card;
  const { name, latin, second } = personName(claims);
  const born = claims.birthDate;
  const until = claims.validUntil;
  const rows: (readonly [string, string | undefined])[] = [
    [t('fact.name'), name ?? t('person.name-later')],
    [t('card.latin-name'), latin],
    [t('fact.second-name'), second],
    [t('fact.born'), born && day(born)],
    [t('card.sex'), claims.sex && t(`sex.${claims.sex}`)],
    [t('card.nationality'), claims.nationality],
    [t('card.address'), claims.address],
    [t('fact.document'), t(`format.${card.format ?? 'unknown'}`)],
    [t('fact.number'), claims.documentNumber],
    [t('card.issued-by'), claims.issuingAuthority ?? claims.issuingCountry],
    [t('fact.valid-until'), until && (until === 'long-term' ? t('fact.long-term') : day(until))],
    [t('stay.room'), card.room],
    [t('stay.arrival'), arrival && day(arrival)],
    [t('stay.departure'), departure && day(departure)],
    [t('stay.nights'), arrival && departure ? number(nights({ arrival, departure })) : undefined],
    [t('party.guardian'), guardian?.name],
    [t('party.reach'), guardian?.reach],
  ];
  return (
    <section className="card-sheet">
      <header>
        <h1>{t('card.title')}</h1>
        <p>{site}</p>
      </header>
      <dl>
        {rows.map(
          ([term, value]) =>
            value && (
              <div key={term}>
                <dt>{term}</dt>
                <dd lang={languageOfName(value)}>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ),
        )}
      </dl>
      {needsSignature(card) ? (
        <div className="signature">
          <span>{t('card.place-date')}</span>
          <span>{t('card.signature')}</span>
        </div>
      ) : (
        <p className="no-signature">{t('card.no-signature')}</p>
      )}
      <footer>
        {t('card.entry', { n: number(card.seq) })} · {card.entry}
      </footer>
    </section>
  );
}
