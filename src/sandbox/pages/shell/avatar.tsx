import { initials } from './people.ts';

const tints = ['#00809d', '#6a4fb6', '#a8467a', '#2e7d5b', '#b4552d', '#3f66a8', '#7a6a12'];

/** A round mark with the person's initials; the same person has the same colour everywhere. */
export function Avatar({ name, size = 32 }: { name: string; size?: number }) {
  const sum = Array.from(name).reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ width: size, height: size, fontSize: size * 0.38, background: tints[sum % tints.length] }}
    >
      {initials(name)}
    </span>
  );
}
