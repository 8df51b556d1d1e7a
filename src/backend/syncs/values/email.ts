import { domainToASCII } from 'node:url';
import { parse } from 'tldts';

const LOCAL = /^[^\s@"“”(),:;<>[\]\\\p{Cc}]{1,64}$/u;
const DOMAIN = /^(?=.{1,253}$)([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+([a-z]{2,63}|xn--[a-z\d-]{1,59})$/;
/** RFC 2606: nobody is there, and nobody ever will be: for trials. */
const TRIAL = /\.(example|test)$/;

/**
 * What is wrong with an email address, in words; null: nothing. RFC 2822's plain form, without quotation marks, below a
 * top-level domain that exists; letters of any script (FEATURES D4).
 */
export function emailProblem(text: string): string | null {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = domainToASCII(address.slice(at + 1)).toLowerCase();
  if (at < 1) return 'this is not an email address: it wants a name, an @ and a domain.';
  if (/["“”]/.test(local)) return 'quotation marks do not belong before the @.';
  if (!LOCAL.test(local) || /^\.|\.\.|\.$/.test(local))
    return 'what stands before the @ is not allowed in an address.';
  if (!DOMAIN.test(domain)) return 'what stands after the @ is not a domain.';
  if (TRIAL.test(domain) || parse(domain).isIcann) return null;
  return `there is no top-level domain “${domain.slice(domain.lastIndexOf('.'))}”.`;
}
