import type { EmptyStateImageName, IconNames, IllustrationNames } from '@hubspot/ui-extensions';
import { iconPaths } from './icon-paths.ts';
import { mark } from './shared.ts';

interface Props {
  name: IllustrationNames | EmptyStateImageName;
  alt: string;
  width?: number;
  height?: number;
  testId?: string;
}

/** HubSpot's drawings are not public: a scene with the icon nearest in meaning stands for each. */
const subjects: Partial<Record<Props['name'], IconNames>> = {
  lock: 'locked',
  unlock: 'key',
  contacts: 'contact',
  leads: 'flame',
  target: 'star',
  task: 'tasks',
  meetings: 'appointment',
  emailConfirmation: 'email',
  successfullyConnectedEmail: 'emailOpen',
  customerSupport: 'messages',
  integrations: 'integrations',
  announcement: 'campaigns',
  api: 'workflows',
  idea: 'bulb',
  emptyStateCharts: 'reports',
  missedGoal: 'warning',
  errorGeneral: 'warning',
  errorHourglass: 'delay',
  voteAndSearch: 'search',
  electronicSignature: 'signature',
  registration: 'edit',
};

export function Illustration(props: Props) {
  const subject = iconPaths[subjects[props.name] ?? 'documents'];
  return (
    <svg
      {...mark('Illustration', props)}
      className="hs-illustration"
      width={props.width ?? 160}
      height={props.height}
      viewBox="0 0 120 90"
      fill="none"
      role={props.alt ? 'img' : undefined}
      aria-label={props.alt || undefined}
      aria-hidden={props.alt ? undefined : true}
    >
      <ellipse cx="60" cy="80" rx="46" ry="6" fill="#eaf0f6" />
      <rect x="22" y="14" width="76" height="60" rx="8" fill="#f5f8fa" stroke="#cbd6e2" strokeWidth="1.5" />
      <path d="M22 26h76" stroke="#cbd6e2" strokeWidth="1.5" />
      <circle cx="29" cy="20" r="1.8" fill="#ff8f73" />
      <circle cx="35" cy="20" r="1.8" fill="#f5c26b" />
      <circle cx="41" cy="20" r="1.8" fill="#00bda5" />
      <g
        transform="translate(42 31) scale(1.5)"
        stroke="#516f90"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d={subject} />
      </g>
    </svg>
  );
}
