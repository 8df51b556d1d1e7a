import { pick, type Random } from '../ground/random.ts';
import { seedCompanies, type SeedCompany } from './companies.ts';

const firstNames = (
  'Amara Liam Noor Sofia Mateo Priya Jonas Ingrid Kenji Fatima Oliver Chloé Tomasz Leila Marcus Hannah Diego Yuki Aisha ' +
  'Erik Camille Ravi Beatriz Daniel Nora Luca Zanele Emma Hugo Mei Samuel Greta Tariq Elena Patrick Ines Arjun Freya Paulo ' +
  'Naomi Stefan Grace Omar Julia Felix Thandi Clara Ben Linnea Victor Maya Andrei Rosa Callum Sana Pieter Alice Joao Keiko Theo'
).split(' ');

const lastNames = (
  'Okafor Bennett Haddad Rossi Álvarez Sharma Weber Solberg Tanaka Rahman Clarke Moreau Nowak Farouk Reed Schmidt Castillo ' +
  'Sato Diallo Lindqvist Lefèvre Iyer Carvalho Murphy Jensen Conti Dlamini Hughes Bernard Chen Whitfield Hoffmann Aziz Popescu ' +
  'Gallagher Navarro Menon Thorne Silva Goldberg Novak Palmer Khalil Kowalska Brandt Mokoena Vance Doyle Ekström Laurent Ortega ' +
  'Petrov Marchetti Fraser Qureshi Visser Barlow Mendes Yamada Papadakis'
).split(' ');

const jobTitles = [
  'Head of Operations', 'VP Sales', 'Procurement Manager', 'IT Director', 'Marketing Manager', 'Chief Financial Officer',
  'Plant Manager', 'Head of Customer Success', 'Managing Director', 'Supply Chain Analyst', 'HR Business Partner',
  'Product Manager', 'Office Manager', 'Chief Technology Officer', 'Regional Sales Manager', 'Head of Purchasing',
  'Data Protection Officer', 'Founder', 'Director of Engineering', 'Compliance Lead', 'Finance Controller', 'Facilities Manager',
]; // prettier-ignore

/** A person before it becomes a contact. */
export interface SeedPerson {
  firstName: string;
  lastName: string;
  jobTitle: string;
  email: string;
  phone: string;
  company: SeedCompany;
}

/** Invents people with unique addresses; the same seed invents the same people. @param isTaken addresses of others */
export function* inventPeople(
  random: Random,
  isTaken: (email: string) => boolean = () => false,
): Generator<SeedPerson, never> {
  const given = new Set<string>();
  for (;;) {
    const [firstName, lastName] = [pick(firstNames, random), pick(lastNames, random)];
    const company = pick(seedCompanies, random);
    const local = `${plainName(firstName)}.${plainName(lastName)}`;
    let email = `${local}@${company.domain}`;
    for (let number = 2; given.has(email) || isTaken(email); number++)
      email = `${local}${number}@${company.domain}`;
    given.add(email);
    const phone = `+${10 + Math.floor(random() * 80)} 555 ${String(Math.floor(random() * 10_000)).padStart(4, '0')}`;
    yield { firstName, lastName, jobTitle: pick(jobTitles, random), email, phone, company };
  }
}

/** Lower case without accents, as in an email address. */
export function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^A-Za-z.]/g, '')
    .toLowerCase();
}
